import { composite } from './composite.ts'
import type { DeliverableId, DeliverableSpec } from './deliverable.ts'
import { dialogueAndMusic } from './dialogueAndMusic.ts'
import { dialogueGuide } from './dialogueGuide.ts'
import { dialogueStem } from './dialogueStem.ts'
import { effectsStem } from './effectsStem.ts'
import { filledEffects } from './filledEffects.ts'
import { me } from './me.ts'
import { meUndipped } from './meUndipped.ts'
import { mixMinus } from './mixMinus.ts'
import { musicAlbum } from './musicAlbum.ts'
import { musicStem } from './musicStem.ts'
import { narrationStem } from './narrationStem.ts'
import { optionalTrack } from './optionalTrack.ts'

/** Every ready-made deliverable, in the order of the matrix. */
export const DELIVERABLES: readonly DeliverableSpec[] = [
  composite,
  me,
  meUndipped,
  dialogueStem,
  musicStem,
  effectsStem,
  filledEffects,
  narrationStem,
  optionalTrack,
  dialogueGuide,
  mixMinus,
  musicAlbum,
  dialogueAndMusic,
]

/** The two that are heard and metered while playing, in the order of the console. */
export const MASTERS: readonly DeliverableSpec[] = [composite, me]

export const deliverable = (id: DeliverableId): DeliverableSpec => {
  const found = DELIVERABLES.find((spec) => spec.id === id)
  if (!found) throw new RangeError(`no deliverable ${id}`)
  return found
}
