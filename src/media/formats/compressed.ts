import { ADTS, FLAC, type InputFormat, MATROSKA, MP3, MP4, OGG, QTFF, WEBM } from 'mediabunny'
import type { CompressedFormat } from '../../domain/media.ts'

/** Whether a file's first bytes are those of a format: `perhaps`, when other kinds of files begin so too. */
export type Claim = 'no' | 'perhaps' | 'surely'

/**
 * One kind of file whose headers the container library reads. `claim` is judged before the library sees the file: the
 * formats read in place are ours and never come to it.
 */
export type ContainerFormat = {
  readonly id: CompressedFormat
  readonly input: InputFormat
  claim(head: Uint8Array): Claim
}

const startsWith = (head: Uint8Array, text: string, at = 0): boolean =>
  head.length >= at + text.length &&
  [...text].every((character, n) => head[at + n] === character.charCodeAt(0))

const surely = (is: boolean): Claim => (is ? 'surely' : 'no')
const perhaps = (is: boolean): Claim => (is ? 'perhaps' : 'no')

const isTagged = (head: Uint8Array): boolean => startsWith(head, 'ID3')
const BOXES = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot']
const isBoxed = (head: Uint8Array): boolean => BOXES.some((box) => startsWith(head, box, 4))
const isEbml = (head: Uint8Array): boolean => startsWith(head, '\x1a\x45\xdf\xa3')

export const flac: ContainerFormat = {
  id: 'flac',
  input: FLAC,
  claim: (head) => (startsWith(head, 'fLaC') ? 'surely' : perhaps(isTagged(head))),
}
export const ogg: ContainerFormat = {
  id: 'ogg',
  input: OGG,
  claim: (head) => surely(startsWith(head, 'OggS')),
}
export const mov: ContainerFormat = { id: 'mov', input: QTFF, claim: (head) => surely(isBoxed(head)) }
export const mp4: ContainerFormat = { id: 'mp4', input: MP4, claim: (head) => surely(isBoxed(head)) }
export const webm: ContainerFormat = { id: 'webm', input: WEBM, claim: (head) => surely(isEbml(head)) }
export const mkv: ContainerFormat = { id: 'mkv', input: MATROSKA, claim: (head) => surely(isEbml(head)) }

/** A frame header (ISO/IEC 11172-3 § 2.4.1.3) of layer I to III, or a tag that one may follow. */
export const mp3: ContainerFormat = {
  id: 'mp3',
  input: MP3,
  claim: (head) => {
    const [first = 0, second = 0, third = 0] = head
    const frame = first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0
    const reserved = (second & 0x18) === 0x08 || third >> 4 === 15 || ((third >> 2) & 3) === 3
    return perhaps(isTagged(head) || (frame && !reserved))
  },
}

/** An ADTS header (ISO/IEC 13818-7 § 6.2), or a tag that one may follow. */
export const aac: ContainerFormat = {
  id: 'aac',
  input: ADTS,
  claim: (head) => perhaps(isTagged(head) || (head[0] === 0xff && ((head[1] ?? 0) & 0xf6) === 0xf0)),
}
