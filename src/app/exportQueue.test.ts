import { expect, it } from 'vitest'
import type { BounceProgress } from '../domain/delivery.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import type { AppError } from '../domain/errors.ts'
import type { BounceControl, BounceResult, ExportPort, ExportRun } from '../domain/exportPorts.ts'
import { partOf } from '../domain/exportQueue.ts'
import type { LibraryPort } from '../domain/ports.ts'
import { emptySession } from '../domain/session.ts'
import { samples } from '../domain/units.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { appRig, infoNamed, pause, picked } from '../testing/appRig.ts'

type Call = ExportRun & {
  readonly control: BounceControl
  readonly paused: boolean[]
  tell(progress: BounceProgress): void
  end(result: Result<BounceResult, AppError>): void
}

const REPORT = { title: 'Reel', deliverables: [] } as unknown as BounceReport
const DONE = ok({ report: REPORT, files: [], checks: null })
const progress = (done: number): BounceProgress => ({
  done: samples(done),
  total: samples(100),
  speed: 10,
  secondsLeft: 1,
  parts: [],
})

/** An exporter whose exports end when the test says so. */
function rig(exporter: Partial<ExportPort> = {}, library: Partial<LibraryPort> = {}) {
  const calls: Call[] = []
  const bounce: ExportPort['bounce'] = (run, tell, control) =>
    new Promise((end) => {
      const paused: boolean[] = []
      control.onPause((now) => paused.push(now))
      control.signal.addEventListener('abort', () => end(err({ code: 'cancelled' })))
      calls.push({ ...run, control, paused, tell, end })
    })
  const app = appRig({ exporter: { bounce, ...exporter }, library })
  const { workspace, actions } = app
  const phases = () => workspace.getState().exports.map(({ state }) => state.phase)
  const ids = () => workspace.getState().exports.map(({ id }) => id)
  const order = async (name: string): Promise<void> => {
    actions.openExport()
    actions.setExportSettings({ name })
    void actions.exportToDownloads()
    await pause()
  }
  return { ...app, calls, phases, ids, order }
}

it('runs exports one after the other, in the order in which they were ordered', async () => {
  const { calls, phases, order, texts } = rig()
  await order('A')
  await order('B')
  await order('C')
  expect(phases()).toEqual(['running', 'waiting', 'waiting'])
  expect(texts()).toEqual(['The export “B” waits in the queue.', 'The export “C” waits in the queue.'])
  calls[0]?.end(DONE)
  await pause()
  expect(phases()).toEqual(['done', 'running', 'waiting'])
  calls[1]?.end(err({ code: 'export/diskFull', file: 'B.wav' }))
  await pause()
  expect(phases()).toEqual(['done', 'failed', 'running'])
  expect(calls.map((call) => call.order.name)).toEqual(['A', 'B', 'C'])
})

it('shows an export as waiting only when it outlives the page', async () => {
  let keep = (): void => undefined
  const claimed = new Promise<boolean>((resolve) => {
    keep = () => resolve(true)
  })
  const { phases, order } = rig({ claim: () => claimed })
  await order('A')
  expect(phases()).toEqual([])
  keep()
  await pause()
  expect(phases()).toEqual(['running'])
})

it('exports the session as it was when it was ordered, while the mix goes on being edited', async () => {
  const { calls, order, actions, document, workspace } = rig()
  await actions.importFiles([picked('DX_a.wav')])
  await order('A')
  await order('B')
  actions.closeExport()
  expect(workspace.getState().exporting.phase).toBe('closed')
  actions.do({ type: 'session/rename', title: 'Later' })
  expect(document.getState().session.title).toBe('Later')
  calls[0]?.end(DONE)
  await pause()
  expect(calls[1]?.session.title).not.toBe('Later')
  expect(calls[1]?.media.size).toBe(1)
})

it('holds the queue while one is paused, and the screen may go off', async () => {
  const { calls, phases, ids, order, actions, awake } = rig()
  await order('A')
  await order('B')
  expect(awake.at(-1)).toBe(true)
  const [first = ''] = ids()
  calls[0]?.tell(progress(40))
  actions.pauseExport(first)
  await pause()
  expect(phases()).toEqual(['paused', 'waiting'])
  expect([calls[0]?.paused, awake.at(-1)]).toEqual([[true], false])
  await actions.continueExport(first)
  expect(phases()).toEqual(['running', 'waiting'])
  expect([calls[0]?.paused, awake.at(-1)]).toEqual([[true, false], true])
})

