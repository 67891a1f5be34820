import { describe, expect, it } from 'vitest'
import { applyCommand } from '../../domain/commands.ts'
import { EVERY_LANE } from '../../state/laneView.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { inRows, inSightRows, placeBeside } from './rowOrder.ts'

const session = sessionFixture([
  { stem: 'dialogue' },
  { stem: 'music' },
  { stem: 'dialogue' },
  { stem: 'dialogue' },
])
const ids = (tracks: readonly { readonly id: string }[]): string => tracks.map(({ id }) => id).join('')

/** The rows after a track was moved up or down so many times. */
function walk(id: string, by: 1 | -1, times: number, hidden: readonly string[] = []): string {
  let now = session
  for (let n = 0; n < times; n++) {
    const place = placeBeside(now.tracks, { ...EVERY_LANE, hidden: new Set(hidden) }, id, by)
    if (place) now = applyCommand(now, { type: 'track/reorder', track: id, ...place })
  }
  return now.tracks.length === 4
    ? `${ids(inRows(now.tracks))} ${now.tracks.find((t) => t.id === id)?.stem}`
    : ''
}

describe('placeBeside', () => {
  it('is a row further, and over the edge into the next stem', () => {
    expect(ids(inRows(session.tracks))).toBe('1342')
    expect(walk('1', 1, 1)).toBe('3142 dialogue')
    expect(walk('1', 1, 2)).toBe('3412 dialogue')
    expect(walk('1', 1, 3)).toBe('3412 effects')
    // There is no row of fill as long as nothing is in it.
    expect(walk('1', 1, 4)).toBe('3412 music')
    expect(walk('1', 1, 5)).toBe('3421 music')
    expect(walk('1', 1, 9)).toBe('3421 music')
  })

  it('goes up as it came down', () => {
    expect(walk('2', -1, 2)).toBe('1342 dialogue')
    expect(walk('2', -1, 3)).toBe('1324 dialogue')
    expect(walk('2', -1, 20)).toBe('2134 dialogue')
  })

  it('passes over what is hidden', () => {
    expect(walk('1', 1, 1, ['3'])).toBe('3412 dialogue')
    expect(walk('4', -1, 1, ['3'])).toBe('4132 dialogue')
  })

  it('is nowhere for a track that is gone', () => {
    expect(placeBeside(session.tracks, EVERY_LANE, 'gone', 1)).toBeUndefined()
  })
})

it('in sight is what is neither hidden nor folded', () => {
  const lanes = { ...EVERY_LANE, hidden: new Set(['3']) }
  expect(ids(inSightRows(session.tracks, lanes))).toBe('142')
  expect(ids(inSightRows(session.tracks, { ...lanes, folded: new Set(['dialogue']) }))).toBe('2')
})
