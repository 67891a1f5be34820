import { clipGainDb } from '../../domain/clipShape.ts'
import type { MediaState } from '../../domain/ports.ts'
import type { Clip, Session } from '../../domain/session.ts'
import { soundName } from '../../domain/soundName.ts'
import { perObject } from '../../lib/perObject.ts'
import { formatSignedDb } from '../format.ts'
import { clipName } from './clipName.ts'

export type Absence = 'missing' | 'needs permission'

/** What stands on a clip, and what is said of it. */
export type ClipText = {
  readonly name: string
  /** `, −6.0 dB`; empty at 0 dB. */
  readonly gain: string
  /** `, muted, locked, missing` */
  readonly note: string
  /** All of that, as it stands on the clip. */
  readonly whole: string
  /** The names of its files, a line each. */
  readonly files: string
  readonly absence: Absence | undefined
}

/** Of the files of a clip, the one that is furthest from being heard decides. */
function absenceOf(clip: Clip, states: ReadonlyMap<string, MediaState>): Absence | undefined {
  const kinds = clip.media.map((id) => states.get(id)?.kind)
  if (kinds.includes('missing')) return 'missing'
  return kinds.includes('permission') ? 'needs permission' : undefined
}

export type ClipTexts = (clip: Clip) => ClipText

/** Says of each clip what there is to say, once: for as long as files and their states are the same. */
export function clipTexts(media: Session['media'], states: ReadonlyMap<string, MediaState>): ClipTexts {
  return perObject((clip) => {
    const files = clip.media.flatMap((id) => media[id] ?? [])
    const absence = absenceOf(clip, states)
    const level = clipGainDb(clip)
    const words = [clip.mute && 'muted', clip.locked && 'locked', absence].filter(Boolean)
    const name = clip.name ?? clipName(files)
    const gain = level === 0 ? '' : `, ${formatSignedDb(level)} dB`
    const note = words.map((word) => `, ${word}`).join('')
    return { name, gain, note, whole: name + gain + note, files: files.map(soundName).join('\n'), absence }
  })
}
