import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatDb,
  formatDuration,
  formatPan,
  formatSignedDb,
  parseDb,
  parsePan,
  plural,
} from './format.ts'

describe('levels', () => {
  it.each([
    [-2.44, '\u22122.4'],
    [0, '0.0'],
    [-0.04, '0.0'],
    [3.25, '3.3'],
    [null, '\u2212\u221e'],
    [Number.NEGATIVE_INFINITY, '\u2212\u221e'],
  ])('writes %s as %s', (db, text) => {
    expect(formatDb(db)).toBe(text)
  })

  it('has a plus sign only where asked, and never on zero', () => {
    expect(formatDb(1.5)).toBe('1.5')
    expect(formatSignedDb(1.5)).toBe('+1.5')
    expect(formatSignedDb(0.04)).toBe('0.0')
    expect(formatSignedDb(-2)).toBe('\u22122.0')
  })

  it.each([
    ['-3', -3],
    ['\u22123,5 dB', -3.5],
    ['+.5', 0.5],
    ['-inf', null],
    ['\u2212\u221e', null],
    ['off', null],
  ])('reads %s', (text, db) => {
    expect(parseDb(text)).toBe(db)
  })

  it.each(['', '-', 'loud', '1.2.3', '1e3', '--3'])('refuses %j', (text) => {
    expect(parseDb(text)).toBeUndefined()
  })

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 120 }), (tenths) => {
        expect(parseDb(formatDb(tenths / 10))).toBeCloseTo(tenths / 10, 9)
        expect(parseDb(formatSignedDb(tenths / 10))).toBeCloseTo(tenths / 10, 9)
      }),
    )
  })
})

describe('pan', () => {
  it.each([
    [0, 'C'],
    [-0.25, 'L25'],
    [1, 'R100'],
    [0.004, 'C'],
  ])('writes %s as %s', (pan, text) => {
    expect(formatPan(pan)).toBe(text)
  })

  it.each([
    ['c', 0],
    ['L25', -0.25],
    ['25r', 0.25],
    ['-40', -0.4],
    ['0', 0],
  ])('reads %s', (text, pan) => {
    expect(parsePan(text)).toBe(pan)
  })

  it.each(['', 'L', 'L101', 'L25R', 'middle'])('refuses %j', (text) => {
    expect(parsePan(text)).toBeUndefined()
  })
})

it.each([
  [0, '0:00'],
  [45.9, '0:45'],
  [134, '2:14'],
  [3734, '1:02:14'],
])('%s seconds last %s', (seconds, text) => {
  expect(formatDuration(seconds * 48_000, 48_000)).toBe(text)
})

it.each([
  [980, '980 B'],
  [12_960_044, '13.0 MB'],
  [8_300_000_000, '8.30 GB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

it('counts in words', () => {
  expect([plural(0, 'file'), plural(1, 'file'), plural(2, 'mismatch', 'mismatches')]).toEqual([
    '0 files',
    '1 file',
    '2 mismatches',
  ])
})
