import { afterEach, expect, it, vi } from 'vitest'
import type { CheckReport } from '../domain/checks.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import type { ExportRun } from '../domain/exportPorts.ts'
import { exportSettingsOf } from '../domain/exportSettings.ts'
import { netflix } from '../domain/specs/netflix.ts'
import { samples } from '../domain/units.ts'
import { err, ok } from '../lib/result.ts'
import { appRig, fileNamed, infoNamed, pause, picked } from '../testing/appRig.ts'

afterEach(() => vi.unstubAllGlobals())

const CHECKED: CheckReport = {
  done: [{ check: 'click', threshold: 16 }],
  findings: [
    {
      check: 'click',
      severity: 'warning',
      from: 7,
      to: 8,
      streams: ['stem:music'],
      value: 20,
      text: 'A click.',
      waived: null,
    },
  ],
  open: { errors: 0, warnings: 1 },
}
const REPORT = { title: 'Reel', deliverables: [] } as unknown as BounceReport

/** With one file in the mix, and what exports were asked for. */
async function rig(ports: Parameters<typeof appRig>[0] = {}) {
  const runs: ExportRun[] = []
  const app = appRig({
    exporter: {
      bounce: async (run) => {
        runs.push(run)
        return ok({ report: REPORT, files: [], checks: run.order.checks ? CHECKED : null })
      },
    },
    ...ports,
  })
  await app.actions.importFiles([picked('MX.wav')])
  return { ...app, runs }
}

it('a guide is read, given to what is exported, and taken away again', async () => {
  const { actions, workspace, runs } = await rig()
  await actions.setGuide(picked('guide.wav'))
  const { guide } = workspace.getState()
  expect(guide).toMatchObject({ phase: 'ready', info: { fileName: 'guide.wav' } })
  await actions.exportToDownloads()
  await pause()
  const [run] = runs
  const ordered = run?.order.checks?.guide
  expect(ordered).toMatchObject({ info: { fileName: 'guide.wav' }, at: 0 })
  expect(run?.media.get(ordered?.id ?? '')?.name).toBe('guide.wav')
  actions.removeGuide()
  actions.closeExport()
  await actions.exportToDownloads()
  await pause()
  expect(runs[1]?.order.checks).toEqual({})
  expect(runs[1]?.media.size).toBe(1)
})

it('one that is refused says why by its name', async () => {
  const wrong = infoNamed('guide.wav', { sampleRate: 44_100 })
  const { actions, workspace } = await rig({
    importer: {
      probe: async (file) =>
        ok({ kind: 'inPlace', info: file.name === 'MX.wav' ? infoNamed('MX.wav') : wrong }),
    },
  })
  await actions.setGuide(picked('guide.wav'))
  const { guide } = workspace.getState()
  expect(guide.phase === 'failed' && guide.message).toContain('“guide.wav” is at 44100 Hz')
})

it('one that is gone when it is picked is named, and the guide that there was stays', async () => {
  const { actions, workspace, texts } = await rig()
  await actions.setGuide(picked('guide.wav'))
  const before = workspace.getState().guide
  const gone = {
    kind: 'file',
    name: 'other.wav',
    getFile: () => Promise.reject(new DOMException('Not found.', 'NotFoundError')),
  }
  vi.stubGlobal('showOpenFilePicker', () => Promise.resolve([gone]))
  await actions.pickGuide()
  expect(workspace.getState().guide).toBe(before)
  expect(texts()).toContainEqual(expect.stringMatching(/^“other\.wav” could not be read: it is no longer/))
})

it('one that is compressed is decoded, and one of another rate is refused before that', async () => {
  const source = (sampleRate: number) => ({
    kind: 'conform' as const,
    source: {
      fileName: 'guide.flac',
      format: 'flac' as const,
      bytes: 1000,
      fingerprint: 'f'.repeat(64),
      codec: 'flac',
      sampleRate,
      channels: 2,
      warnings: [],
    },
  })
  let rate = 48_000
  let conformed = 0
  const copy = infoNamed('guide.flac', {
    conform: { codec: 'flac', sampleRate: 48_000, length: samples(48_000) },
  })
  const { actions, workspace } = await rig({
    importer: {
      probe: async (file) =>
        ok(file.name === 'MX.wav' ? { kind: 'inPlace', info: infoNamed('MX.wav') } : source(rate)),
      conform: async (_file, _source, _rate, tell) => {
        conformed += 1
        tell(0.5)
        expect(workspace.getState().guide).toEqual({ phase: 'reading', name: 'guide.flac', done: 0.5 })
        return ok({ info: copy, file: fileNamed('copy') })
      },
    },
  })
  await actions.setGuide(picked('guide.flac'))
  expect(workspace.getState().guide).toMatchObject({ phase: 'ready', info: copy, file: { name: 'copy' } })
  rate = 44_100
  await actions.setGuide(picked('guide.flac'))
  expect(workspace.getState().guide).toMatchObject({ phase: 'failed' })
  expect(conformed).toBe(1)
})

it('one that was taken away, or is another by then, is not there when it has been read', async () => {
  const waiting: (() => void)[] = []
  const { actions, workspace } = await rig({
    importer: {
      probe: async (file) => {
        if (file.name !== 'MX.wav') await new Promise<void>((go) => waiting.push(go))
        return file.name === 'bad.wav'
          ? err({ code: 'file/empty', file: file.name })
          : ok({ kind: 'inPlace', info: infoNamed(file.name) })
      },
    },
  })
  const first = actions.setGuide(picked('bad.wav'))
  const second = actions.setGuide(picked('good.wav'))
  for (const go of waiting) go()
  await Promise.all([first, second])
  expect(workspace.getState().guide).toMatchObject({ phase: 'ready', info: { fileName: 'good.wav' } })
  const third = actions.setGuide(picked('bad.wav'))
  actions.removeGuide()
  waiting.at(-1)?.()
  await third
  expect(workspace.getState().guide).toEqual({ phase: 'none' })
})

it('what an export has found is on the screen, as of the mix that it was made of', async () => {
  const { actions, workspace, document } = await rig()
  const { session } = document.getState()
  await actions.exportToDownloads()
  await pause()
  const { checking } = workspace.getState()
  expect(checking).toMatchObject({ phase: 'done', report: CHECKED, of: 'Untitled_session' })
  expect(checking.phase === 'done' && checking.session.tracks).toBe(session.tracks)
})

it('exports without checks leave what was found before', async () => {
  const { actions, workspace, runs } = await rig()
  actions.setExportSettings({ checks: false })
  await actions.exportToDownloads()
  await pause()
  expect(runs[0]?.order.checks).toBeUndefined()
  expect(workspace.getState().checking).toEqual({ phase: 'none' })
})

it('what is chosen for exports is the session’s: undone, kept, and there after leaving the screen', async () => {
  const { actions, document } = await rig()
  actions.openExport()
  for (const reel of ['r', 'r0', 'r02']) actions.setExportSettings({ reel }, 'export reel')
  actions.setExportSettings({ spec: netflix })
  actions.closeExport()
  expect(exportSettingsOf(document.getState().session)).toMatchObject({ reel: 'r02', spec: netflix })
  actions.undo()
  expect(exportSettingsOf(document.getState().session)).toMatchObject({ reel: 'r02', spec: null })
  actions.undo()
  expect(document.getState().session.exportSettings).toBeUndefined()
  actions.redo()
  await actions.exportToDownloads()
  expect(exportSettingsOf(document.getState().session)).toMatchObject({
    reel: 'r02',
    destination: 'downloads',
  })
})
