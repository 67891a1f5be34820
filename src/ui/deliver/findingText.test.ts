import { describe, expect, it } from 'vitest'
import { FPS_24 } from '../../domain/timecode.ts'
import { findingLength } from './findingText.ts'

describe('findingLength', () => {
  it.each([
    [0, 1, '1 sample'],
    [-5, 5, '10 samples'],
    [0, 1999, '1999 samples'],
    [0, 2000, '0 s 01 fr'],
    [100, 100 + 4 * 48_000 + 9 * 2000, '4 s 09 fr'],
  ])('from %i to %i is %s', (from, to, text) => {
    expect(findingLength({ from, to }, { frameRate: FPS_24, sampleRate: 48_000 })).toBe(text)
  })
})
