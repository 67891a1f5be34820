import { clipEnd } from '../../domain/clipShape.ts'
import { type Session, sessionLength } from '../../domain/session.ts'
import { perObject } from '../../lib/perObject.ts'
import type { WorkspaceState } from '../../state/workspaceStore.ts'
import type { App } from '../appContext.ts'
import { type Extent, resolveView, type TimeView } from './timeView.ts'

/** What an empty session's timeline shows, so that it has a scale at all. */
const EMPTY_SECONDS = 60

/** Asked for with every turn of the wheel, and the same until the session changes. */
const knownLength = perObject(sessionLength)

/**
 * The samples that there are to be seen. While a clip is dragged past the end there are more of them, unless all are shown:
 * that view would shrink under the pointer.
 */
export function shownLength(session: Session, { preview, view }: WorkspaceState): number {
  const length = knownLength(session) || EMPTY_SECONDS * session.sampleRate
  if (!preview || !view) return length
  const ends = [...preview.values()].flatMap(({ clips }) => clips.map(clipEnd))
  return ends.reduce((longest, end) => Math.max(longest, end), length)
}

export function extentNow({ document, workspace }: Pick<App, 'document' | 'workspace'>): Extent {
  const state = workspace.getState()
  return { length: shownLength(document.getState().session, state), width: state.lanesWidth }
}

/** The view at this moment, for what scrolls while it is dragged. */
export const viewNow = (app: Pick<App, 'document' | 'workspace'>): TimeView =>
  resolveView(app.workspace.getState().view, extentNow(app))