it('cancels the one that runs, keeps nothing of it, and goes on with the next', async () => {
  const discarded: string[] = []
  const { phases, ids, order, actions, queued } = rig({
    discard: async (id) => void discarded.push(id),
  })
  await order('A')
  await order('B')
  const [first = '', second = ''] = ids()
  await actions.removeExport(first)
  await pause()
  expect(ids()).toEqual([second])
  expect(phases()).toEqual(['running'])
  expect(discarded).toEqual([first])
  expect([...queued.keys()]).toEqual([second])
})

it('goes on where one that failed was, when it is continued', async () => {
  const { calls, phases, ids, order, actions, workspace } = rig({ kept: async () => 0.9 })
  await order('A')
  calls[0]?.end(err({ code: 'export/diskFull', file: 'A.wav' }))
  await pause()
  expect(phases()).toEqual(['failed'])
  const [item] = workspace.getState().exports
  expect(item && partOf(item)).toBe(0.9)
  void actions.continueExport(ids()[0] ?? '')
  await pause()
  expect(calls.map(({ resume }) => resume)).toEqual([false, true])
  expect(calls[1]?.id).toBe(calls[0]?.id)
})

it('goes on once, however often it is told to while its files are looked for', async () => {
  const looks: (() => void)[] = []
  const locate: LibraryPort['locate'] = () => new Promise((found) => looks.push(() => found(new Map())))
  const { calls, phases, ids, order, actions } = rig({}, { locate })
  const look = async (): Promise<void> => {
    for (const found of looks.splice(0)) {
      found()
      await pause()
    }
  }
  await order('A')
  const [id = ''] = ids()
  calls[0]?.end(err({ code: 'export/diskFull', file: 'A.wav' }))
  await pause()
  void actions.continueExport(id)
  void actions.continueExport(id)
  await look()
  expect(phases()).toEqual(['running'])
  expect(calls).toHaveLength(2)
  calls[1]?.end(err({ code: 'export/diskFull', file: 'A.wav' }))
  await pause()
  expect(phases()).toEqual(['failed'])
  // And again, when it has failed again.
  void actions.continueExport(id)
  await look()
  expect(phases()).toEqual(['running'])
  expect(calls).toHaveLength(3)
})

it('names the file that is not at hand when one is to go on, and leaves it as it was', async () => {
  const { phases, actions, queued, start, workspace, files } = rig({ kept: async () => 0.63 })
  const session = { ...emptySession('Reel'), media: { m: infoNamed('DX_a.wav') } }
  const order = { name: 'Reel', format: 'wav24' } as const
  queued.set('x', {
    id: 'x',
    addedAt: 1,
    session,
    order,
    destination: { kind: 'downloads' },
    where: 'Downloads',
  })
  await start()
  expect(workspace.getState().exports.map(({ state }) => state)).toEqual([
    { phase: 'interrupted', part: 0.63 },
  ])
  await actions.continueExport('x')
  expect(workspace.getState().exports[0]?.state).toEqual({
    phase: 'failed',
    error: { code: 'media/missing', file: 'DX_a.wav' },
    part: 0.63,
  })
  // Found again for the session that is open.
  files.set('m', picked('DX_a.wav').file)
  void actions.continueExport('x')
  await pause()
  expect(phases()).toEqual(['running'])
})

it('leaves alone what another page is at', async () => {
  const { phases, queued, start } = rig({ claim: async () => false })
  const order = { name: 'Reel', format: 'wav24' } as const
  queued.set('x', {
    id: 'x',
    addedAt: 1,
    session: emptySession('Reel'),
    order,
    destination: { kind: 'downloads' },
    where: 'Downloads',
  })
  await start()
  expect(phases()).toEqual([])
})

it('says on the page that one ended which is not on the screen', async () => {
  const { calls, order, actions, texts, workspace } = rig()
  await order('A')
  actions.closeExport()
  calls[0]?.end(DONE)
  await pause()
  expect(texts()).toEqual(['The export “A” is finished.'])
  expect(workspace.getState().exporting.phase).toBe('closed')
})
