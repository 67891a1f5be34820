import type { App } from '../appContext.ts'
import { readOnly } from './conditions.ts'
import { userActions } from './userAction.ts'

/** With the browser's own picker, or with the file input that is on every screen. */
function addFiles({ actions, canPickFiles }: App): void {
  if (canPickFiles) void actions.pickFiles()
  else window.document.querySelector<HTMLInputElement>('input[type=file][multiple]')?.click()
}

const noFiles = ({ document }: App): string | null =>
  Object.keys(document.getState().session.media).length > 0 ? null : 'The session has no files yet.'

export const SESSION_ACTIONS = userActions([
  {
    id: 'newSession',
    label: 'New session…',
    menu: 'Session',
    section: 0,
    keys: [],
    reach: 'control',
    anywhere: true,
    run: ({ actions }) => actions.ask('newSession'),
  },
  {
    id: 'openDemo',
    label: 'Open the demo reel',
    menu: 'Session',
    section: 0,
    keys: [],
    reach: 'control',
    anywhere: true,
    unavailable: ({ workspace }) => (workspace.getState().opened ? 'Close this session first.' : null),
    run: ({ actions }) => actions.openDemo(),
  },
  {
    id: 'sessionSettings',
    label: 'Session settings…',
    alsoCalled: 'frame rate sample rate start timecode',
    menu: 'Session',
    section: 1,
    keys: [],
    reach: 'control',
    run: ({ actions }) => actions.ask('sessionSettings'),
  },
  {
    id: 'saveAs',
    label: 'Save session as…',
    menu: 'Session',
    section: 1,
    keys: [],
    reach: 'control',
    run: ({ actions }) => actions.ask('saveAs'),
  },
  {
    id: 'saveDocument',
    label: 'Save session document',
    alsoCalled: 'project JSON',
    menu: 'Session',
    section: 1,
    keys: [],
    reach: 'control',
    run: ({ actions }) => actions.saveDocument(),
  },
  {
    id: 'savePackage',
    label: 'Save package…',
    alsoCalled: 'archive ZIP',
    menu: 'Session',
    section: 1,
    keys: [],
    reach: 'control',
    unavailable: ({ workspace }) =>
      workspace.getState().packing ? 'A package is being saved already.' : null,
    run: ({ actions }) => actions.savePackage(),
  },
  {
    id: 'addFiles',
    label: 'Add files…',
    alsoCalled: 'import audio stems',
    menu: 'Session',
    section: 2,
    keys: [],
    reach: 'control',
    anywhere: true,
    unavailable: readOnly,
    run: addFiles,
  },
  {
    id: 'files',
    label: 'Files',
    menu: 'Session',
    section: 2,
    keys: ['Shift+F'],
    reach: 'control',
    run: ({ actions }) => actions.setFilesOpen(true),
  },
  {
    id: 'collect',
    label: 'Collect media',
    alsoCalled: 'copy consolidate relink',
    menu: 'Session',
    section: 2,
    keys: [],
    reach: 'control',
    unavailable: (app) => readOnly(app) ?? noFiles(app),
    run: ({ actions }) => actions.collect('unkept'),
  },
  {
    id: 'export',
    label: 'Export…',
    alsoCalled: 'bounce render mixdown deliver master normalise normalize loudness',
    menu: 'Session',
    section: 3,
    keys: ['Shift+E'],
    reach: 'control',
    run: ({ actions }) => actions.openExport(),
  },
  {
    id: 'exportQueue',
    label: 'Export queue',
    menu: 'Session',
    section: 3,
    keys: [],
    reach: 'control',
    run: ({ actions }) => actions.setQueueOpen(true),
  },
  {
    id: 'closeSession',
    label: 'Close session…',
    menu: 'Session',
    section: 4,
    keys: [],
    reach: 'control',
    run: ({ actions }) => actions.ask('closeSession'),
  },
])
