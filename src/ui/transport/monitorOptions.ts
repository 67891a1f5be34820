import { MASTERS } from '../../domain/deliverables/registry.ts'
import { type MonitorSource, monitoredStems } from '../../domain/listening.ts'
import type { BusId } from '../../domain/ports.ts'
import type { Track } from '../../domain/session.ts'

export type MonitorOption = {
  readonly value: BusId
  readonly label: string
  /** Full name. */
  readonly name: string
  readonly source: MonitorSource
}

/** The bus that a monitor source listens to, and is metered by. */
export const monitorBus = (source: MonitorSource): BusId =>
  source.kind === 'deliverable' ? `deliverable:${source.id}` : `stem:${source.id}`

/** What can be put on the monitors, in the order of the number keys: the deliverables, then the stems. */
export function monitorOptions(tracks: readonly Track[]): readonly MonitorOption[] {
  const deliverables = MASTERS.map((each): MonitorOption => {
    const source: MonitorSource = { kind: 'deliverable', id: each.id }
    return { value: monitorBus(source), label: each.short, name: each.name, source }
  })
  const stems = monitoredStems(tracks).map((stem): MonitorOption => {
    const source: MonitorSource = { kind: 'stem', id: stem.id }
    return { value: monitorBus(source), label: stem.code, name: `${stem.name} stem`, source }
  })
  return [...deliverables, ...stems]
}
