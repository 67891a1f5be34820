import { describe, expect, it } from 'vitest'
import { emptySession } from '../../domain/session.ts'
import { Steps } from '../../domain/steps.ts'
import { countRows, historyRows, rowForKey } from './historyRows.ts'

const session = emptySession()
const steps = (...labels: string[]): Steps => Steps.of(labels.map((label) => ({ label, session })))
// Done: a, b; undone: c, then d.
const history = { past: steps('a', 'b'), future: steps('d', 'c') }

describe('the rows of a history', () => {
  it('are in the order in which things were done, with where one is between what is done and undone', () => {
    expect(countRows(history)).toBe(5)
    expect(historyRows(history, 0, 5).map(({ label, state }) => [label, state])).toEqual([
      ['Session as it was opened', 'done'],
      ['a', 'done'],
      ['b', 'current'],
      ['c', 'undone'],
      ['d', 'undone'],
    ])
  })

  it('are as many as are asked for and there', () => {
    expect(historyRows(history, 1, 3).map(({ row }) => row)).toEqual([1, 2])
    expect(historyRows(history, -4, 99)).toHaveLength(5)
    expect(historyRows(history, 7, 9)).toEqual([])
    expect(historyRows({ past: steps(), future: steps() }, 0, 9)).toMatchObject([{ state: 'current' }])
  })

  it.each([
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['PageDown', 3, 13],
    ['PageUp', 3, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['a', 50, undefined],
  ])('%s leads from row %i to %s', (key, from, to) => {
    expect(rowForKey(key, from, 100, 10)).toBe(to)
  })
})
