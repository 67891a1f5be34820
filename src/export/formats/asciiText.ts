/** Letters and signs that no decomposition of Unicode turns into ASCII. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‹': "'",
  '›': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  '€': 'EUR',
  '£': 'GBP',
  '©': '(c)',
}

/**
 * Text for a field that takes ASCII only: letters without their accents, common signs by their likeness, control
 * characters as spaces, and `?` for each character that has no likeness.
 */
export function asciiText(text: string): string {
  const decomposed = Array.from(text, (character) => SUBSTITUTES[character] ?? character)
    .join('')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
  return Array.from(decomposed, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20 || code === 0x7f) return ' '
    return code < 0x80 ? character : (SUBSTITUTES[character] ?? '?')
  }).join('')
}
