import { type DeliveryContainerSpec, deliveryContainer } from './deliveryContainers.ts'
import type { PlannedDeliverable } from './deliveryPlan.ts'
import { inOrder, type MarkerDraft, markerEnd, markersOf } from './markers.ts'
import { utf8Bytes } from './safeFileName.ts'
import type { Session } from './session.ts'
import { samplePosition } from './units.ts'

/**
 * What a kind of file does not keep of timecode and markers, a sentence each: known before an export, and said again in its report.
 * `markers`: those of the file, in time order, in samples of it at `sampleRate`.
 */
export function metadataLosses(
  { label, timecode, markers: room }: Pick<DeliveryContainerSpec, 'label' | 'timecode' | 'markers'>,
  markers: readonly Pick<MarkerDraft, 'at' | 'length' | 'name' | 'note'>[],
  sampleRate: number,
): readonly string[] {
  const untimed = timecode ? [] : [`${label} has no field for timecode.`]
  if (!room) return untimed
  const kept = markers.slice(0, room.most)
  const left = markers.length - kept.length
  const poorer = kept.filter(
    ({ length, note }) => (!room.lengths && length !== undefined) || (!room.notes && note !== undefined),
  ).length
  const moved = room.milliseconds ? kept.filter(({ at }) => (at * 1000) % sampleRate !== 0).length : 0
  const cut = kept.filter(({ name }) => utf8Bytes(name) > (room.nameBytes ?? Number.POSITIVE_INFINITY)).length
  const most = room.most?.toLocaleString('en')
  return [
    ...untimed,
    ...(left > 0 ? [`${label} holds ${most} markers: the last ${left} of this file are left out.`] : []),
    ...(cut > 0
      ? [`${label} has ${room.nameBytes} bytes for the name of a marker: ${cut} of them are cut off.`]
      : []),
    ...(poorer > 0 ? [`${label} markers have no length and no note: ${poorer} of them lose theirs.`] : []),
    ...(moved > 0
      ? [`${label} counts markers in milliseconds: ${moved} of them move, by half of one at most.`]
      : []),
  ]
}

/** What an export does not keep of timecode and markers: each sentence once, known before it is made. */
export function plannedLosses(
  session: Pick<Session, 'markers' | 'sampleRate'>,
  deliverables: readonly PlannedDeliverable[],
): readonly string[] {
  const said = deliverables.flatMap(({ container, from, to }) => {
    const own = markersOf(session)
      .filter((marker) => marker.at < to && (marker.at >= from || markerEnd(marker) > from))
      .toSorted(inOrder)
      .map((marker) => ({ ...marker, at: samplePosition(Math.max(0, marker.at - from)) }))
    return metadataLosses(deliveryContainer(container), own, session.sampleRate)
  })
  return [...new Set(said)]
}
