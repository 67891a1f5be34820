import type { ClipCommand } from '../domain/clipCommands.ts'
import { splitTogether } from '../domain/clipCuts.ts'
import type { PlacedClip } from '../domain/clipShape.ts'
import { clipEnd } from '../domain/clipShape.ts'
import { type NudgeUnit, nudgeDistance } from '../domain/nudge.ts'
import { type ClipId, sessionLength } from '../domain/session.ts'
import { type SamplePosition, samplePosition, samples } from '../domain/units.ts'
import { selectedClips } from '../state/selectedClips.ts'
import { inSightRows, tracksBeside } from '../ui/timeline/rowOrder.ts'
import { spanView } from '../ui/timeline/timeView.ts'
import type { EditTools } from './editActions.ts'

/** What is done to the selected clips where the playhead, the grid or the rows say. */
export function clipPlaceActions(tools: EditTools) {
  const { document, workspace, playhead, notify, edit, attempt, selectClips } = tools
  const session = () => document.getState().session
  const chosen = () => selectedClips(session(), workspace.getState())

  /** Those that can be cut there: of the selected clips, or else of the selected track. */
  function cutBy(at: number, wanted: ReadonlySet<ClipId>): readonly ClipId[] {
    const { selected } = workspace.getState()
    return session().tracks.flatMap(({ id, clips }) => {
      const whole = wanted.size === 0 && selected?.kind === 'track' && selected.id === id
      return clips
        .filter((clip) => (whole || wanted.has(clip.id)) && clip.start < at && clipEnd(clip) > at)
        .map((clip) => clip.id)
    })
  }

  /** One undo step for all places. */
  function splitAll(places: readonly SamplePosition[]): void {
    const gesture = crypto.randomUUID()
    let wanted = new Set(chosen().map(({ clip }) => clip.id))
    const parts: ClipId[] = []
    for (const at of places) {
      const ids = splitTogether(session(), cutBy(at, wanted), at)
      const clips = Object.fromEntries(ids.map((id) => [id, crypto.randomUUID()]))
      if (ids.length === 0 || !edit({ type: 'clips/split', clips, at }, gesture)) continue
      parts.push(...Object.values(clips))
      if (wanted.size > 0) wanted = new Set([...wanted, ...Object.values(clips)])
    }
    document.getState().endGesture(gesture)
    if (parts.length > 0) selectClips(parts, parts[0] ?? null)
    else notify('info', 'Nothing to split: select clips, or a track, that play there.')
  }

  function eachOf(commandOf: (placed: PlacedClip) => ClipCommand | undefined, refusal: string): void {
    const gesture = crypto.randomUUID()
    const done = chosen().map((placed) => {
      const command = commandOf(placed)
      return command !== undefined && edit(command, gesture)
    })
    document.getState().endGesture(gesture)
    if (done.length > 0 && !done.includes(true)) notify('info', refusal)
  }

  return {
    splitClips(at: 'playhead' | 'loop'): void {
      const { loop } = workspace.getState()
      if (at === 'playhead') splitAll([playhead()])
      else if (loop) splitAll([loop.start, loop.end])
      else notify('info', 'Nothing to split at: mark a loop first.')
    },
    nudgeClips(by: number, unit: NudgeUnit): void {
      const placed = chosen()
      const clips = placed.map(({ clip }) => clip.id)
      const first = Math.min(...placed.map(({ clip }) => clip.start))
      if (placed.length === 0) return
      const distance = nudgeDistance(samplePosition(first), by, unit, session())
      if (distance === undefined) {
        notify('warning', 'Not moved: a clip would begin before the session’s start.')
        return
      }
      attempt({ type: 'clips/move', clips, by: distance, overlap: workspace.getState().overlap })
    },
    moveClipsToRow(by: number): void {
      const placed = chosen()
      if (placed.length === 0) return
      const from = [...new Set(placed.map(({ track }) => track))]
      const beside = tracksBeside(inSightRows(session().tracks, workspace.getState().lanes), from, by)
      if (!beside) {
        notify('warning', 'Not moved: there is no track of as many channels there.')
        return
      }
      const tracks = Object.fromEntries(
        placed.map(({ track, clip }) => [clip.id, beside.get(track)?.id ?? track.id]),
      )
      const clips = placed.map(({ clip }) => clip.id)
      const { overlap, currentClip } = workspace.getState()
      if (attempt({ type: 'clips/move', clips, by: 0, tracks, overlap })) selectClips(clips, currentClip)
    },
    joinClips(): void {
      const clips = chosen().map(({ clip }) => clip.id)
      if (clips.length < 2 || !edit({ type: 'clips/join', clips })) {
        notify(
          'info',
          'Not joined: only clips of one track that follow one another in time and in their file are.',
        )
      } else selectClips(clips.slice(0, 1), clips[0] ?? null)
    },
    insertSilence(): void {
      const { loop, selected } = workspace.getState()
      const placed = chosen()
      const tracks = placed.length > 0 ? [...new Set(placed.map(({ track }) => track.id))] : []
      if (tracks.length === 0 && selected?.kind === 'track') tracks.push(selected.id)
      if (!loop || tracks.length === 0) {
        notify('info', 'No silence inserted: mark a loop, and select clips or a track.')
        return
      }
      attempt({
        type: 'tracks/insertSilence',
        tracks,
        at: loop.start,
        length: samples(loop.end - loop.start),
      })
    },
    zoomToClips(): void {
      const placed = chosen()
      if (placed.length === 0) return
      const { lanesWidth: width } = workspace.getState()
      const start = Math.min(...placed.map(({ clip }) => clip.start))
      const end = Math.max(...placed.map(({ clip }) => clipEnd(clip)))
      const extent = { length: sessionLength(session()), width }
      workspace.setState({ view: spanView({ start, end }, extent) })
    },
    trimClips(edge: 'start' | 'end'): void {
      const { overlap } = workspace.getState()
      const type = edge === 'start' ? 'clip/trimStart' : 'clip/trimEnd'
      const to = playhead()
      eachOf(
        ({ clip }) => ({ type, clip: clip.id, to, overlap }),
        'Not trimmed: the playhead is beyond what the clip’s file holds.',
      )
    },
    fadeClips(which: 'in' | 'out'): void {
      const at = playhead()
      eachOf(({ clip }) => {
        const length = which === 'in' ? at - clip.start : clipEnd(clip) - at
        if (length <= 0 || length > clip.length) return undefined
        const { curve = 'equalPower' } = (which === 'in' ? clip.fadeIn : clip.fadeOut) ?? {}
        const fade = { length: samples(length), curve }
        return { type: which === 'in' ? 'clip/setFadeIn' : 'clip/setFadeOut', clip: clip.id, fade }
      }, 'No fade: the playhead is not within the clip, or the fades would overlap.')
    },
  }
}
