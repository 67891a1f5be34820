import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryFacts, MEASURED } from '../../testing/deliveryFixture.ts'
import { asciiText } from './asciiText.ts'
import { bextChunk, loudnessField } from './bextChunk.ts'

describe('loudness in hundredths', () => {
  // The examples of EBU Tech 3285 version 2, § 2.4.
  it.each([
    [-22.644, -2264],
    [-22.645, -2265],
    [-22.646, -2265],
    [12.764, 1276],
    [12.765, 1277],
    [12.766, 1277],
    [0, 0],
    [-99.99, -9999],
    [99.99, 9999],
    [-100, 0x7fff],
    [99.996, 0x7fff],
    [null, 0x7fff],
    [Number.NEGATIVE_INFINITY, 0x7fff],
  ])('%d is %d', (value, field) => {
    expect(loudnessField(value) + 0).toBe(field)
  })
})

describe('the length of the chunk', () => {
  const nothing = {
    integratedLufs: null,
    loudnessRangeLu: null,
    maxTruePeakDbtp: null,
    maxMomentaryLufs: null,
    maxShortTermLufs: null,
  }

  it('is even and does not depend on what was measured, whatever the texts', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ maxLength: 80 }),
        (title, by) => {
          const facts = deliveryFacts({ title, originator: by, processing: [by] })
          const measured = bextChunk(facts, MEASURED)
          expect(measured.length % 2).toBe(0)
          expect(bextChunk(facts, nothing).length).toBe(measured.length)
          expect(new DataView(measured.buffer).getUint32(4, true)).toBeLessThanOrEqual(measured.length - 8)
        },
      ),
    )
  })

  it('the history is one line that ends in CR LF', () => {
    const facts = deliveryFacts({ kind: 'int16', processing: ['TPDF dither', 'a, b'] })
    const text = Buffer.from(bextChunk(facts, MEASURED)).toString('latin1', 8 + 602)
    expect(text.replace(/\0$/, '')).toBe('A=PCM,F=48000,W=16,M=stereo,T=Dubstage; TPDF dither; a  b\r\n')
  })
})

describe('ASCII text', () => {
  it('is ASCII without control characters, and leaves such text alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(asciiText(text)).toMatch(/^[\x20-\x7e]*$/)
        if (/^[\x20-\x7e]*$/.test(text)) expect(asciiText(text)).toBe(text)
      }),
    )
  })

  it.each([
    ['Ärger, Œuvre, Łódź, Þór', 'Arger, OEuvre, Lodz, Thor'],
    ['“Quotes” – and … it’s', '"Quotes" - and ... it\'s'],
    ['„Rolle“, ‚eins‘, ‹zwei›', "\"Rolle\", 'eins', 'zwei'"],
    ['夜の音', '???'],
    ['a\nb', 'a b'],
    ['½', '1?2'],
  ])('%s', (text, ascii) => {
    expect(asciiText(text)).toBe(ascii)
  })
})
