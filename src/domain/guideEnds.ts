import type { Stretch } from './pops.ts'
import type { FrameRate } from './timecode.ts'

/** A guide as it lies, in samples of the session: where its first is, and how many there are. */
type LyingGuide = { readonly at: number; readonly samples: number }

/** What a guide is held against: what composites hold of the mix and what their files do, of all that is the programme. */
export type HeldMix = { readonly mix: Stretch; readonly files: Stretch; readonly programme: Stretch }

/** What only one of the two has, at the beginning or at the end: samples of the session. */
export type GuideEnd = Stretch & { readonly edge: 'begins' | 'ends'; readonly later: boolean }

/** A threshold in picture frames as samples are held to it. */
export type FrameSlack = {
  readonly frames: number
  readonly frameRate: Pick<FrameRate, 'num' | 'den'>
  readonly sampleRate: number
}

/**
 * Where a guide begins after what it is held against, or ends elsewhere. What it has before is its leader; it may end with the
 * programme, with the files, or past what there is only a part of. `lag`: samples that the mix was found to be later than the
 * guide, `null` where nobody knows; a guide that fits where it lies or where it was found fits, and what is off is told of the latter.
 * None where the two have nothing of each other.
 */
export function guideEnds(
  { at, samples }: LyingGuide,
  held: HeldMix,
  lag: number | null,
  slack: FrameSlack,
): readonly GuideEnd[] {
  const lies = endsAt({ from: at, to: at + samples }, held, slack)
  if (lies.length === 0 || lag === null) return lies
  return endsAt({ from: at + lag, to: at + lag + samples }, held, slack)
}

function endsAt(guide: Stretch, { mix, files, programme }: HeldMix, slack: FrameSlack): readonly GuideEnd[] {
  if (guide.to <= mix.from || mix.to <= guide.from) return []
  const begins = Math.max(mix.from, programme.from)
  const isMissed = guide.from > begins && !isWithin(guide.from - begins, slack)
  const isEnd = [mix.to, files.to, programme.to].some((end) => isWithin(guide.to - end, slack))
  const later = guide.to > mix.to
  return [
    ...(isMissed ? [{ edge: 'begins', later: true, from: begins, to: guide.from } as const] : []),
    ...(isEnd
      ? []
      : [{ edge: 'ends', later, from: Math.min(guide.to, mix.to), to: Math.max(guide.to, mix.to) } as const]),
  ]
}

const isWithin = (samples: number, { frames, frameRate: { num, den }, sampleRate }: FrameSlack): boolean =>
  Math.abs(samples) * num <= frames * den * sampleRate

/** `The guide ends 96000 samples (2.000 s) after`: how the sentence of such an end begins. */
export const guideEndClause = ({ edge, later, from, to }: GuideEnd, sampleRate: number): string =>
  `The guide ${edge} ${to - from} samples (${((to - from) / sampleRate).toFixed(3)} s) ${later ? 'after' : 'before'} `

/** How it ends, after the name of the mix. */
export const guideLengths = (samples: number, name: string, { from, to }: Stretch): string =>
  `${guideHas(samples)}, and ${name} ${to - from}.`

export const guideHas = (samples: number): string => `: it has ${samples} samples`
