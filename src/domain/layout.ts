/** Speaker positions (ITU-R BS.2051 labels, short form; `M` is mono, `Cs` the one surround of a four-track). */
export const SPEAKERS = ['M', 'L', 'R', 'C', 'LFE', 'Ls', 'Rs', 'Lss', 'Rss', 'Lrs', 'Rrs', 'Cs'] as const
export type Speaker = (typeof SPEAKERS)[number]

/** A channel layout: its speakers in file order. The kernel and the exporter take any; this version ships two. */
export type Layout = {
  readonly id: 'mono' | 'stereo' | '5.1'
  readonly label: string
  readonly speakers: readonly Speaker[]
}

export const MONO: Layout = { id: 'mono', label: 'Mono', speakers: ['M'] }
export const STEREO: Layout = { id: 'stereo', label: 'Stereo', speakers: ['L', 'R'] }
export const SURROUND_5_1: Layout = {
  id: '5.1',
  label: '5.1',
  speakers: ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'],
}

export type LayoutId = Layout['id']
const BY_ID: Readonly<Record<LayoutId, Layout>> = {
  mono: MONO,
  stereo: STEREO,
  '5.1': SURROUND_5_1,
}
export const layoutOf = (id: LayoutId): Layout => BY_ID[id]
export const LAYOUTS: readonly Layout[] = Object.values(BY_ID)

/** One way to read the channels of a file, in file order. */
export type Interpretation = { readonly label: string; readonly speakers: readonly Speaker[] }

/**
 * The ways in which files of so many channels are commonly ordered, the likeliest first: that of WAVE's channel mask,
 * then film order. They are known by their letters: what one program calls SMPTE another calls Film.
 */
export const INTERPRETATIONS: readonly Interpretation[] = [
  { label: 'Mono', speakers: ['M'] },
  { label: 'Stereo', speakers: ['L', 'R'] },
  { label: 'LCR', speakers: ['L', 'R', 'C'] },
  { label: 'LCR', speakers: ['L', 'C', 'R'] },
  { label: 'Quad', speakers: ['L', 'R', 'Ls', 'Rs'] },
  { label: 'LCRS', speakers: ['L', 'C', 'R', 'Cs'] },
  { label: '5.0', speakers: ['L', 'R', 'C', 'Ls', 'Rs'] },
  { label: '5.0', speakers: ['L', 'C', 'R', 'Ls', 'Rs'] },
  { label: '5.1', speakers: ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'] },
  { label: '5.1', speakers: ['L', 'C', 'R', 'Ls', 'Rs', 'LFE'] },
  { label: '7.0', speakers: ['L', 'R', 'C', 'Lss', 'Rss', 'Lrs', 'Rrs'] },
  { label: '7.1', speakers: ['L', 'R', 'C', 'LFE', 'Lss', 'Rss', 'Lrs', 'Rrs'] },
  { label: '7.1', speakers: ['L', 'R', 'C', 'LFE', 'Lrs', 'Rrs', 'Lss', 'Rss'] },
  { label: '7.1', speakers: ['L', 'C', 'R', 'Lss', 'Rss', 'Lrs', 'Rrs', 'LFE'] },
]

export const interpretationsOf = (channels: number): readonly Interpretation[] =>
  INTERPRETATIONS.filter(({ speakers }) => speakers.length === channels)

/** What a track's channels are called together: `5.1`, or how many they are when no layout has these speakers. */
export function layoutLabel(speakers: readonly (Speaker | null)[]): string {
  const known = INTERPRETATIONS.find(
    (each) => each.speakers.length === speakers.length && each.speakers.every((s) => speakers.includes(s)),
  )
  return known?.label ?? `${speakers.length} ch`
}

/** `L R C LFE Ls Rs`; a channel that is not heard is a dash. */
export const speakerLetters = (speakers: readonly (Speaker | null)[]): string =>
  speakers.map((speaker) => speaker ?? '–').join(' ')

/** −3 dB as ITU-R BS.775-4 writes it: 0.7071. */
const HALF_POWER = Math.SQRT1_2

/**
 * What of a speaker goes to the left and right of a stereo fold-down (ITU-R BS.775-4, annex 4, table 2): the centre and
 * the surrounds at −3 dB, the one surround of 3/1 at −6 dB in both, the LFE channel left out. Both pairs of a 7.1 count
 * as surrounds.
 */
export function stereoFold(speaker: Speaker | null): readonly [left: number, right: number] {
  switch (speaker) {
    case 'L':
      return [1, 0]
    case 'R':
      return [0, 1]
    case 'M':
    case 'C':
      return [HALF_POWER, HALF_POWER]
    case 'Ls':
    case 'Lss':
    case 'Lrs':
      return [HALF_POWER, 0]
    case 'Rs':
    case 'Rss':
    case 'Rrs':
      return [0, HALF_POWER]
    case 'Cs':
      return [0.5, 0.5]
    case 'LFE':
    case null:
      return [0, 0]
  }
}

/**
 * What of a speaker goes into a mono fold-down (ITU-R BS.775-4, annex 4, table 2, column 1/0): left and right at −3 dB,
 * the centre whole, the surrounds at −6 dB, the LFE channel left out. What a −3 dB pan law has put in the centre of a
 * stereo mix comes back at its own level; what is the same in both sides otherwise comes out 3 dB louder.
 */
export function monoFold(speaker: Speaker | null): number {
  switch (speaker) {
    case 'M':
    case 'C':
      return 1
    case 'L':
    case 'R':
      return HALF_POWER
    case 'Ls':
    case 'Rs':
    case 'Lss':
    case 'Rss':
    case 'Lrs':
    case 'Rrs':
    case 'Cs':
      return 0.5
    case 'LFE':
    case null:
      return 0
  }
}

/**
 * What of each channel of `from`, by row of the channels of `to`: every channel in its place where both have the same
 * speakers, else the fold-down to stereo or mono. Throws RangeError for a layout that nothing folds to.
 */
export function foldMatrix(from: Layout, to: Layout): readonly (readonly number[])[] {
  if (from.id === to.id) return to.speakers.map((row) => from.speakers.map((each) => (each === row ? 1 : 0)))
  if (to.id === 'mono') return [from.speakers.map(monoFold)]
  if (to.id !== 'stereo') throw new RangeError(`${from.label} does not fold down to ${to.label}`)
  return [0, 1].map((side) => from.speakers.map((speaker) => stereoFold(speaker)[side] ?? 0))
}

/** The channel weight Gᵢ of ITU-R BS.1770-5 Annex 1, table 3: surrounds 1.41, LFE left out. */
export function loudnessWeight(speaker: Speaker): number {
  if (speaker === 'LFE') return 0
  return ['Ls', 'Rs', 'Lss', 'Rss', 'Cs'].includes(speaker) ? 1.41 : 1
}
