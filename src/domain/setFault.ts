import { oddOnes } from '../lib/oddOnes.ts'
import type { MediaInfo } from './media.ts'
import { type OwnTimecode, ownOffset, ownTimecode } from './placement.ts'
import type { Timebase } from './timebase.ts'
import type { FrameRate } from './timecode.ts'

/** What keeps mono files from being one set, with the files that it is because of, by their indices. */
export type SetFault =
  | { readonly kind: 'channels'; readonly odd: readonly number[] }
  /** `by`: samples that the one file which is not as long as the others is longer, or shorter where negative. */
  | { readonly kind: 'length'; readonly odd: readonly number[]; readonly by: number | undefined }
  | { readonly kind: 'timecode'; readonly odd: readonly number[]; readonly own: OddTimecodes }

/** The timecode of the first odd file, and the one that most have. */
export type OddTimecodes = { readonly odd: OwnTimecode; readonly common: OwnTimecode }

/**
 * The first reason why files are no set: one has more than a channel, they are not of one length, or they say different
 * timecodes, counted at `given` where it is not `null`. A file that says none contradicts no other. `undefined` when they are one.
 */
export function setFault(
  infos: readonly MediaInfo[],
  session: Timebase,
  given: FrameRate | null = null,
): SetFault | undefined {
  const wide = infos.flatMap(({ pcm }, index) => (pcm.channels === 1 ? [] : [index]))
  if (wide.length > 0) return { kind: 'channels', odd: wide }
  const lengths = infos.map(({ pcm }) => pcm.length)
  const unequal = oddOnes(lengths)
  const [longer = 0, ...more] = unequal.odd
  if (unequal.odd.length > 0) {
    const by = more.length > 0 ? undefined : (lengths[longer] ?? 0) - (lengths[unequal.common] ?? 0)
    return { kind: 'length', odd: unequal.odd, by }
  }
  return timecodeFault(infos, session, given)
}

/** As `setFault`, of timecodes alone. */
export function timecodeFault(
  infos: readonly MediaInfo[],
  session: Timebase,
  given: FrameRate | null = null,
): Extract<SetFault, { readonly kind: 'timecode' }> | undefined {
  const said = infos.flatMap((info, index) => {
    const own = ownTimecode(info, session, given)
    return own ? [{ index, own, offset: ownOffset(own, session) }] : []
  })
  const { common, odd } = oddOnes(said.map(({ offset }) => offset))
  const [first, usual] = [said[odd[0] ?? -1], said[common]]
  if (!first || !usual) return undefined
  return {
    kind: 'timecode',
    odd: odd.flatMap((at) => said[at]?.index ?? []),
    own: { odd: first.own, common: usual.own },
  }
}

/** Of the files of a set the one whose timecode is the set's: the first that says one, else the first. */
export const timedFile = (
  infos: readonly MediaInfo[],
  session: Timebase,
  given: FrameRate | null = null,
): MediaInfo | undefined => infos.find((info) => ownTimecode(info, session, given)) ?? infos[0]
