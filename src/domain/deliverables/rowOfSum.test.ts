import { describe, expect, it } from 'vitest'
import { type StemId, stemsInUse } from '../stems.ts'
import { rowOfSum } from './rowOfSum.ts'

describe('rowOfSum', () => {
  const tracks = [{ stem: 'dialogue' }, { stem: 'music' }]
  const first = (rows: readonly (readonly StemId[])[], used = tracks) =>
    rowOfSum(
      rows,
      (row) => row,
      ['dialogue', 'effects', 'music'],
      (stems) => stemsInUse(stems, used),
    )

  it('is the row with just these stems, before one that sounds so', () => {
    expect(
      first([
        ['dialogue', 'music'],
        ['dialogue', 'effects', 'music'],
      ]),
    ).toHaveLength(3)
    expect(first([['music'], ['dialogue', 'music', 'optional']])).toEqual(['dialogue', 'music', 'optional'])
  })
  it('is none where a stem is missing, or one too many', () => {
    expect(first([['dialogue'], ['dialogue', 'effects']])).toBeUndefined()
    expect(first([['dialogue', 'fill', 'music']], [...tracks, { stem: 'fill' }])).toBeUndefined()
  })
  it('is none of silence', () => {
    expect(first([['fill']], [])).toBeUndefined()
  })
})
