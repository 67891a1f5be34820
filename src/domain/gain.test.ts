import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionFixture, type TrackFixture } from '../testing/sessionFixture.ts'
import { balanceGains, panGains, trackGain, trackMatrix } from './gain.ts'
import { STEREO, SURROUND_5_1 } from './layout.ts'
import type { PanLaw, Track } from './session.ts'
import { dbToGain, decibels, gainToDb } from './units.ts'

const pan = fc.double({ min: -1, max: 1, noNaN: true })
const LAWS: readonly PanLaw[] = ['-3', '-4.5', '-6']

function track(change: TrackFixture): Track {
  const [only] = sessionFixture([change]).tracks
  if (!only) throw new Error('one track was asked for')
  return only
}

describe('pan laws', () => {
  it.each<[PanLaw, number]>([
    ['-3', -3.0103],
    ['-4.5', -4.5154],
    ['-6', -6.0206],
  ])('%s dB: %d dB in each side at the centre', (law, level) => {
    const [left, right] = panGains(0, law)
    expect(gainToDb(left)).toBeCloseTo(level, 4)
    expect(right).toBe(left)
  })

  it.each(LAWS)('%s dB: one side whole and the other silent at the ends', (law) => {
    expect(panGains(-1, law)).toEqual([1, 0])
    expect(panGains(1, law)).toEqual([0, 1])
  })

  it('−3 keeps the power, −6 the sum of voltages, −4.5 lies half-way between them in decibels', () => {
    fc.assert(
      fc.property(pan, (at) => {
        const [left3, right3] = panGains(at, '-3')
        const [left6, right6] = panGains(at, '-6')
        const [left45, right45] = panGains(at, '-4.5')
        expect(left3 ** 2 + right3 ** 2).toBeCloseTo(1, 14)
        expect(left6 + right6).toBeCloseTo(1, 14)
        expect(left45 ** 2).toBeCloseTo(left3 * left6, 14)
        expect(right45 ** 2).toBeCloseTo(right3 * right6, 14)
      }),
    )
  })

  it.each(LAWS)('%s dB: moves to the right without turning back, and mirrors', (law) => {
    fc.assert(
      fc.property(pan, pan, (a, b) => {
        const [left, right] = panGains(Math.min(a, b), law)
        const [leftLater, rightLater] = panGains(Math.max(a, b), law)
        expect(leftLater).toBeLessThanOrEqual(left + 1e-15)
        expect(rightLater).toBeGreaterThanOrEqual(right - 1e-15)
        const [mirroredLeft, mirroredRight] = panGains(-a, law)
        const [ownLeft, ownRight] = panGains(a, law)
        expect(mirroredLeft).toBeCloseTo(ownRight, 12)
        expect(mirroredRight).toBeCloseTo(ownLeft, 12)
      }),
    )
  })

  it('−3 at half-way right is the 22.5° of a cos/sin law', () => {
    const [left, right] = panGains(0.5, '-3')
    expect(gainToDb(left)).toBeCloseTo(-8.3432, 4)
    expect(gainToDb(right)).toBeCloseTo(-0.6877, 4)
  })
})

describe('balance', () => {
  it('is unity at the centre, and the near side stays there', () => {
    expect(balanceGains(0)).toEqual([1, 1])
    expect(balanceGains(0.25)).toEqual([0.75, 1])
    expect(balanceGains(-0.5)).toEqual([1, 0.5])
    expect(balanceGains(1)).toEqual([0, 1])
    expect(balanceGains(-1)).toEqual([1, 0])
  })
})

describe('track gain', () => {
  it('is exactly 1 at rest', () => {
    expect(trackGain(track({}))).toBe(1)
  })

  it.each<[string, TrackFixture, number]>([
    [
      'trim and fader add up in decibels',
      { trimDb: decibels(-4), faderDb: decibels(10) },
      dbToGain(decibels(6)),
    ],
    ['the top of the fader', { faderDb: decibels(12) }, 3.981071705534972],
    ['polarity turns the sign', { polarityInverted: true, faderDb: decibels(-20) }, -0.1],
    ['a fader at −∞', { faderDb: null }, 0],
    ['mute', { mute: true, trimDb: decibels(24) }, 0],
  ])('%s', (_name, change, gain) => {
    expect(trackGain(track(change))).toBeCloseTo(gain, 14)
  })
})

describe('track matrix', () => {
  it('stereo goes straight, at exactly 1', () => {
    expect(trackMatrix(track({}), STEREO.speakers, '-3')).toEqual([
      [1, 0],
      [0, 1],
    ])
  })
  it('mono is panned by the law of the session', () => {
    const mono = track({ channels: 1, pan: 0.2, faderDb: decibels(-7), polarityInverted: true })
    for (const law of LAWS) {
      const [left, right] = panGains(0.2, law)
      const gain = -dbToGain(decibels(-7))
      expect(trackMatrix(mono, STEREO.speakers, law)).toEqual([[gain * left], [gain * right]])
    }
  })
  it.each([
    ['LCR', ['L', 'R', 'C'], '1 0 .7071 / 0 1 .7071'],
    ['quad', ['L', 'R', 'Ls', 'Rs'], '1 0 .7071 0 / 0 1 0 .7071'],
    ['3/1', ['L', 'C', 'R', 'Cs'], '1 .7071 0 .5 / 0 .7071 1 .5'],
    ['3/2', ['L', 'R', 'C', 'Ls', 'Rs'], '1 0 .7071 .7071 0 / 0 1 .7071 0 .7071'],
    ['5.1', ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'], '1 0 .7071 0 .7071 0 / 0 1 .7071 0 0 .7071'],
    ['5.1, film order', ['L', 'C', 'R', 'Ls', 'Rs', 'LFE'], '1 .7071 0 .7071 0 0 / 0 .7071 1 0 .7071 0'],
    ['a channel that is not heard', ['L', null, 'R'], '1 0 0 / 0 0 1'],
  ] as const)('folds %s to stereo as ITU-R BS.775-4, annex 4, table 2 has it', (_name, speakers, table) => {
    const expected = table.split('/').map((row) => row.trim().split(' ').map(Number))
    const matrix = trackMatrix(track({ speakers }), STEREO.speakers, '-3')
    expect(matrix.map((row) => row.map((gain) => Number(gain.toFixed(4))))).toEqual(expected)
  })
  it('balances a fold-down', () => {
    const speakers = ['L', 'R', 'C'] as const
    const matrix = trackMatrix(track({ speakers, pan: 0.5 }), STEREO.speakers, '-3')
    expect(matrix).toEqual([
      [0.5, 0, Math.SQRT1_2 / 2],
      [0, 1, Math.SQRT1_2],
    ])
  })
  it('equal layouts pass channel by channel, whatever the pan', () => {
    const surround = track({ channels: 6, pan: 0.7, faderDb: decibels(-20) })
    const matrix = trackMatrix(surround, SURROUND_5_1.speakers, '-3')
    matrix.forEach((row, out) => {
      row.forEach((gain, input) => {
        expect(gain).toBeCloseTo(out === input ? 0.1 : 0, 14)
      })
    })
  })
  it('has no answer for what is not defined yet', () => {
    expect(() => trackMatrix(track({ channels: 8 }), SURROUND_5_1.speakers, '-3')).toThrow(RangeError)
  })
})
