import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { applyCommand, commandLabel } from './commands.ts'
import type { Session } from './session.ts'
import { STEMS } from './stems.ts'

const session = sessionFixture([
  { stem: 'dialogue', name: 'Marta' },
  { stem: 'music' },
  { stem: 'dialogue' },
  { stem: 'music' },
  { stem: 'dialogue' },
])
const order = ({ tracks }: Session): readonly string[] =>
  STEMS.flatMap(({ id }) => tracks.filter(({ stem }) => stem === id).map((track) => track.id))

describe('track/reorder', () => {
  it('puts a track before another of its stem, and at the end of it', () => {
    const first = applyCommand(session, { type: 'track/reorder', track: '5', stem: 'dialogue', before: '1' })
    expect(order(first)).toEqual(['5', '1', '3', '2', '4'])
    const last = applyCommand(first, { type: 'track/reorder', track: '5', stem: 'dialogue', before: null })
    expect(order(last)).toEqual(['1', '3', '5', '2', '4'])
  })

  it('puts a track into another stem, empty or not, and says so', () => {
    const command = { type: 'track/reorder', track: '1', stem: 'music', before: '4' } as const
    expect(order(applyCommand(session, command))).toEqual(['3', '5', '2', '1', '4'])
    expect(commandLabel(command, session)).toBe('Move Marta to Music')
    const fill = applyCommand(session, { ...command, stem: 'fill', before: null })
    expect(fill.tracks.find(({ id }) => id === '1')?.stem).toBe('fill')
    expect(commandLabel({ ...command, stem: 'dialogue', before: null }, session)).toBe('Reorder Marta')
  })

  it('changes nothing where there is nothing to change', () => {
    for (const [track, stem, before] of [
      ['5', 'dialogue', null],
      ['1', 'dialogue', '3'],
      ['1', 'dialogue', '1'],
      ['gone', 'music', null],
      ['1', 'music', 'gone'],
      ['1', 'music', '3'],
    ] as const) {
      expect(applyCommand(session, { type: 'track/reorder', track, stem, before })).toBe(session)
    }
  })

  it('keeps every track, and the order of the others', () => {
    const id = fc.constantFrom('1', '2', '3', '4', '5')
    const stems = fc.constantFrom(...STEMS.map((stem) => stem.id))
    fc.assert(
      fc.property(id, stems, fc.option(id), (track, stem, before) => {
        const after = applyCommand(session, { type: 'track/reorder', track, stem, before })
        const others = (of: Session): readonly string[] => order(of).filter((each) => each !== track)
        expect(others(after)).toEqual(others(session))
        expect(after.tracks).toHaveLength(5)
        const [to, inStem] = [order(after), after.tracks.filter((each) => each.stem === stem)]
        if (after === session) return
        if (before === null) expect(inStem.at(-1)?.id).toBe(track)
        else expect(to.indexOf(track)).toBe(to.indexOf(before) - 1)
      }),
    )
  })
})
