import type { PlacedClip } from '../domain/clipShape.ts'
import type { Clip, ClipId, MediaId, Session } from '../domain/session.ts'
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

function copyOf(placed: readonly PlacedClip[], { media }: Session): Clipboard {
  const used = new Set<MediaId>(placed.flatMap(({ clip }) => clip.media))
  return {
    clips: placed.map(({ track, clip }) => ({ track: track.id, clip })),
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
  /** How many rows further down than they were the copied clips go. */
  function rowsDown({ clips }: Clipboard): number {
    const { selected } = workspace.getState()
    const rows = inRows(session().tracks).map(({ id }) => id)
    const at = clips.map(({ track }) => rows.indexOf(track))
    const first = Math.min(...at)
    const target = selected?.kind === 'track' ? rows.indexOf(selected.id) : first
    return first < 0 || at.includes(target) ? 0 : target - first
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
      const rows = inRows(session().tracks)
      const down = rowsDown(clipboard)
      const from = Math.min(...clipboard.clips.map(({ clip }) => clip.start))
      const groups = copiedGroups(clipboard.clips)
      const pasted = clipboard.clips.map(({ track, clip }) => ({
        track: rows[rows.findIndex(({ id }) => id === track) + down],
        clip: {
          ...clip,
          ...(clip.group && { group: groups[clip.group] ?? clip.group }),
          id: crypto.randomUUID(),
          start: samplePosition(playhead() + clip.start - from),
        },
      }))
      const clips = pasted.flatMap(({ track, clip }) => (track ? [{ track: track.id, clip }] : []))
      const command = { type: 'clips/add', media: clipboard.media, clips, overlap } as const
      if (clips.length < pasted.length || !edit(command)) {
        notify(
          'warning',
          'Not pasted: no track of as many channels for every clip, or a locked clip is in the way.',
        )
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
