import { cleanLine } from '../formats/metadata/fileText.ts'

const CODECS: Readonly<Record<string, string>> = {
  aac: 'AAC',
  mp3: 'MP3',
  opus: 'Opus',
  vorbis: 'Vorbis',
  flac: 'FLAC',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
  dts: 'DTS',
  ulaw: 'µ-law',
  alaw: 'A-law',
}

/** Codecs that the container library has no name for, by what MP4, MOV and Matroska call them. */
const INTERNAL: readonly (readonly [RegExp, string])[] = [
  [/^(a_)?alac$/, 'ALAC'],
  [/^a_truehd|^mlpa$/, 'Dolby TrueHD'],
  [/^ac-4$/, 'AC-4'],
  [/^samr$|^sawb$/, 'AMR'],
  [/^a_wavpack/, 'WavPack'],
  [/^a_tta/, 'TTA'],
  [/^a_mpeg\/l[12]/, 'MPEG layer II'],
  [/^ima4$/, 'IMA ADPCM'],
  [/^a_real/, 'RealAudio'],
  [/^apac$/, 'Apple Positional Audio'],
  [/^mha1$|^mhm1$/, 'MPEG-H'],
]

/** `16-bit PCM`, `32-bit float PCM`. */
function pcmName(codec: string): string | undefined {
  const [, kind, bits] = /^pcm-([suf])(8|16|24|32|64)/.exec(codec) ?? []
  return bits && `${bits}-bit${kind === 'f' ? ' float' : ''} PCM`
}

/** As people call a codec, by the library's name for it or, where it has none, by the file's own. */
export function codecName(codec: string | null, internal: unknown): string {
  if (codec !== null) return CODECS[codec] ?? pcmName(codec) ?? codec
  const id = typeof internal === 'string' ? internal : ''
  const known = INTERNAL.find(([pattern]) => pattern.test(id.toLowerCase()))
  if (known) return known[1]
  const text = cleanLine(id, 32)
  return text ? `“${text}”` : 'unknown'
}
