/** Bytes of UTF-8: ext4 takes 255, and suffix, extension and the mark of an unfinished file come on top. */
export const NAME_LIMITS = { bytes: 200, characters: 120 } as const
export type NameLimits = { readonly bytes: number; readonly characters: number }

/**
 * A file name that every system takes: no path, no control or reserved characters, no leading dots or trailing
 * dots and spaces, no Windows device name, at most 120 characters and 200 bytes. Never empty.
 */
export function safeFileName(text: string, limits: NameLimits = NAME_LIMITS): string {
  const cleaned = text
    .normalize('NFC')
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
      /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\p{Surrogate}<>:"/\\|?*]+/gu,
      '_',
    )
    .replace(/\s+/g, '_')
    .replace(/^[._]+/, '')
  const cut = shortened(cleaned, limits).replace(/[. _]+$/, '')
  if (!cut) return 'untitled'
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(cut) ? `_${cut}` : cut
}

/** As many whole characters as the limits leave room for. */
function shortened(text: string, limits: NameLimits): string {
  let end = 0
  let bytes = 0
  for (const character of text) {
    bytes += utf8Bytes(character)
    if (bytes > limits.bytes || end + character.length > limits.characters) break
    end += character.length
  }
  return text.slice(0, end)
}

/** Bytes of a text in UTF-8, as disks count them. */
export function utf8Bytes(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
  }
  return bytes
}
