import { sessionLength } from '../../domain/session.ts'
import type { App } from '../appContext.ts'

// Why actions cannot be done: each a sentence, or null when nothing is in the way.

export const noClips = ({ workspace }: App): string | null =>
  workspace.getState().selectedClips.size > 0 ? null : 'Select clips first.'

export const noStrip = ({ workspace }: App): string | null =>
  workspace.getState().selected ? null : 'Select a track or a stem first.'

export const noTrack = ({ workspace }: App): string | null =>
  workspace.getState().selected?.kind === 'track' ? null : 'Select a track first.'

/** What acts on the selected clips, or on the selected track while no clip is selected. */
export const noClipsOrTrack = (app: App): string | null =>
  noClips(app) && noTrack(app) ? 'Select clips or a track first.' : null

export const noSound = ({ document }: App): string | null =>
  sessionLength(document.getState().session) > 0 ? null : 'The session has no clips yet.'

export const noLoop = ({ workspace }: App): string | null =>
  workspace.getState().loop ? null : 'Mark a loop first.'

export const readOnly = ({ workspace }: App): string | null =>
  workspace.getState().access === 'own' ? null : 'This session is open in another tab, and is changed there.'
