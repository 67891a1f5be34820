import { clipEnd } from '../../domain/clipShape.ts'
import { sessionLength } from '../../domain/session.ts'
import type { App } from '../appContext.ts'
import { focusDrawn } from '../primitives/focusDrawn.ts'
import { findClip, nearestClip } from './clipSelection.ts'
import { resolveView, revealView } from './timeView.ts'

/** Goes to the clips of the selected track, or else of the first that has any: to the one nearest to the playhead. */
export function focusClips({ actions, document, workspace, telemetry }: App): void {
  const { session } = document.getState()
  const { selected, selectedClips, currentClip, view, lanesWidth: width } = workspace.getState()
  const filled = session.tracks.filter(({ clips }) => clips.length > 0)
  const track = filled.find(({ id }) => selected?.kind === 'track' && id === selected.id) ?? filled[0]
  const clip = track && (findClip([track], currentClip) ?? nearestClip(track, telemetry.position()))
  if (!clip) return
  const extent = { length: sessionLength(session), width }
  const shown = resolveView(view, extent)
  const turned = revealView(shown, { start: clip.start, end: clipEnd(clip) }, extent)
  if (turned) actions.setView(turned)
  actions.selectClips(selectedClips.has(clip.id) ? selectedClips : [clip.id], clip.id)
  focusDrawn(() => window.document.querySelector<HTMLElement>(`[data-clip="${CSS.escape(clip.id)}"]`))
}

/** Does something that may take away, or to another track, the clip that has the focus: which then goes to it, or its row. */
export function keepingFocus({ workspace }: App, act: () => void): void {
  const row = window.document.activeElement?.closest('[data-clip]')?.closest<HTMLElement>('[role="row"]')
  act()
  if (!row) return
  requestAnimationFrame(() => {
    if (window.document.activeElement !== window.document.body) return
    const id = workspace.getState().currentClip ?? ''
    const clip = window.document.querySelector<HTMLElement>(`[data-clip="${CSS.escape(id)}"]`)
    const left = clip ?? row
    left.focus()
  })
}
