import type { ClipCommand, OverlapPolicy } from '../domain/clipCommands.ts'
import { withGroups } from '../domain/clipRanges.ts'
import { applyCommand } from '../domain/commands.ts'
import type { ClipId, Track, TrackId } from '../domain/session.ts'
import type { SamplePosition } from '../domain/units.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import { selectedClips } from '../state/selectedClips.ts'
import type { Marquee, Notice, SnapTo, WorkspaceState, WorkspaceStore } from '../state/workspaceStore.ts'
import { trackOfClip } from '../ui/timeline/clipSelection.ts'
import { clipboardActions } from './clipboardActions.ts'
import { clipPlaceActions } from './clipPlaceActions.ts'

export type EditContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly playhead: () => SamplePosition
  notify(severity: Notice['severity'], text: string): void
}

export type EditTools = EditContext & {
  edit(command: ClipCommand, gesture?: string): boolean
  /** As `edit`, and says so when nothing came of it. */
  attempt(command: ClipCommand): boolean
  selectClips(clips: Iterable<ClipId>, current: ClipId | null): void
}

export function editActions(context: EditContext) {
  const { document, workspace, notify } = context
  const session = () => document.getState().session
  const tracks = () => session().tracks
  const chosen = () => selectedClips(session(), workspace.getState())

  function selectClips(clips: Iterable<ClipId>, currentClip: ClipId | null): void {
    const track = currentClip && trackOfClip(tracks(), currentClip)
    workspace.setState({
      selectedClips: withGroups(session(), clips),
      currentClip,
      ...(track && { selected: { kind: 'track', id: track.id } }),
    })
  }

  /** Quiet when it is refused, but for locked clips, which look like all others. */
  function edit(command: ClipCommand, gesture?: string): boolean {
    const before = session()
    document.getState().dispatch(command, gesture)
    if (session() !== before) return true
    if (namesLocked(command)) notify('warning', 'The clip is locked: not changed.')
    return false
  }
  function namesLocked(command: ClipCommand): boolean {
    const named = JSON.stringify(command)
    const locked = tracks().flatMap(({ clips }) => clips.filter((clip) => clip.locked))
    return locked.some(({ id }) => named.includes(JSON.stringify(id)))
  }
  function attempt(command: ClipCommand): boolean {
    if (edit(command)) return true
    if (!namesLocked(command)) {
      notify('info', 'Nothing changed: there is nothing to change, or a locked clip is in the way.')
    }
    return false
  }

  /** On for all when it is off for one of them. */
  function toggleAll(key: 'mute' | 'locked'): void {
    const placed = chosen()
    const clips = placed.map(({ clip }) => clip.id)
    const on = placed.some(({ clip }) => !clip[key])
    if (clips.length === 0) return
    edit(
      key === 'mute'
        ? { type: 'clips/setMute', clips, mute: on }
        : { type: 'clips/setLocked', clips, locked: on },
    )
  }

  const tools: EditTools = { ...context, edit, attempt, selectClips }
  return {
    select(selected: WorkspaceState['selected']): void {
      const { selectedClips } = workspace.getState()
      const kept = tracks()
        .filter(({ id }) => selected?.kind === 'track' && selected.id === id)
        .flatMap(({ clips }) => clips.map(({ id }) => id).filter((id) => selectedClips.has(id)))
      workspace.setState({ selected, selectedClips: new Set(kept) })
    },
    selectClips,
    selectAllClips(): void {
      const { selected, currentClip, lanes } = workspace.getState()
      const among = tracks().filter(({ id }) =>
        selected?.kind === 'track' ? selected.id === id : !lanes.hidden.has(id),
      )
      const all = among.flatMap(({ clips }) => clips.map(({ id }) => id))
      const current = currentClip && all.includes(currentClip) ? currentClip : (all[0] ?? null)
      workspace.setState({ selectedClips: new Set<ClipId>(all), currentClip: current })
    },
    setMarquee: (marquee: Marquee | null): void => workspace.setState({ marquee }),

    previewEdit(command: ClipCommand | null): boolean {
      if (!command) {
        workspace.setState({ preview: null })
        return true
      }
      const before = session()
      const after = applyCommand(before, command)
      if (after === before) return false
      const known = new Map(before.tracks.map((track) => [track.id, track]))
      const changed = after.tracks.filter((track) => known.get(track.id) !== track)
      workspace.setState({ preview: new Map<TrackId, Track>(changed.map((track) => [track.id, track])) })
      return true
    },
    edit: (command: ClipCommand): boolean => edit(command),
    ...clipPlaceActions(tools),
    ...clipboardActions(tools),

    toggleClipMute: (): void => toggleAll('mute'),
    toggleClipLock: (): void => toggleAll('locked'),
    toggleClipGroup(): void {
      const placed = chosen()
      const clips = placed.map(({ clip }) => clip.id)
      const grouped = placed.every(({ clip }) => clip.group !== undefined)
      if (clips.length === 0) return
      edit({ type: 'clips/setGroup', clips, group: grouped ? null : crypto.randomUUID() })
    },
    setOverlap: (overlap: OverlapPolicy): void => workspace.setState({ overlap }),
    toggleSnap: (): void => workspace.setState(({ snapOn }) => ({ snapOn: !snapOn })),
    setSnapTo: (snapTo: SnapTo): void => workspace.setState({ snapTo, snapOn: true }),
  }
}
