import { COLOR_NAMES } from '../../domain/palette.ts'

const COLORS: Readonly<Record<(typeof COLOR_NAMES)[number], string>> = {
  Rose: '#d98fa5',
  Amber: '#d6ab62',
  Green: '#8fc48a',
  Blue: '#86a8dd',
  Violet: '#ab93dc',
  Grey: '#a3a9b0',
}

/** The palette of clips and markers as it is shown. */
export const CLIP_COLORS: readonly { readonly name: string; readonly color: string }[] = COLOR_NAMES.map(
  (name) => ({ name, color: COLORS[name] }),
)
