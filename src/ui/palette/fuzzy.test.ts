import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzyFind, fuzzyScore } from './fuzzy.ts'

/** Whether the letters of a query come in their order, by looking for one after the other. */
function isSubsequence(query: string, text: string): boolean {
  let at = 0
  for (const letter of query) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

describe('the search of the palette', () => {
  it('finds exactly what has the letters in their order', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (query, text) => {
        expect(fuzzyScore(query, text) !== null).toBe(isSubsequence(query, text))
      }),
    )
  })

  it('puts beginnings of words and letters in a row first', () => {
    const items = ['Mute the clips', 'Split at the playhead', 'Snap to the playhead', 'Solo nothing'].map(
      (text) => ({ id: text, text }),
    )
    const find = (query: string): string | undefined =>
      fuzzyFind(items, ({ text }) => text, query, [])[0]?.text
    expect(find('split')).toBe('Split at the playhead')
    expect(find('sn')).toBe('Snap to the playhead')
    expect(find('stt')).toBe('Snap to the playhead')
    expect(find('SÓLO')).toBe('Solo nothing')
    expect(find('xyz')).toBeUndefined()
  })

  it('puts what was used last first, and the rest as it comes', () => {
    const items = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
    expect(fuzzyFind(items, () => 'same', 's', ['c', 'b']).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd'])
    expect(fuzzyFind(items, () => 'same', '', ['d']).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c'])
  })
})
