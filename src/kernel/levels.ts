import { deliverable } from '../domain/deliverables/registry.ts'
import { trackMatrix } from '../domain/gain.ts'
import { layoutOf } from '../domain/layout.ts'
import type { Listening } from '../domain/listening.ts'
import type { Session, Track } from '../domain/session.ts'
import type { StemId } from '../domain/stems.ts'
import { type Decibels, dbToGain, decibels } from '../domain/units.ts'
import type { MixPlan } from './mixPlan.ts'

/**
 * The value of every ramp of a plan for a session of the structure it was compiled from, in the plan's order. A pure
 * function: a fader move in the live mix and the same fader at export give the same numbers. An export is given no
 * listening, and its plan has no ramp that would ask for it; the gain of its master is that of every stem, so that whatever
 * is made of them still sums.
 */
export function mixLevels(
  plan: MixPlan,
  session: Session,
  listening?: Listening,
  masterDb: Decibels = decibels(0),
): Float64Array {
  const master = dbToGain(masterDb)
  const outputs = layoutOf(session.layout).speakers
  const tracks = new Map(
    session.tracks.map((track) => [track.id, { track, matrix: trackMatrix(track, outputs, session.panLaw) }]),
  )
  const stemGain = (stem: StemId): number =>
    session.stems[stem].mute ? 0 : dbToGain(session.stems[stem].faderDb)
  const values = plan.ramps.sources.map((source) => {
    if (source.of === 'stem') return stemGain(source.stem) * master
    if (source.of === 'fold') return source.gain
    const entry = tracks.get(source.track)
    if (!entry) throw new RangeError('the plan was compiled from another session')
    const gain = entry.matrix[source.output]?.[source.input] ?? 0
    if (source.of === 'track') return gain
    return listening && isHeardSolo(entry.track, listening) ? gain * stemGain(entry.track.stem) : 0
  })
  return Float64Array.from(values)
}

/** Solo is heard through the monitor source: soloing music while listening to the dialogue stem is silence. */
function isHeardSolo(track: Track, { source, soloStems, soloTracks }: Listening): boolean {
  if (!soloTracks.has(track.id) && !soloStems.has(track.stem)) return false
  return source.kind === 'stem' ? source.id === track.stem : deliverable(source.id).stems.includes(track.stem)
}
