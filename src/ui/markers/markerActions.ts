import type { ExportRange } from '../../domain/exportRange.ts'
import type { MarkerCommand } from '../../domain/markerCommands.ts'
import type { MarkerId } from '../../domain/markers.ts'
import type { FileLike } from '../../domain/ports.ts'
import type { MediaId } from '../../domain/session.ts'
import type { SamplePosition } from '../../domain/units.ts'

/** What menus, shortcuts and buttons can ask for that is about markers and regions. */
export type MarkerActions = {
  /** At the playhead, also while playing; or at a place. It is then the one that is selected. */
  addMarker(at?: SamplePosition): void
  /** A region as long as the loop. */
  addRegionFromLoop(): void
  /** Does a change of markers; false, and nothing done, when it is refused. */
  editMarkers(command: MarkerCommand): boolean
  selectMarkers(markers: Iterable<MarkerId>): void
  removeMarkers(): void
  /** The selected ones, by picture frames or samples; not at all when one would pass the start. */
  nudgeMarkers(by: number, unit: 'frame' | 'sample'): void
  /** Moves the playhead there. */
  goToMarker(marker: MarkerId): Promise<void>
  goToMarkerBeside(side: 'next' | 'previous'): Promise<void>
  /** Loops a region: the one given, or the selected one, or the one that the playhead is in. */
  loopRegion(region?: MarkerId): void
  setMarkersOpen(open: boolean): void
  /** Of a table (docs/marker-files.md), or those that a WAV or AIFF file carries, from the start of the session. */
  importMarkers(files: readonly FileLike[]): Promise<void>
  /** Those that a file of the session carries: on each of its clips, or as if it lay whole where its first clip is. */
  importFileMarkers(media: MediaId, where: 'clips' | 'start'): Promise<void>
  saveMarkers(as: 'csv' | 'wav'): Promise<void>
  setExportRange(range: ExportRange): void
}
