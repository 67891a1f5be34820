import { describe, expect, it } from 'vitest'
import { entryAfter } from './menuKeys.ts'

const names = ['Undo', 'Redo', 'Cut', 'Copy', 'Paste']

describe('walking in a menu', () => {
  it.each<[string, number, number | undefined]>([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 4, 0],
    ['ArrowUp', 0, 4],
    ['Home', 3, 0],
    ['End', 1, 4],
    ['c', 0, 2],
    ['c', 2, 3],
    ['C', 3, 2],
    ['z', 0, undefined],
    ['F6', 0, undefined],
  ])('%s from entry %i leads to %s', (key, from, to) => {
    expect(entryAfter(key, from, names)).toBe(to)
  })

  it('leads nowhere in an empty one', () => {
    expect(entryAfter('ArrowDown', 0, [])).toBeUndefined()
  })
})
