import { describe, expect, it } from 'vitest'
import { isRepeated, repeatedNames } from './repeatedNames.ts'

describe('repeatedNames', () => {
  it('are those that are the same in another case or composition', () => {
    const names = ['a.wav', 'b.wav', 'A.WAV', 'caf\u00e9.wav', 'cafe\u0301.wav']
    expect(repeatedNames(names)).toEqual(['A.WAV', 'cafe\u0301.wav'])
  })
  it('are none where all differ', () => {
    expect(repeatedNames(['a.wav', 'a.L.wav', 'b.wav'])).toEqual([])
  })
  it('name every file that is concerned', () => {
    const names = ['a.wav', 'b.wav', 'A.wav']
    const repeated = repeatedNames(names)
    expect(names.filter((name) => isRepeated(name, repeated))).toEqual(['a.wav', 'A.wav'])
  })
})
