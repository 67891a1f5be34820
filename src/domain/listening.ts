import type { DeliverableId } from './deliverables/deliverable.ts'
import type { Track, TrackId } from './session.ts'
import { type StemId, shownStems } from './stems.ts'
import type { Decibels } from './units.ts'

/** What the monitors carry. */
export type MonitorSource =
  | { readonly kind: 'deliverable'; readonly id: DeliverableId }
  | { readonly kind: 'stem'; readonly id: StemId }

/** How the mix is listened to. It never reaches a deliverable: the exporter is not given it. */
export type Listening = {
  /** One that is gone stays: undo brings it back. See `heardSource`. */
  readonly source: MonitorSource
  /** Those that are gone stay in it: undo brings them back as they were. */
  readonly soloTracks: ReadonlySet<TrackId>
  readonly soloStems: ReadonlySet<StemId>
  /** Monitor level; 0 dB leaves the samples untouched. */
  readonly levelDb: Decibels
  readonly dim: boolean
}

export const DIM_DB = -20
export const MONITOR_RANGE_DB = { min: -60, max: 0 } as const

export const DEFAULT_LISTENING: Listening = {
  source: { kind: 'deliverable', id: 'composite' },
  soloTracks: new Set(),
  soloStems: new Set(),
  levelDb: 0 as Decibels,
  dim: false,
}

/** The stems that can be listened to: fill, narration and optional only where they have tracks, since most sessions have none. */
export const monitoredStems = (tracks: readonly Track[]): ReturnType<typeof shownStems> =>
  shownStems(tracks).filter(({ id }) => id !== 'fill' || tracks.some(({ stem }) => stem === 'fill'))

/** What of these tracks is on the monitors: the composite where what was chosen has gone with its last track. */
export const heardSource = ({ source }: Listening, tracks: readonly Track[]): MonitorSource =>
  source.kind === 'deliverable' || monitoredStems(tracks).some(({ id }) => id === source.id)
    ? source
    : DEFAULT_LISTENING.source

/** Whether anything of these tracks is soloed. What is on no strip could not be taken out of solo again: it does not count. */
export const anySolo = ({ soloTracks, soloStems }: Listening, tracks: readonly Track[]): boolean =>
  tracks.some(({ id }) => soloTracks.has(id)) || shownStems(tracks).some(({ id }) => soloStems.has(id))
