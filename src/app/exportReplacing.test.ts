import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { AppError } from '../domain/errors.ts'
import type { BounceResult, ExportPort, ExportRun } from '../domain/exportPorts.ts'
import type { LibraryPort, Occupant } from '../domain/ports.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { appRig, pause, picked } from '../testing/appRig.ts'

/** A folder on disk: another handle of the same name is the same one. */
class Folder {
  readonly kind = 'directory'
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
  async isSameEntry(other: { name: string }): Promise<boolean> {
    return other.name === this.name
  }
}

let pickedFolders: string[] = []
beforeEach(() => {
  pickedFolders = ['Stems']
  vi.stubGlobal('FileSystemHandle', Folder)
  vi.stubGlobal('showDirectoryPicker', async () => new Folder(pickedFolders.shift() ?? 'Stems'))
})
afterEach(() => vi.unstubAllGlobals())

const file = (name: string, change: Partial<Occupant> = {}): Occupant => ({
  name,
  kind: 'file',
  bytes: 1000,
  isSource: false,
  ...change,
})

type Call = ExportRun & { end(result: Result<BounceResult, AppError>): void }

/** One track, and folders with files in them by name. */
async function rig(there: Record<string, Occupant[]>, exporter: Partial<ExportPort> = {}) {
  const calls: Call[] = []
  const wanted: (readonly string[])[] = []
  const bounce: ExportPort['bounce'] = (run) => new Promise((end) => calls.push({ ...run, end }))
  const occupants: LibraryPort['occupants'] = async ({ name }, names) => {
    wanted.push(names)
    return ok(there[name] ?? [])
  }
  const app = appRig({ exporter: { bounce, ...exporter }, library: { occupants } })
  await app.actions.importFiles([picked('DX_a.wav')])
  const { workspace, actions } = app
  return {
    ...app,
    calls,
    wanted,
    state: () => workspace.getState(),
    phases: () => workspace.getState().exports.map(({ state }) => state.phase),
    async order(name = 'Reel') {
      actions.openExport()
      actions.setExportSettings({ name })
      void actions.exportToFolder()
      await pause()
    },
    async answer(given: 'replace' | 'elsewhere' | 'cancel') {
      actions.answerReplacing(given)
      await pause()
    },
    async goOn() {
      void actions.continueExport(workspace.getState().exports[0]?.id ?? '')
      await pause()
    },
  }
}

it('writes into a folder with none of its names without a question', async () => {
  const { order, phases, wanted, calls } = await rig({})
  await order()
  expect(phases()).toEqual(['running'])
  expect(calls[0]?.replaces).toEqual([])
  expect(wanted).toEqual([
    [
      'Reel_composite.wav',
      'Reel_me.wav',
      'Reel_report.json',
      'Reel_report.csv',
      'Reel_checks.csv',
      'Reel_report.html',
      'Reel_checksums.sha256',
    ],
  ])
})

it('asks before it replaces files, and names them', async () => {
  const { order, phases, state, answer, calls, queued } = await rig({
    Stems: [file('REEL_ME.wav'), file('Reel_report.json')],
  })
  await order()
  const names = ['REEL_ME.wav', 'Reel_report.json']
  expect(state().replacing).toEqual({ folder: 'Stems', names, canGoElsewhere: true })
  expect(phases()).toEqual([])
  await answer('replace')
  expect(state().replacing).toBeNull()
  expect(phases()).toEqual(['running'])
  expect(calls[0]?.replaces).toEqual(names)
  // Kept with it: it is not asked again when it goes on.
  expect([...queued.values()].map(({ replaces }) => replaces)).toEqual([names])
})

it('leaves everything as it was when the user would rather not', async () => {
  const { order, phases, state, answer, queued } = await rig({ Stems: [file('Reel_me.wav')] })
  await order()
  await answer('cancel')
  expect([phases(), queued.size]).toEqual([[], 0])
  expect([state().replacing, state().exporting]).toEqual([null, { phase: 'settings' }])
})

it('asks for another folder, and looks there as well', async () => {
  pickedFolders = ['Stems', 'Deliveries', 'New']
  const { order, answer, state, calls } = await rig({
    Stems: [file('Reel_me.wav')],
    Deliveries: [file('Reel_composite.wav')],
  })
  await order()
  await answer('elsewhere')
  expect(state().replacing).toMatchObject({ folder: 'Deliveries', names: ['Reel_composite.wav'] })
  await answer('elsewhere')
  expect(calls.map(({ destination, replaces }) => [destination, replaces])).toEqual([
    [{ kind: 'folder', handle: expect.objectContaining({ name: 'New' }) }, []],
  ])
})

