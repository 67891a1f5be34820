import { describe, expect, it } from 'vitest'
import { applyCommand } from '../domain/commands.ts'
import type { MediaMetadata } from '../domain/mediaMetadata.ts'
import { trackStart } from '../domain/session.ts'
import { FRAME_RATES } from '../domain/timecode.ts'
import { typedMove } from '../domain/typedTime.ts'
import { samplePosition, samples } from '../domain/units.ts'
import { createDocumentStore } from '../state/documentStore.ts'
import { createWorkspaceStore } from '../state/workspaceStore.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { placementActions } from './placementActions.ts'

const HOUR = 3600 * 48_000

/** Three tracks at 0, whose files say these times in samples since midnight. */
function desk(...references: (number | undefined)[]) {
  const session = sessionFixture(references.map(() => ({})))
  const media = Object.fromEntries(
    Object.entries(session.media).map(([id, info], index) => {
      const at = references[index]
      const metadata: MediaMetadata =
        at === undefined ? {} : { broadcast: { version: 1, timeReference: samplePosition(at) } }
      return [id, { ...info, metadata }]
    }),
  )
  const document = createDocumentStore({ ...session, media })
  const said: string[] = []
  const actions = placementActions({
    document,
    workspace: createWorkspaceStore(),
    playhead: () => samplePosition(1234),
    notify: (_severity, text) => said.push(text),
  })
  const starts = (): number[] => document.getState().session.tracks.map(trackStart)
  return { actions, document, starts, said }
}

describe('placing tracks', () => {
  it('at their own timecode moves what can be moved, as one step, and names what cannot', () => {
    const { actions, document, starts, said } = desk(HOUR + 96_000, undefined, HOUR - 1)
    actions.placeTracks(['1', '2', '3'], 'timecode')
    expect(starts()).toEqual([96_000, 0, 0])
    expect(said).toEqual([
      expect.stringMatching(/No timecode .*“Track 2”/),
      expect.stringMatching(/“Track 3” comes before/),
    ])
    expect(document.getState().past).toHaveLength(1)
    document.getState().undo()
    expect(starts()).toEqual([0, 0, 0])
  })

  it('leaves what has a locked clip where it is, and says so', () => {
    const { actions, document, starts, said } = desk(HOUR + 96_000, HOUR + 10)
    document.getState().dispatch({ type: 'clips/setLocked', clips: ['1'], locked: true })
    actions.placeTracks(['1', '2'], 'timecode')
    expect(starts()).toEqual([0, 10])
    actions.nudge(['1', '2'], 1, 'sample')
    actions.moveTo('1', samplePosition(500))
    expect(starts(), 'all or none are nudged').toEqual([0, 10])
    expect(said).toEqual(new Array(3).fill('Not moved: “Track 1” has a locked clip.'))
    actions.placeTracks(['1'], 'start')
    expect(said, 'where it is already').toHaveLength(3)
  })

  it('at their own timecode where something was cut off at the beginning', () => {
    const { actions, document, starts } = desk(HOUR + 96_000, HOUR - 10)
    for (const clip of ['1', '2']) {
      const to = samplePosition(20)
      document.getState().dispatch({ type: 'clip/trimStart', clip, to, overlap: 'trim' })
    }
    actions.moveTo('1', samplePosition(500))
    actions.placeTracks(['1', '2'], 'timecode')
    expect(starts()).toEqual([96_020, 10])
  })

  it('by the clip that is first in time, wherever it is in the list', () => {
    const { actions, document, starts } = desk(HOUR + 96_000)
    const { session, replace } = document.getState()
    const [track] = session.tracks
    const [clip] = track?.clips ?? []
    if (!track || !clip) throw new Error('the fixture has a clip')
    const [early, late] = [
      { ...clip, length: samples(50) },
      { ...clip, id: 'late', start: samplePosition(300), from: samplePosition(200), length: samples(50) },
    ]
    replace({ ...session, tracks: [{ ...track, clips: [late, early] }] })
    actions.placeTracks(['1'], 'timecode')
    expect(starts()).toEqual([96_000])
  })

  it('at the playhead, and back at the start', () => {
    const { actions, starts } = desk(undefined, undefined)
    actions.placeTracks(['1', '2'], 'playhead')
    expect(starts()).toEqual([1234, 1234])
    actions.placeTracks(['2'], 'start')
    expect(starts()).toEqual([1234, 0])
  })

  it('at a sample', () => {
    const { actions, starts } = desk(undefined)
    actions.moveTo('1', samplePosition(77))
    actions.moveTo('gone', samplePosition(77))
    expect(starts()).toEqual([77])
  })
})

describe('nudging', () => {
  it('moves all by samples, or none, and says whom it would push out', () => {
    const { actions, starts, said } = desk(undefined, undefined)
    actions.moveTo('1', samplePosition(5))
    expect(actions.nudge(['1', '2'], -1, 'sample')).toBe(false)
    expect(starts()).toEqual([5, 0])
    expect(said).toEqual([expect.stringMatching(/“Track 2” would begin before/)])
    expect(actions.nudge(['1', '2'], 3, 'sample')).toBe(true)
    expect(starts()).toEqual([8, 3])
  })

  it('by a typed length moves all, as one step, and tells when a locked clip held them', () => {
    const { actions, document, starts } = desk(undefined, undefined)
    const typed = (text: string): boolean => {
      const move = typedMove(text, 'timecode', document.getState().session)
      if (!move) throw new Error(`${text} is no length`)
      return actions.nudge(['1', '2'], move.by, move.unit)
    }
    expect(typed('+00:00:08:12')).toBe(true)
    expect(starts()).toEqual([408_000, 408_000])
    expect(document.getState().past).toHaveLength(1)
    expect(typed('-00:00:08:13')).toBe(false)
    document.getState().dispatch({ type: 'clips/setLocked', clips: ['1'], locked: true })
    expect(typed('-8:00')).toBe(false)
    expect(starts()).toEqual([408_000, 408_000])
  })

  it.each(FRAME_RATES.map((rate) => [rate.label, rate] as const))(
    'a hundred frames and back comes back at %s',
    (_label, frameRate) => {
      const { actions, document, starts } = desk(undefined)
      document.getState().dispatch({
        type: 'session/setTimebase',
        frameRate,
        startFrame: document.getState().session.startFrame,
      })
      actions.moveTo('1', samplePosition(7))
      for (let n = 0; n < 100; n++) actions.nudge(['1'], 1, 'frame')
      expect(starts()).toEqual([7 + Math.round((100 * 48_000 * frameRate.den) / frameRate.num)])
      for (let n = 0; n < 100; n++) actions.nudge(['1'], -1, 'frame')
      expect(starts()).toEqual([7])
    },
  )
})

it('moves keep the clips of a track together', () => {
  const session = sessionFixture([{}])
  const [track] = session.tracks
  const [clip] = track?.clips ?? []
  if (!track || !clip) throw new Error('the fixture has a clip')
  const late = { ...clip, id: 'late', start: samplePosition(100_000) }
  const two = { ...session, tracks: [{ ...track, clips: [clip, late] }] }
  const moved = applyCommand(two, { type: 'tracks/move', moves: { '1': 40 } })
  expect(moved.tracks[0]?.clips.map(({ start }) => start)).toEqual([40, 100_040])
  expect(applyCommand(two, { type: 'tracks/move', moves: { '1': -1 } })).toBe(two)
})
