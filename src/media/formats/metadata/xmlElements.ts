/** An element with the text that stands directly in it. Attributes are passed over: nothing that is read has any. */
export type XmlElement = {
  readonly name: string
  readonly text: string
  readonly children: readonly XmlElement[]
}

type OpenElement = { readonly name: string; text: string; readonly children: XmlElement[] }

const MAX_DEPTH = 32
const MAX_ELEMENTS = 20_000

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const CDATA = '<![CDATA['

/** What begins with `<` and is no element, with what ends it. */
const SKIPPED = [
  [CDATA, ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
  ['</', '>'],
] as const

/** A name is taken whole or not at all: to try each part of a long one would take the square of its length. */
const START_TAG = /<([A-Za-z_][\w.:-]*)(?![\w.:-])[^<>]*>/y

/**
 * Reads XML that others wrote, never failing: what is not well-formed is read as far as it makes sense. Returns an
 * element that holds the outermost ones. Only the five predefined entities and numbered characters are replaced, and
 * document types are passed over, so nothing in the text can grow; depth and count are bounded, and the time is in
 * proportion to the length.
 */
export function xmlElements(source: string): XmlElement {
  const root: OpenElement = { name: '', text: '', children: [] }
  const open = [root]
  const innermost = (): OpenElement => open.at(-1) ?? root
  let elements = 0
  let at = 0
  while (at < source.length && elements < MAX_ELEMENTS) {
    const tag = source.indexOf('<', at)
    innermost().text += unescaped(source.slice(at, tag < 0 ? undefined : tag))
    if (tag < 0) break
    const end = endOfSkipped(source, tag)
    if (end === -1) break
    if (end !== undefined) {
      if (source.startsWith('</', tag)) close(open, source.slice(tag + 2, end - 1).trim())
      if (source.startsWith(CDATA, tag)) innermost().text += source.slice(tag + CDATA.length, end - 3)
      at = end
      continue
    }
    START_TAG.lastIndex = tag
    const [whole = '<', name] = START_TAG.exec(source) ?? []
    at = tag + whole.length
    if (name === undefined) {
      innermost().text += '<'
      continue
    }
    elements += 1
    const element: OpenElement = { name, text: '', children: [] }
    innermost().children.push(element)
    if (!whole.endsWith('/>') && open.length <= MAX_DEPTH) open.push(element)
  }
  return root
}

/** The place after what is no element at `at`; −1 when it never ends, `undefined` when an element may begin there. */
function endOfSkipped(source: string, at: number): number | undefined {
  const skipped = SKIPPED.find(([begin]) => source.startsWith(begin, at))
  // A document type with declarations of its own ends in `]>`.
  const end = skipped?.[1] ?? (source.startsWith('<!', at) ? documentTypeEnd(source, at) : undefined)
  if (end === undefined) return undefined
  const found = source.indexOf(end, at + 2)
  return found < 0 ? -1 : found + end.length
}

function documentTypeEnd(source: string, at: number): string {
  const [shortest] = /[[>]/.exec(source.slice(at, at + 1024)) ?? []
  return shortest === '[' ? ']>' : '>'
}

/** Ends the innermost element of that name and all within it; an end without a beginning is nothing. */
function close(open: OpenElement[], name: string): void {
  const index = open.findLastIndex((element) => element.name === name)
  if (index > 0) open.length = index
}

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name) return PREDEFINED[name] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    const isCharacter = code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff)
    return isCharacter ? String.fromCodePoint(code) : whole
  })
