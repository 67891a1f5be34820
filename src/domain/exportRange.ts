import type { Deliverable, DeliveryRange } from './deliverables/deliverable.ts'
import { isRegion, type MarkerId, markersOf } from './markers.ts'
import type { LoopOrNot } from './ports.ts'
import type { Session } from './session.ts'
import { deliverablesOf } from './sessionDeliverables.ts'

/** What of a session is exported: all of it, what is looped, or one of its regions. */
export type ExportRange =
  | { readonly kind: 'film' }
  | { readonly kind: 'loop' }
  | { readonly kind: 'region'; readonly region: MarkerId }

export type ExportRangeChoice = { readonly range: ExportRange; readonly label: string }

/** What there is to choose from, and what each is called; what is chosen is among it even where it is gone. */
export function exportRangeChoices(
  session: Pick<Session, 'markers'>,
  loop: LoopOrNot,
  chosen: ExportRange,
): readonly ExportRangeChoice[] {
  const regions = markersOf(session).filter(isRegion)
  const isGone = chosen.kind === 'region' && !regions.some(({ id }) => id === chosen.region)
  return [
    { range: { kind: 'film' }, label: 'Whole film' },
    { range: { kind: 'loop' }, label: loop ? 'Loop' : 'Loop (none is marked)' },
    ...regions.map(({ id, name }) => ({ range: { kind: 'region', region: id }, label: name }) as const),
    ...(isGone ? [{ range: chosen, label: 'A region that is gone' }] : []),
  ]
}

/**
 * The session with every deliverable that would hold the film holding this range of it; those with ranges of their own
 * keep them. `undefined` where the loop is meant and there is none. A region that is gone is the export's to refuse.
 */
export function withExportRange(session: Session, range: ExportRange, loop: LoopOrNot): Session | undefined {
  if (range.kind === 'film') return session
  if (range.kind === 'loop' && !loop) return undefined
  const part: DeliveryRange =
    range.kind === 'loop' && loop
      ? { kind: 'span', from: loop.start, to: loop.end }
      : { kind: 'region', marker: range.kind === 'region' ? range.region : '' }
  const inPart = (row: Deliverable): Deliverable =>
    row.range.kind === 'film' ? { ...row, range: part } : row
  return { ...session, deliverables: deliverablesOf(session).map(inPart) }
}
