/** What clips can be marked with. A session names a colour by its place in this list: new ones go to the end. */
export const CLIP_COLORS: readonly { readonly name: string; readonly color: string }[] = [
  { name: 'Rose', color: '#d98fa5' },
  { name: 'Amber', color: '#d6ab62' },
  { name: 'Green', color: '#8fc48a' },
  { name: 'Blue', color: '#86a8dd' },
  { name: 'Violet', color: '#ab93dc' },
  { name: 'Grey', color: '#a3a9b0' },
]
