const ELLIPSIS = '…'

/** The beginnings of a text, each a letter longer than the one before, and how wide they are. */
type Measured = {
  readonly letters: readonly string[]
  readonly widths: readonly number[]
  readonly cut: string[]
}

const known = new Map<string, Map<string, Measured>>()
/** Texts that are kept, before all are forgotten. */
const MOST_KNOWN = 2000

/** `font`: the one that is set. To ask the canvas for it takes longer than to draw. */
function measured(context: CanvasRenderingContext2D, font: string, text: string): Measured {
  const ofFont = known.get(font) ?? new Map<string, Measured>()
  known.set(font, ofFont)
  const found = ofFont.get(text)
  if (found) return found
  const letters = [...text]
  const widths = [0]
  for (let n = 1; n <= letters.length; n++) {
    widths.push(context.measureText(letters.slice(0, n).join('')).width)
  }
  if (ofFont.size >= MOST_KNOWN) ofFont.clear()
  const fresh = { letters, widths, cut: [''] }
  ofFont.set(text, fresh)
  return fresh
}

/** For when letters look otherwise, because their font has come. */
export const forgetWidths = (): void => known.clear()

export const textWidth = (context: CanvasRenderingContext2D, font: string, text: string): number =>
  measured(context, font, text).widths.at(-1) ?? 0

/** A text, or as much of it as there is room for, and an ellipsis; empty where there is none for a letter. */
export function fittedText(
  context: CanvasRenderingContext2D,
  font: string,
  text: string,
  room: number,
): string {
  const { letters, widths, cut } = measured(context, font, text)
  if ((widths.at(-1) ?? 0) <= room) return text
  const rest = textWidth(context, font, ELLIPSIS)
  let count = letters.length
  while (count > 0 && (widths[count] ?? 0) + rest > room) count--
  const fitted = cut[count] ?? `${letters.slice(0, count).join('')}${ELLIPSIS}`
  cut[count] = fitted
  return fitted
}
