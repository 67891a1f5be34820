import { changeClip, type PlacedClip } from '../domain/clipShape.ts'
import type { Clip, ClipId, MediaId, Session, Track, TrackId } from '../domain/session.ts'
import { samplePosition } from '../domain/units.ts'
import { selectedClips } from '../state/selectedClips.ts'
import type { Clipboard } from '../state/workspaceStore.ts'
import { inRows } from '../ui/timeline/rowOrder.ts'
import type { EditTools } from './editActions.ts'

/** Copies keep what one group is together, but apart from what they were copied from: their groups by those of the clips. */
function copiedGroups(clips: readonly { readonly clip: Clip }[]): Readonly<Record<string, string>> {
  const groups = new Set(clips.flatMap(({ clip }) => clip.group ?? []))
  return Object.fromEntries([...groups].map((group) => [group, crypto.randomUUID()]))
}

function copyOf(placed: readonly PlacedClip[], { media, tracks }: Session): Clipboard {
  const used = new Set<MediaId>(placed.flatMap(({ clip }) => clip.media))
  const rows = inRows(tracks)
  const first = Math.min(...placed.map(({ track }) => rows.indexOf(track)))
  return {
    clips: placed.map(({ track, clip }) => ({ track: track.id, row: rows.indexOf(track) - first, clip })),
    media: Object.fromEntries(Object.entries(media).filter(([id]) => used.has(id))),
  }
}

export function clipboardActions({
  document,
  workspace,
  playhead,
  notify,
  edit,
  attempt,
  selectClips,
}: EditTools) {
  const session = () => document.getState().session
  const chosen = () => selectedClips(session(), workspace.getState())
  const idsOf = (placed: readonly PlacedClip[]): readonly ClipId[] => placed.map(({ clip }) => clip.id)

  function copyClips(): void {
    const placed = chosen()
    if (placed.length > 0) workspace.setState({ clipboard: copyOf(placed, session()) })
  }
  function removeClips(ripple: boolean): void {
    const clips = idsOf(chosen())
    if (clips.length === 0) return
    if (attempt({ type: ripple ? 'clips/rippleRemove' : 'clips/remove', clips })) selectClips([], null)
  }
  /** The tracks that copied clips go to: their own, or as many rows further down as the selected one is. */
  function tracksFor({ clips }: Clipboard): readonly (Track | undefined)[] {
    const { selected } = workspace.getState()
    const rows = inRows(session().tracks)
    const rowOf = (track: TrackId): number => rows.findIndex(({ id }) => id === track)
    const at = clips.map(({ track }) => rowOf(track))
    const target = selected?.kind === 'track' ? rowOf(selected.id) : -1
    // With a track that is gone, or of another session, only how the clips lay to one another is left.
    if (at.includes(-1)) return clips.map(({ row }) => rows[target < 0 ? -1 : target + row])
    const down = target < 0 || at.includes(target) ? 0 : target - Math.min(...at)
    return at.map((row) => rows[row + down])
  }
  function refusal({ clips, media }: Clipboard): string {
    const { sampleRate, tracks } = session()
    if (Object.values(media).some((info) => info.sampleRate !== sampleRate))
      return 'Not pasted: the clips are of a session of another sample rate.'
    const { selected } = workspace.getState()
    const isThere = (track: TrackId): boolean => tracks.some(({ id }) => id === track)
    const isChosen = selected?.kind === 'track' && isThere(selected.id)
    if (!isChosen && clips.some(({ track }) => !isThere(track)))
      return 'Not pasted: the track that the clips were copied from is not there. Select another.'
    return 'Not pasted: no track of as many channels for every clip, or a locked clip is in the way.'
  }

  return {
    copyClips,
    cutClips(): void {
      copyClips()
      removeClips(false)
    },
    removeClips,
    pasteClips(): void {
      const { clipboard, overlap } = workspace.getState()
      if (!clipboard || clipboard.clips.length === 0) return
      const tracks = tracksFor(clipboard)
      const from = Math.min(...clipboard.clips.map(({ clip }) => clip.start))
      const groups = copiedGroups(clipboard.clips)
      const clips = clipboard.clips.flatMap(({ clip }, index) => {
        const track = tracks[index]
        const pasted = changeClip(clip, {
          group: clip.group && groups[clip.group],
          id: crypto.randomUUID(),
          start: samplePosition(playhead() + clip.start - from),
          locked: false,
        })
        return track ? [{ track: track.id, clip: pasted }] : []
      })
      const command = { type: 'clips/add', media: clipboard.media, clips, overlap } as const
      if (clips.length < tracks.length || !edit(command)) {
        notify('warning', refusal(clipboard))
        return
      }
      selectClips(
        clips.map(({ clip }) => clip.id),
        clips[0]?.clip.id ?? null,
      )
    },
    duplicateClips(): void {
      const placed = chosen()
      if (placed.length === 0) return
      const start = Math.min(...placed.map(({ clip }) => clip.start))
      const end = Math.max(...placed.map(({ clip }) => clip.start + clip.length))
      const clips = Object.fromEntries(idsOf(placed).map((id) => [id, crypto.randomUUID()]))
      const groups = copiedGroups(placed)
      const { overlap } = workspace.getState()
      const copies = Object.values(clips)
      if (attempt({ type: 'clips/duplicate', clips, groups, by: end - start, overlap }))
        selectClips(copies, copies[0] ?? null)
    },
  }
}
