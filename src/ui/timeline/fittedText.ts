const ELLIPSIS = '…'

/** How wide the beginnings of a text are, each a letter longer than the one before. */
type Widths = readonly number[]

const known = new Map<string, Map<string, Widths>>()
/** Texts whose widths are kept, before all are forgotten. */
const MOST_KNOWN = 2000

/** `font`: the one that is set. To ask the canvas for it takes longer than to draw. */
function widthsOf(context: CanvasRenderingContext2D, font: string, text: string): Widths {
  const ofFont = known.get(font) ?? new Map<string, Widths>()
  known.set(font, ofFont)
  const found = ofFont.get(text)
  if (found) return found
  const letters = [...text]
  const widths = [0]
  for (let n = 1; n <= letters.length; n++) {
    widths.push(context.measureText(letters.slice(0, n).join('')).width)
  }
  if (ofFont.size >= MOST_KNOWN) ofFont.clear()
  ofFont.set(text, widths)
  return widths
}

/** For when letters look otherwise, because their font has come. */
export const forgetWidths = (): void => known.clear()

/** The number of letters of which the beginning, with `rest` after it, is no wider than there is room. */
export function lettersThatFit(widths: Widths, rest: number, room: number): number {
  let count = widths.length - 1
  while (count > 0 && (widths[count] ?? 0) + rest > room) count--
  return count
}

export const textWidth = (context: CanvasRenderingContext2D, font: string, text: string): number =>
  widthsOf(context, font, text).at(-1) ?? 0

/** A text, or as much of it as there is room for, and an ellipsis; empty where there is none for a letter. */
export function fittedText(
  context: CanvasRenderingContext2D,
  font: string,
  text: string,
  room: number,
): string {
  const widths = widthsOf(context, font, text)
  if ((widths.at(-1) ?? 0) <= room) return text
  const count = lettersThatFit(widths, textWidth(context, font, ELLIPSIS), room)
  return count === 0 ? '' : `${[...text].slice(0, count).join('')}${ELLIPSIS}`
}
