import { describe, expect, it, vi } from 'vitest'
import type { ImportPort, Peaks } from '../domain/ports.ts'
import { err, ok } from '../lib/result.ts'
import { appRig, gate, infoNamed, pause, picked } from '../testing/appRig.ts'

const DRAWN: Peaks = { levels: [] }

/**
 * Draws nothing to its end until `draws` is set. `begun`: what is there of it before; what is cancelled ends so many
 * milliseconds after it was told to.
 */
function slowPeaks({ begun = DRAWN, endsAfter = 0 }: { begun?: Peaks | null; endsAfter?: number } = {}) {
  const brush = { draws: false, asked: [] as string[] }
  const peaks: ImportPort['peaks'] = async (file, _info, onProgress, signal) => {
    brush.asked.push(file.name)
    onProgress(0.2, begun)
    while (!signal.aborted && !brush.draws) await pause(1)
    if (!signal.aborted) return ok(DRAWN)
    await pause(endsAfter)
    return err({ code: 'cancelled' })
  }
  return { brush, rig: appRig({ importer: { peaks } }) }
}

const PATIENCE = { timeout: 20_000 }

/** Waits until so many waveforms are there: what is cancelled takes its own away in its time. */
const drawn = ({ getState }: ReturnType<typeof appRig>['workspace'], count: number) =>
  vi.waitFor(() => expect(getState().peaks.size).toBe(count), PATIENCE)

const idsOf = ({ document }: ReturnType<typeof appRig>): readonly string[] =>
  Object.keys(document.getState().session.media)

describe('a waveform that is cancelled half way', () => {
  it('is none, and the track stays', async () => {
    const { actions, tracks, workspace } = slowPeaks().rig
    await actions.importFiles([picked('DX.wav')])
    expect(workspace.getState().peaks.size).toBe(1)
    actions.cancelImports()
    await drawn(workspace, 0)
    expect(tracks().length).toBe(1)
    expect(workspace.getState().importTotal).toBeNull()
  })

  it('is drawn when it is asked for, as at import, and those beside it are not drawn again', async () => {
    const { rig, brush } = slowPeaks()
    const { actions, workspace } = rig
    brush.draws = true
    await actions.importFiles([picked('FX.wav')])
    await vi.waitFor(() => expect(workspace.getState().imports).toEqual([]), PATIENCE)
    brush.draws = false
    await actions.importFiles([picked('DX.wav'), picked('MX.wav')])
    actions.cancelImports()
    await drawn(workspace, 1)

    const drawing = actions.drawWaveforms(idsOf(rig))
    expect(workspace.getState().imports).toMatchObject([
      { fileName: 'DX.wav', phase: 'waveform', progress: 0.2 },
      { fileName: 'MX.wav', phase: 'waveform', progress: 0.2 },
    ])
    await actions.drawWaveforms(idsOf(rig))
    brush.draws = true
    await drawing
    expect(workspace.getState().peaks.size).toBe(3)
    expect(workspace.getState().imports).toEqual([])
    expect(brush.asked).toEqual(['FX.wav', 'DX.wav', 'MX.wav', 'DX.wav', 'MX.wav'])
  })

  it('takes nothing from the next one when it ends late', async () => {
    const { rig, brush } = slowPeaks({ begun: null, endsAfter: 10 })
    const { actions, workspace } = rig
    await actions.importFiles([picked('DX.wav')])
    actions.cancelImports()
    brush.draws = true
    await actions.drawWaveforms(idsOf(rig))
    expect(workspace.getState().peaks.size).toBe(1)
    await pause(30)
    expect(workspace.getState().peaks.size).toBe(1)
  })
})

it('only what is at hand is drawn', async () => {
  const { rig, brush } = slowPeaks()
  const { actions, workspace } = rig
  await actions.importFiles([picked('DX.wav')])
  actions.cancelImports()
  await drawn(workspace, 0)
  const [id = ''] = idsOf(rig)
  workspace.setState({ mediaStates: new Map([[id, { kind: 'missing', why: 'moved' }]]) })
  await actions.drawWaveforms([id, 'gone'])
  expect(brush.asked).toEqual(['DX.wav'])
})

it('a float file is being checked, and not yet in, while it is drawn for the first time', async () => {
  const door = gate()
  const { actions, tracks, workspace } = appRig({
    importer: {
      probe: async ({ name }) => {
        const info = infoNamed(name)
        const encoding = { kind: 'float', bits: 32, endian: 'le' } as const
        return ok({ kind: 'inPlace', info: { ...info, pcm: { ...info.pcm, encoding } } })
      },
      peaks: async () => {
        await door.passed
        return ok(DRAWN)
      },
    },
  })
  const going = actions.importFiles([picked('DX.wav')])
  await vi.waitFor(
    () => expect(workspace.getState().imports).toMatchObject([{ phase: 'checking' }]),
    PATIENCE,
  )
  expect(tracks()).toEqual([])
  door.open()
  await going
  expect(tracks()).toHaveLength(1)
})
