/** Characters that a field may have. What is over is cut: such a text is a mistake or an attack. */
export const FIELD_LIMIT = 4096

/**
 * Control characters but line ends, and the marks that turn the direction of what stands around them: text from a
 * file must not rearrange the sentence it is shown in.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being taken out
const UNWANTED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Text as it can be shown: lines end in \n, nothing invisible, no white space around it, at most `limit` characters. */
export const cleanText = (text: string, limit = FIELD_LIMIT): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(UNWANTED, '')
    .trim()
    .slice(0, limit)
    // Half of a pair is no character.
    .replace(/[\ud800-\udbff]$/, '')

/** `cleanText` on one line. */
export const cleanLine = (text: string, limit = FIELD_LIMIT): string =>
  cleanText(text, limit).replace(/\s+/g, ' ')

/**
 * Bytes as the text they most likely are, up to the first NUL: UTF-8 (of which ASCII is a part) and, where they are
 * none, Latin-1 as Windows has it. A character cut by the end of a field is left out.
 */
export function decodeText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  const held = end < 0 ? bytes : bytes.subarray(0, end)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(held, { stream: true })
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
    return new TextDecoder('windows-1252').decode(held)
  }
}

/** A field of a chunk as clean text, on one line unless it may have several; `undefined` when it is empty. */
export function fieldText(bytes: Uint8Array, lines: 'one line' | 'lines' = 'one line'): string | undefined {
  const text = decodeText(bytes)
  return (lines === 'lines' ? cleanText(text) : cleanLine(text)) || undefined
}
