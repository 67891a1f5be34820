import { anySolo, heardSource } from '../../domain/listening.ts'
import { PLAYBACK_BUFFERS, type PlaybackBuffer } from '../../domain/playbackBuffer.ts'
import type { App } from '../appContext.ts'
import { type MonitorOption, monitorBus, monitorOptions } from '../transport/monitorOptions.ts'
import { userActions } from './userAction.ts'

const option = ({ document }: App, index: number): MonitorOption | undefined =>
  monitorOptions(document.getState().session.tracks)[index]

const source = <const N extends number>(n: N) =>
  ({
    id: `monitor${n}`,
    label: `Monitor source ${n}`,
    menu: 'Monitor',
    section: 0,
    keys: [`${n}`],
    reach: 'control',
    now: (app: App) => {
      const found = option(app, n - 1)
      return found ? `Listen to the ${found.name}` : `Monitor source ${n}`
    },
    unavailable: (app: App) =>
      option(app, n - 1) ? null : 'There is nothing more to listen to in this session.',
    checked: (app: App) => {
      const found = option(app, n - 1)
      const { listening } = app.workspace.getState()
      return found?.value === monitorBus(heardSource(listening, app.document.getState().session.tracks))
    },
    run: (app: App) => {
      const found = option(app, n - 1)
      if (found) app.actions.setMonitor(found.source)
    },
  }) as const

const buffer = (size: PlaybackBuffer) =>
  ({
    id: `buffer.${size}`,
    label: `Use a ${size} playback buffer`,
    alsoCalled: 'hardware buffer size latency device dropouts samples',
    menu: 'Monitor',
    section: 2,
    keys: [],
    reach: 'control',
    anywhere: true,
    checked: ({ workspace }: App) => workspace.getState().playbackBuffer === size,
    run: ({ actions }: App) => actions.setPlaybackBuffer(size),
  }) as const

export const MONITOR_ACTIONS = userActions([
  source(1),
  source(2),
  source(3),
  source(4),
  source(5),
  source(6),
  {
    id: 'dim',
    label: 'Dim',
    menu: 'Monitor',
    section: 1,
    keys: ['D'],
    reach: 'control',
    checked: ({ workspace }) => workspace.getState().listening.dim,
    run: ({ actions }) => actions.toggleDim(),
  },
  {
    id: 'clearSolo',
    label: 'Solo nothing',
    menu: 'Monitor',
    section: 1,
    keys: [],
    reach: 'control',
    unavailable: ({ document, workspace }) =>
      anySolo(workspace.getState().listening, document.getState().session.tracks)
        ? null
        : 'Nothing is soloed.',
    run: ({ actions }) => actions.clearSolo(),
  },
  {
    id: 'resetMeters',
    label: 'Measure anew',
    alsoCalled: 'loudness reset meters LUFS',
    menu: 'Monitor',
    section: 1,
    keys: [],
    reach: 'control',
    run: ({ actions }) => actions.resetMeters(),
  },
  ...PLAYBACK_BUFFERS.map(buffer),
])
