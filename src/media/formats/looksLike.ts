/** Bytes at a place that give a kind of file away; `null` stands for any byte. */
type Magic = { readonly at: number; readonly text: string; readonly label: string }

const MAGIC: readonly Magic[] = [
  { at: 0, text: 'ID3', label: 'an MP3 file' },
  { at: 0, text: 'fLaC', label: 'a FLAC file' },
  { at: 0, text: 'OggS', label: 'an Ogg file' },
  { at: 4, text: 'ftyp', label: 'an MP4 or MOV file' },
  { at: 4, text: 'moov', label: 'an MP4 or MOV file' },
  { at: 4, text: 'mdat', label: 'an MP4 or MOV file' },
  { at: 4, text: 'wide', label: 'an MP4 or MOV file' },
  { at: 0, text: '\x1a\x45\xdf\xa3', label: 'a Matroska or WebM file' },
  { at: 0, text: 'RIFX', label: 'a big-endian WAV (RIFX) file' },
  { at: 0, text: 'riff\x2e\x91\xcf\x11', label: 'a Wave64 (W64) file' },
  { at: 0, text: 'caff', label: 'a CAF file' },
  { at: 0, text: '\x0b\x77', label: 'a Dolby Digital (AC-3) file' },
  { at: 0, text: '\x7f\xfe\x80\x01', label: 'a DTS file' },
  { at: 0, text: 'wvpk', label: 'a WavPack file' },
  { at: 0, text: 'MAC ', label: 'a Monkey’s Audio file' },
  { at: 0, text: '.snd', label: 'an AU file' },
  { at: 0, text: '\x06\x0e\x2b\x34', label: 'an MXF file' },
  { at: 8, text: 'AVI ', label: 'an AVI file' },
  { at: 0, text: '%PDF', label: 'a PDF document' },
  { at: 0, text: 'PK\x03\x04', label: 'a ZIP archive' },
  { at: 0, text: '\x89PNG', label: 'a PNG picture' },
  { at: 0, text: '\xff\xd8\xff', label: 'a JPEG picture' },
]

/** What a file looks like from its first bytes, with its article: `a FLAC file`. Never text from the file. */
export function looksLike(head: Uint8Array): string {
  const start = String.fromCharCode(...head.subarray(0, 16))
  const found = MAGIC.find(({ at, text }) => start.startsWith(text, at))
  if (found) return found.label
  return mpegLabel(head) ?? (isText(head) ? 'plain text' : 'an unknown kind of file')
}

/** An MPEG audio or ADTS header without a tag before it (ISO/IEC 11172-3 § 2.4.1.3, 13818-7 § 6.2). */
function mpegLabel([first = 0, second = 0, third = 0]: Uint8Array): string | undefined {
  if (first !== 0xff) return undefined
  if ((second & 0xf6) === 0xf0) return 'an AAC file'
  const layer3or2 = (second & 0xe0) === 0xe0 && [1, 2].includes((second >> 1) & 3)
  const reserved = (second & 0x18) === 0x08 || third >> 4 === 15 || ((third >> 2) & 3) === 3
  return layer3or2 && !reserved ? 'an MP3 file' : undefined
}

/** UTF-8, or UTF-16 with its mark, without control characters other than white space. */
function isText(head: Uint8Array): boolean {
  const [first, second] = head
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  try {
    // `stream`: the head may end inside a character.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being looked for
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(text)
  } catch (thrown) {
    if (thrown instanceof TypeError) return false
    throw thrown
  }
}
