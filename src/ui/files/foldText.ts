import { type Speaker, stereoFold } from '../../domain/layout.ts'
import { formatDb } from '../format.ts'

type Speakers = readonly (Speaker | null)[]

/** What the fold-down coefficients are taken from, as it is cited on screen. */
export const FOLD_SOURCE = 'ITU-R BS.775-4, annex 4, table 2'

/** Whether a track is heard otherwise than its channels lie in the file: more than two, or speakers of its own. */
export const isFolded = (speakers: Speakers): boolean => !['M', 'L R'].includes(speakers.join(' '))

export type FoldCell = { readonly db: string; readonly factor: string }

/** A coefficient as it is read: `−3.0 dB` and `0.7071`; `null` where nothing of the channel goes there. */
export const foldCell = (gain: number): FoldCell | null =>
  gain === 0 ? null : { db: `${formatDb(20 * Math.log10(gain))} dB`, factor: gain.toFixed(4) }

/** `L R 0.0 dB, C −3.0 dB to both, Ls Rs −3.0 dB, LFE left out`: the whole fold-down in one line. */
export function foldSummary(speakers: Speakers): string {
  const groups = new Map<string, string[]>()
  for (const speaker of speakers) {
    const [left, right] = stereoFold(speaker)
    const both = left > 0 && right > 0
    const cell = foldCell(Math.max(left, right))
    const how = cell ? `${cell.db}${both ? ' to both' : ''}` : 'left out'
    groups.set(how, [...(groups.get(how) ?? []), speaker ?? '–'])
  }
  return [...groups].map(([how, letters]) => `${letters.join(' ')} ${how}`).join(', ')
}
