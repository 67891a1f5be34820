import { type SamplePosition, samplePosition } from '../../domain/units.ts'
import type { App } from '../appContext.ts'
import { snapToFrame } from './frameGrid.ts'
import { snapNow } from './startClipDrag.ts'
import { viewNow } from './viewNow.ts'

/**
 * Where an end of the loop goes that is dragged to a place: to what clips are held by, or else to the first sample of the
 * picture frame that it falls in.
 */
export function loopEdge(app: App, place: number): SamplePosition {
  const { snapOn, snapTo } = app.workspace.getState()
  const held = snapOn && snapTo !== 'frame' ? snapNow(app, viewNow(app), new Set())(place) : undefined
  return held === undefined ? snapToFrame(app.document.getState().session, place) : samplePosition(held)
}
