import { expect, it } from 'vitest'
import { appRig } from '../testing/appRig.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'

it.each([
  ['begins at the playhead and ends where it did', 10_000, 'start', [5_000, 20_000], [10_000, 20_000]],
  [
    'begins behind its end, and goes on to that of the programme',
    30_000,
    'start',
    [5_000, 20_000],
    [30_000, 48_000],
  ],
  ['ends at the playhead and begins where it did', 10_000, 'end', [5_000, 20_000], [5_000, 10_000]],
  ['ends before its start, and begins with the programme', 4_000, 'end', [5_000, 20_000], [0, 4_000]],
  ['is of the rest where there was none', 30_000, 'start', null, [30_000, 48_000]],
  ['is of what was before where there was none', 30_000, 'end', null, [0, 30_000]],
  ['cannot begin at the end', 48_000, 'start', [5_000, 20_000], [5_000, 20_000]],
  ['cannot end at the start', 0, 'end', null, null],
] as const)('a loop %s', (_, playhead, end, before, after) => {
  const { actions, document, workspace, texts } = appRig({ playhead })
  document.getState().replace(sessionFixture([{ length: 48_000 }]))
  const loopOf = (range: readonly [number, number] | null) => range && { start: range[0], end: range[1] }
  workspace.setState({ loop: loopOf(before) as never })
  actions.loopFromPlayhead(end)
  expect(workspace.getState().loop).toEqual(loopOf(after))
  const isRefused = before?.join() === after?.join()
  expect(workspace.getState().loopOn).toBe(!isRefused)
  expect(texts()).toHaveLength(isRefused ? 1 : 0)
})

it('a longer buffer is offered once when the sound broke off, and not to whom has one', () => {
  const { emit, texts, workspace } = appRig()
  workspace.setState({ playing: true })
  emit({ type: 'brokeOff', times: 2 })
  emit({ type: 'brokeOff', times: 1 })
  expect(texts()).toEqual([expect.stringMatching(/^The sound broke off 2 times on its way to the device/)])
  expect(workspace.getState()).toMatchObject({ playing: true, notices: [{ offer: 'longBuffer' }] })

  const other = appRig()
  other.actions.setPlaybackBuffer('long')
  other.emit({ type: 'brokeOff', times: 2 })
  expect(other.texts()).toEqual([])
})
