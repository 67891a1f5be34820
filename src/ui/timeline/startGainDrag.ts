import type { ClipCommand } from '../../domain/clipCommands.ts'
import { clipGainDb, findClips } from '../../domain/clipShape.ts'
import { CLIP_GAIN_RANGE_DB, type ClipId, type Session } from '../../domain/session.ts'
import type { FaderLevel } from '../../domain/units.ts'
import type { App } from '../appContext.ts'
import { findClip } from './clipSelection.ts'
import { followPointer } from './followPointer.ts'
import { draggedGain, FINE } from './gainTravel.ts'

/** The clip's gain, and that of those that are selected with it: all alike where they were, else each as much louder. */
function gainCommand(
  session: Session,
  clips: readonly ClipId[],
  from: FaderLevel,
  to: FaderLevel,
): ClipCommand {
  const placed = findClips(session, clips) ?? []
  if (placed.every(({ clip }) => clipGainDb(clip) === from)) return { type: 'clips/setGain', clips, db: to }
  const lowest = CLIP_GAIN_RANGE_DB.min - CLIP_GAIN_RANGE_DB.max - 1
  return {
    type: 'clips/changeGain',
    clips,
    by: to === null ? lowest : to - (from ?? CLIP_GAIN_RANGE_DB.min),
  }
}

/** Drags the gain of a clip up and down, with Shift ten times finer: one step, done when it is let go. */
export function startGainDrag(app: App, down: PointerEvent, id: ClipId): void {
  const { actions, document, workspace } = app
  const { session } = document.getState()
  const clip = findClip(session.tracks, id)
  if (!clip) return
  const clips = [...workspace.getState().selectedClips].filter((each) => findClip(session.tracks, each))
  const from = clipGainDb(clip)
  let pixels = 0
  let last = down.clientY
  let command: ClipCommand | null = null
  followPointer(down, {
    move({ clientY, shiftKey }) {
      pixels += (last - clientY) / (shiftKey ? FINE : 1)
      last = clientY
      const to = draggedGain(from, pixels)
      command = to === from ? null : gainCommand(session, clips, from, to)
      actions.previewEdit(command)
    },
    end(moved) {
      actions.previewEdit(null)
      if (moved && command) actions.edit(command)
    },
    cancel: () => void actions.previewEdit(null),
  })
}
