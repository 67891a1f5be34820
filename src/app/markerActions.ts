import { errorText } from '../domain/errors.ts'
import type { ExportRange } from '../domain/exportRange.ts'
import type { MarkerCommand } from '../domain/markerCommands.ts'
import {
  isRegion,
  type Marker,
  type MarkerId,
  markerBeside,
  markerEnd,
  markersOf,
  newMarkerName,
} from '../domain/markers.ts'
import { nudgeDistance } from '../domain/nudge.ts'
import type { EnginePort, ImportPort, LoopOrNot } from '../domain/ports.ts'
import { sessionLength } from '../domain/session.ts'
import { type SamplePosition, samples } from '../domain/units.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { Notice, WorkspaceStore } from '../state/workspaceStore.ts'
import type { MarkerActions } from '../ui/markers/markerActions.ts'
import { markerFile } from './markerFiles.ts'
import { markerImport } from './markerImport.ts'
import { saveFile } from './saveFile.ts'

type MarkerContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly engine: Pick<EnginePort, 'telemetry' | 'seek'>
  readonly media: { readonly session: AbortSignal }
  readonly importer: Pick<ImportPort, 'probe'>
  notify(severity: Notice['severity'], text: string): void
  setLoop(loop: LoopOrNot): void
}

/** While playing, the marker that was passed within this time is not the one before: going back goes on past it. */
const PASSED_SECONDS = 0.5

export function markerActions(context: MarkerContext): MarkerActions {
  const { document, workspace, engine, notify } = context
  const session = () => document.getState().session
  const markers = () => markersOf(session())
  const selected = (): readonly Marker[] => {
    const { selectedMarkers } = workspace.getState()
    return markers().filter(({ id }) => selectedMarkers.has(id))
  }
  const selectMarkers = (ids: Iterable<MarkerId>): void =>
    workspace.setState({ selectedMarkers: new Set(ids) })

  function edit(command: MarkerCommand): boolean {
    const before = session()
    document.getState().dispatch(command)
    return session() !== before
  }
  function add(marker: Omit<Marker, 'id'>): void {
    const id = crypto.randomUUID()
    if (edit({ type: 'markers/add', markers: [{ id, ...marker }] })) selectMarkers([id])
  }
  async function goTo(marker: Marker): Promise<void> {
    selectMarkers([marker.id])
    const end = sessionLength(session())
    if (marker.at > end) notify('info', `“${marker.name}” lies after the end of the last clip.`)
    await engine.seek(Math.min(marker.at, end) as SamplePosition)
  }

  const { importMarkers, importFileMarkers } = markerImport({ ...context, session, edit })
  return {
    addMarker(at = engine.telemetry.position()) {
      add({ at, name: newMarkerName(markers(), 'Marker') })
    },
    addRegionFromLoop() {
      const { loop } = workspace.getState()
      if (!loop) notify('info', 'There is no loop to make a region of: mark one first.')
      else {
        const length = samples(loop.end - loop.start)
        add({ at: loop.start, length, name: newMarkerName(markers(), 'Region') })
      }
    },
    editMarkers: edit,
    selectMarkers,
    removeMarkers() {
      const ids = selected().map(({ id }) => id)
      if (ids.length > 0) edit({ type: 'markers/remove', markers: ids })
    },
    nudgeMarkers(by, unit) {
      const chosen = selected()
      const [first] = chosen
      if (!first) return
      // All go as far as the first one does, so that what is between them stays.
      const step = nudgeDistance(first.at, by, unit, session())
      if (step === undefined) return
      edit({ type: 'markers/move', markers: chosen.map(({ id }) => id), by: step })
    },
    async goToMarker(id) {
      const marker = markers().find((each) => each.id === id)
      if (marker) await goTo(marker)
    },
    async goToMarkerBeside(side) {
      const { telemetry } = engine
      const passed = side === 'previous' && telemetry.playing() ? PASSED_SECONDS * session().sampleRate : 0
      const marker = markerBeside(markers(), telemetry.position() - passed, side)
      if (marker) await goTo(marker)
    },
    loopRegion(id) {
      const at = engine.telemetry.position()
      const regions = markers().filter(isRegion)
      const chosen = selected().filter(isRegion)
      const region =
        id === undefined
          ? (chosen[0] ?? regions.findLast((each) => each.at <= at && at < markerEnd(each)))
          : regions.find((each) => each.id === id)
      if (!region) notify('info', 'No region is selected, and the playhead is in none.')
      else context.setLoop({ start: region.at, end: markerEnd(region) })
    },
    setMarkersOpen: (markersOpen) => workspace.setState({ markersOpen }),
    async importMarkers(files) {
      if (document.getState().mayChange()) await importMarkers(files)
    },
    async importFileMarkers(media, where) {
      if (document.getState().mayChange()) await importFileMarkers(media, where)
    },
    async saveMarkers(as) {
      const file = await markerFile(session(), as)
      if (file.ok) saveFile(file.value)
      else notify('error', errorText(file.error))
    },
    setExportRange: (exportRange: ExportRange) => workspace.setState({ exportRange }),
  }
}
