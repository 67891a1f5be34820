/** What clips and markers can be marked with. A session names a colour by its place in this list: new ones go to the end. */
export const COLOR_NAMES = ['Rose', 'Amber', 'Green', 'Blue', 'Violet', 'Grey'] as const
