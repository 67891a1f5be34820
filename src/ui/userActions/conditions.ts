import { sessionLength, type Track } from '../../domain/session.ts'
import { selectedClips } from '../../state/selectedClips.ts'
import type { App } from '../appContext.ts'

/** What is selected may be gone by now: undo takes clips and tracks away, and brings them back selected. */
export const selectedTrack = ({ document, workspace }: App): Track | undefined => {
  const { selected } = workspace.getState()
  return document.getState().session.tracks.find(({ id }) => selected?.kind === 'track' && id === selected.id)
}

// Why actions cannot be done: each a sentence, or null when nothing is in the way.

export const noClips = ({ document, workspace }: App): string | null =>
  selectedClips(document.getState().session, workspace.getState()).length > 0 ? null : 'Select clips first.'

export const noStrip = (app: App): string | null =>
  app.workspace.getState().selected?.kind === 'stem' || selectedTrack(app)
    ? null
    : 'Select a track or a stem first.'

export const noTrack = (app: App): string | null => (selectedTrack(app) ? null : 'Select a track first.')

/** What acts on the selected clips, or on the selected track while no clip is selected. */
export const noClipsOrTrack = (app: App): string | null =>
  noClips(app) && noTrack(app) ? 'Select clips or a track first.' : null

export const noSound = ({ document }: App): string | null =>
  sessionLength(document.getState().session) > 0 ? null : 'The session has no clips yet.'

export const noLoop = ({ workspace }: App): string | null =>
  workspace.getState().loop ? null : 'Mark a loop first.'

export const readOnly = ({ workspace }: App): string | null =>
  workspace.getState().access === 'own' ? null : 'This session is open in another tab, and is changed there.'
