import { expect, it } from 'vitest'
import { err } from '../lib/result.ts'
import { appRig, pause, picked } from '../testing/appRig.ts'

it('a waveform that is cancelled half way is none, and the track stays', async () => {
  const { actions, tracks, workspace } = appRig({
    importer: {
      peaks: async (_file, _info, onProgress, signal) => {
        onProgress(0.2, { levels: [] })
        while (!signal.aborted) await pause(1)
        return err({ code: 'cancelled' })
      },
    },
  })
  await actions.importFiles([picked('DX.wav')])
  expect(workspace.getState().peaks.size).toBe(1)
  actions.cancelImports()
  await pause(5)
  expect(tracks().length).toBe(1)
  expect(workspace.getState().peaks.size).toBe(0)
  expect(workspace.getState().importTotal).toBeNull()
})
