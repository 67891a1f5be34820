import { describe, expect, it } from 'vitest'
import { appRig } from '../testing/appRig.ts'
import { clipFixture, clipIn, clipSession } from '../testing/clipFixture.ts'

function rig(playhead = 0) {
  const made = appRig({ playhead })
  made.document
    .getState()
    .replace(clipSession([clipFixture('a', 0, 0, 900)], [clipFixture('b', 0, 0, 900)], []))
  const { actions, workspace } = made
  actions.setLanesWidth(1000)
  return { ...made, lanes: () => workspace.getState().lanes, state: () => workspace.getState() }
}

describe('hiding a track', () => {
  it('takes its clips out of the selection, and selects the row beside it', () => {
    const { actions, lanes, state } = rig()
    actions.selectClips(['a', 'b'], 'b')
    actions.hideTrack('2')
    expect([...lanes().hidden]).toEqual(['2'])
    expect([...state().selectedClips]).toEqual(['a'])
    expect(state().currentClip).toBeNull()
    expect(state().selected).toEqual({ kind: 'track', id: '3' })
    actions.select(null)
    actions.selectAllClips()
    expect([...state().selectedClips]).toEqual(['a'])
    actions.showTrack('2')
    actions.selectAllClips()
    expect([...state().selectedClips]).toEqual(['a', 'b'])
  })

  it('is neither a step nor a change of the session', () => {
    const { actions, document } = rig()
    const before = document.getState().session
    for (const id of ['1', '2', '3']) actions.hideTrack(id)
    actions.showAllTracks()
    expect(document.getState().session).toBe(before)
    expect(document.getState().past).toHaveLength(0)
  })
})

describe('heights', () => {
  it('are of the selected track, or of all', () => {
    const { actions, lanes } = rig()
    actions.select({ kind: 'track', id: '2' })
    actions.stepLaneHeight(1, 60)
    expect([...lanes().heights]).toEqual([['2', 72]])
    actions.nextLaneSize(false)
    expect(lanes().heights.get('2')).toBe(144)
    actions.nextLaneSize(false)
    expect(lanes().heights.size).toBe(0)
    actions.setLaneSize('small', true)
    expect([...lanes().heights.values()]).toEqual([36, 36, 36])
    actions.nextLaneSize(true)
    expect([...lanes().heights.values()]).toEqual([72, 72, 72])
  })
})

it('waveforms are drawn higher in steps, up to the last', () => {
  const { actions, state } = rig()
  const heights = [-1, 1, 1, 1, 1, 1, -1].map((by) => {
    actions.stepWaveZoom(by as 1 | -1)
    return state().waveZoomDb
  })
  expect(heights).toEqual([0, 6, 12, 18, 24, 24, 18])
})

describe('following', () => {
  it('is held by a scroll while it plays, and by nothing else', () => {
    const { actions, state, workspace } = rig()
    const view = { start: 10, samplesPerPixel: 0.5 }
    actions.scrollTo(view)
    expect(state().followHeld).toBe(false)
    workspace.setState({ playing: true })
    actions.setView(view)
    actions.zoom(1)
    expect(state().followHeld).toBe(false)
    actions.scrollPage(1)
    expect(state().followHeld).toBe(true)
    actions.nextFollow()
    expect(state()).toMatchObject({ follow: 'continuous', followHeld: false })
  })
})

describe('zooming', () => {
  it('goes to the samples about the playhead', () => {
    const { actions, state } = rig(450)
    actions.zoomToSamples()
    expect(state().view?.samplesPerPixel).toBe(1 / 8)
    expect((450 - (state().view?.start ?? 0)) * 8).toBeLessThan(1000)
  })
})

describe('clip gain', () => {
  it('is one step for all that are selected, and says when nothing came of it', () => {
    const { actions, document, texts } = rig()
    const gain = (id: string) => clipIn(document.getState().session, id).gainDb
    actions.changeClipGain(1)
    expect(texts()).toEqual([])
    actions.selectClips(['a', 'b'], 'a')
    actions.changeClipGain(0.5)
    expect([gain('a'), gain('b')]).toEqual([0.5, 0.5])
    expect(document.getState().past).toHaveLength(1)
    actions.resetClipGain()
    expect([gain('a'), gain('b')]).toEqual([undefined, undefined])
    actions.resetClipGain()
    expect(texts().join()).toContain('The gain was not changed')
  })
})
