/** A whole number in groups of three, with narrow spaces: `2 556 000`. */
export const sampleCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f')
