import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySession, type Session } from '../../domain/session.ts'
import { FRAME_RATES } from '../../domain/timecode.ts'
import { samplePosition } from '../../domain/units.ts'
import { lengthText, parsePosition, positionText } from './positionText.ts'

const SESSION = emptySession()

describe('a place in the session', () => {
  it.each([
    [0, '01:00:00:00'],
    [2000, '01:00:00:01'],
    [2012, '01:00:00:01 +12'],
    [48_000 * 90 - 1, '01:01:29:23 +1999'],
  ])('sample %d is %s', (sample, text) => {
    expect(positionText(samplePosition(sample), SESSION)).toBe(text)
  })

  it('comes back from its text at every frame rate', () => {
    const rate = fc.constantFrom(...FRAME_RATES)
    const sample = fc.integer({ min: 0, max: 20 * 3600 * 48_000 })
    fc.assert(
      fc.property(rate, sample, (frameRate, at) => {
        const session: Session = { ...SESSION, frameRate }
        expect(parsePosition(positionText(samplePosition(at), session), session)).toBe(at)
      }),
    )
  })

  it.each([
    ['1000', 480_000],
    ['10:00', 480_000],
    ['10:00 +5', 480_005],
    ['01.00.00.00', 0],
    ['00:59:59:00', undefined],
    ['01:00:00:24', undefined],
    ['+12', undefined],
    ['', undefined],
    ['soon', undefined],
  ])('typed as “%s” is sample %s', (text, sample) => {
    expect(parsePosition(text, SESSION)).toBe(sample)
  })

  it('has lengths from zero', () => {
    expect(lengthText(2_160_000, SESSION)).toBe('00:00:45:00')
  })
})
