import { isRegion, type MarkerId, markerEnd, markersOf } from './markers.ts'
import type { LoopOrNot, LoopRange } from './ports.ts'
import { type Session, sessionLength } from './session.ts'
import { samplePosition } from './units.ts'

/** What of a session is exported: all of it, what is looped, or one of its regions. */
export type ExportRange =
  | { readonly kind: 'film' }
  | { readonly kind: 'loop' }
  | { readonly kind: 'region'; readonly region: MarkerId }

/** What there is to choose from, and what each is called. A loop that is not there cannot be chosen. */
export function exportRangeChoices(
  session: Pick<Session, 'markers'>,
  loop: LoopOrNot,
): readonly { readonly range: ExportRange; readonly label: string }[] {
  const regions = markersOf(session).filter(isRegion)
  return [
    { range: { kind: 'film' }, label: 'Whole film' },
    ...(loop ? [{ range: { kind: 'loop' }, label: 'Loop' } as const] : []),
    ...regions.map(({ id, name }) => ({ range: { kind: 'region', region: id }, label: name }) as const),
  ]
}

/** The samples that a choice means now; `undefined` when the loop, or the region, is gone. */
export function exportSpan(range: ExportRange, session: Session, loop: LoopOrNot): LoopRange | undefined {
  switch (range.kind) {
    case 'film':
      return { start: samplePosition(0), end: samplePosition(sessionLength(session)) }
    case 'loop':
      return loop ?? undefined
    case 'region': {
      const region = markersOf(session).find(({ id }) => id === range.region)
      return region && isRegion(region) ? { start: region.at, end: markerEnd(region) } : undefined
    }
  }
}
