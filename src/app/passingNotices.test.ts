import { expect, it } from 'vitest'
import type { LibraryPort } from '../domain/ports.ts'
import { appRig, picked } from '../testing/appRig.ts'

it('that a file is there twice is said no longer when it is not', async () => {
  const { actions, texts } = appRig()
  await actions.importFiles([picked('DX.wav')])
  await actions.importFiles([picked('DX.wav')])
  expect(texts()).toContainEqual(expect.stringContaining('is now there twice'))
  actions.undo()
  expect(texts().filter((text) => text.includes('twice'))).toEqual([])
  actions.redo()
  actions.undo()
  actions.undo()
  expect(texts(), 'nothing is said of files that are not there').toEqual([])
})

it('what an import could not use is said whatever becomes of the session', async () => {
  const { actions, texts } = appRig({
    importer: { probe: async ({ name }) => ({ ok: false, error: { code: 'file/empty', file: name } }) },
  })
  await actions.importFiles([picked('DX.L.wav'), picked('DX.R.wav')])
  const said = texts()
  expect(said.length).toBeGreaterThan(0)
  actions.do({ type: 'session/rename', title: 'Reel 1' })
  expect(texts()).toEqual(said)
})

it.each(['adding them', 'looking among files'])(
  'files that were found by %s are not said to be missing',
  async (how) => {
    const library: Partial<LibraryPort> = {}
    const { actions, texts, flush, stored } = appRig({ library })
    await actions.importFiles([picked('DX.wav'), picked('MX.wav')])
    await flush()
    const [id = ''] = stored.keys()
    await actions.closeSession()
    await actions.openSession(id)
    expect(texts()).toEqual([expect.stringContaining('Not found: “DX.wav” and “MX.wav”')])
    const files = [picked('DX.wav'), picked('MX.wav')]
    await (how === 'adding them' ? actions.importFiles(files) : actions.relinkAmong(files))
    expect(texts()).toEqual([expect.stringMatching(/^2 files were found again\.$/)])
  },
)

it('an import is one step, called by all that came with it', async () => {
  const { actions, document } = appRig()
  const label = () => document.getState().past.at(-1)?.label
  await actions.importFiles([picked('DX.wav')])
  expect(label()).toBe('Add DX')
  await actions.importFiles(['R1_DX.wav', 'R1_FX.wav', 'R1_MX.wav'].map((name) => picked(name)))
  expect(label()).toBe('Add 3 files')
  expect(document.getState().past).toHaveLength(2)
  actions.undo()
  expect(document.getState().future.at(-1)?.label).toBe('Add 3 files')
})
