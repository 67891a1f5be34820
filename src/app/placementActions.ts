import type { TrackJoin } from '../domain/joinTracks.ts'
import { hasLockedClip } from '../domain/moveTracks.ts'
import { type NudgeUnit, nudgeDistance } from '../domain/nudge.ts'
import { ownOffset, ownTimecode, type Placement } from '../domain/placement.ts'
import { type Session, type Track, type TrackId, trackStart } from '../domain/session.ts'
import { timedFile } from '../domain/setFault.ts'
import type { FrameRate } from '../domain/timecode.ts'
import type { SamplePosition } from '../domain/units.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { Notice, WorkspaceStore } from '../state/workspaceStore.ts'
import { nameList } from './nameList.ts'
import { uniqueName } from './uniqueName.ts'

export type PlacementContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly playhead: () => SamplePosition
  notify(severity: Notice['severity'], text: string): void
}

export function placementActions({ document, workspace, playhead, notify }: PlacementContext) {
  const session = () => document.getState().session
  const tracksOf = (ids: readonly TrackId[]): readonly Track[] =>
    session().tracks.filter(({ id }) => ids.includes(id))

  /** All of them, or none where one has a locked clip, which is said. */
  function move(moves: Readonly<Record<TrackId, number>>): void {
    const locked = session().tracks.filter((track) => moves[track.id] && hasLockedClip(track))
    if (locked.length > 0) sayLocked(locked)
    else document.getState().dispatch({ type: 'tracks/move', moves })
  }

  function sayLocked(tracks: readonly Track[]): void {
    const have = tracks.length === 1 ? 'has a locked clip' : 'have locked clips'
    notify('warning', `Not moved: ${nameList(tracks.map(({ name }) => name))} ${have}.`)
  }

  /**
   * Where a track's first clip would be by the timecode of its file, of which it may not play the beginning: negative
   * before the session's start.
   */
  function ownStart(track: Track, now: Session): number | undefined {
    const start = trackStart(track)
    const clip = track.clips.find((one) => one.start === start)
    const { timecodeRate } = workspace.getState()
    if (!clip) return undefined
    const infos = clip.media.flatMap((id) => now.media[id] ?? [])
    const info = timedFile(infos, now, timecodeRate)
    const own = info && ownTimecode(info, now, timecodeRate)
    return own && ownOffset(own, now) + clip.from
  }

  return {
    setPlacement: (placement: Placement): void => workspace.setState({ placement }),
    setTimecodeRate: (timecodeRate: FrameRate | null): void => workspace.setState({ timecodeRate }),

    placeTracks(ids: readonly TrackId[], placement: Placement): void {
      const now = session()
      const targets = tracksOf(ids).map((track) => ({
        track,
        target: placement === 'timecode' ? ownStart(track, now) : placement === 'playhead' ? playhead() : 0,
      }))
      const names = (which: (target: number | undefined) => boolean): string =>
        nameList(targets.filter(({ target }) => which(target)).map(({ track }) => track.name))
      const unknown = names((target) => target === undefined)
      const early = names((target) => target !== undefined && target < 0)
      if (unknown) notify('warning', `No timecode in the files of ${unknown}: not moved.`)
      if (early) {
        notify('warning', `Not moved: the timecode of ${early} comes before the session’s start.`)
      }
      const going = targets.flatMap(({ track, target }) => {
        const by = target === undefined || target < 0 ? 0 : target - trackStart(track)
        return by === 0 ? [] : [{ track, by }]
      })
      const locked = going.map(({ track }) => track).filter(hasLockedClip)
      if (locked.length > 0) sayLocked(locked)
      move(
        Object.fromEntries(
          going.flatMap(({ track, by }) => (locked.includes(track) ? [] : [[track.id, by]])),
        ),
      )
    },

    nudge(ids: readonly TrackId[], by: number, unit: NudgeUnit): boolean {
      const tracks = tracksOf(ids)
      const moves = tracks.map(
        (track) => [track.id, nudgeDistance(trackStart(track), by, unit, session())] as const,
      )
      const stuck = tracks.filter((_, index) => moves[index]?.[1] === undefined)
      if (stuck.length > 0) {
        notify(
          'warning',
          `Not moved: ${nameList(stuck.map(({ name }) => name))} would begin before the session’s start.`,
        )
        return false
      }
      const before = session()
      move(Object.fromEntries(moves.map(([id, distance]) => [id, distance ?? 0])))
      return session() !== before
    },

    joinTracks({ tracks: joining, speakers, name: wanted }: TrackJoin): void {
      const { tracks } = session()
      const panned = tracksOf(joining).filter(({ pan }) => pan !== 0)
      const others = tracks.filter(({ id }) => !joining.includes(id))
      const name = uniqueName(wanted, new Set(others.map((track) => track.name)))
      document.getState().dispatch({ type: 'tracks/join', tracks: joining, speakers, name })
      if (panned.length === 0 || session().tracks === tracks) return
      const names = nameList(panned.map((track) => track.name))
      const [pans, are] = panned.length === 1 ? ['pan', 'is'] : ['pans', 'are']
      notify('info', `The ${pans} of ${names} ${are} gone: “${name}” is heard where its channels are.`)
    },

    moveTo(id: TrackId, start: SamplePosition): void {
      const [track] = tracksOf([id])
      if (track) move({ [id]: start - trackStart(track) })
    },
  }
}