it.each([
  [
    'a file of the session',
    file('Reel_me.wav', { isSource: true }),
    /^“Reel_me\.wav” in “Stems” is a file of this session, and the export would replace it\./,
  ],
  [
    'a folder',
    file('Reel_me.wav', { kind: 'folder', bytes: 0 }),
    /^“Reel_me\.wav” could not be written: a folder of this name is there\.$/,
  ],
])('refuses by name to take the place of %s, and does not ask', async (_, occupant, message) => {
  const { order, phases, state } = await rig({ Stems: [file('Reel_composite.wav'), occupant] })
  await order()
  expect(state().replacing).toBeNull()
  expect(phases()).toEqual([])
  expect(state().exporting).toEqual({ phase: 'failed', message: expect.stringMatching(message) })
})

it('refuses what another export of the queue will write to the same folder', async () => {
  const { order, phases, state, actions } = await rig({})
  await order('Reel')
  actions.closeExport()
  await order('reel')
  expect(state().exporting).toMatchObject({
    phase: 'failed',
    message: expect.stringMatching(
      /^The export “Reel” in the queue writes “reel_composite\.wav”, .*to “Stems” too\./,
    ),
  })
  expect(phases()).toEqual(['running'])
  await order('Other')
  pickedFolders = ['Deliveries']
  await order('Reel')
  expect(phases()).toEqual(['running', 'waiting', 'waiting'])
})

it('asks about the files of one that is finished when they are there', async () => {
  const there: Record<string, Occupant[]> = {}
  const { order, state, calls } = await rig(there)
  await order()
  calls[0]?.end(ok({ report: {} as never, files: [], checks: null }))
  await pause()
  there.Stems = [file('Reel_composite.wav')]
  await order()
  expect(state().replacing?.names).toEqual(['Reel_composite.wav'])
})

it('tries again in the place of the one that failed on the screen', async () => {
  const { order, phases, actions, calls } = await rig({})
  await order()
  calls[0]?.end(err({ code: 'export/diskFull', file: 'Reel_me.wav' }))
  await pause()
  expect(phases()).toEqual(['failed'])
  void actions.exportToFolder()
  await pause()
  expect(phases()).toEqual(['running'])
})

it('one that goes on asks about what has come since, and not about what was allowed or holds nothing', async () => {
  const there = { Stems: [file('Reel_me.wav')] }
  const { order, answer, state, phases, calls, goOn, queued } = await rig(there)
  await order()
  await answer('replace')
  calls[0]?.end(err({ code: 'export/diskFull', file: 'Reel_me.wav' }))
  await pause()
  there.Stems.push(file('Reel_composite.wav', { bytes: 0 }))
  await goOn()
  expect(phases()).toEqual(['running'])
  calls[1]?.end(err({ code: 'export/diskFull', file: 'Reel_me.wav' }))
  await pause()

  there.Stems.push(file('Reel_report.csv'))
  await goOn()
  expect(state().replacing).toEqual({ folder: 'Stems', names: ['Reel_report.csv'], canGoElsewhere: false })
  await answer('cancel')
  // As it was: it can go on another time.
  expect(phases()).toEqual(['failed'])
  await goOn()
  await answer('replace')
  expect(phases()).toEqual(['running'])
  expect(calls[2]?.replaces).toEqual(['Reel_me.wav', 'Reel_report.csv'])
  expect([...queued.values()][0]?.replaces).toEqual(['Reel_me.wav', 'Reel_report.csv'])
})

it('one that was interrupted while its files took their names does not ask about its own', async () => {
  const there: Record<string, Occupant[]> = {}
  const { order, state, phases, calls, goOn } = await rig(there, { wasPublishing: async () => true })
  await order()
  calls[0]?.end(err({ code: 'export/diskFull', file: 'Reel_me.wav' }))
  await pause()
  there.Stems = [file('Reel_composite.wav')]
  await goOn()
  expect(state().replacing).toBeNull()
  expect(phases()).toEqual(['running'])
  expect(calls[1]?.replaces).toContain('Reel_composite.wav')
})
