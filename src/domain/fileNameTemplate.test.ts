import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  depthField,
  fileNameOf,
  fpsField,
  layoutField,
  NAME_FIELDS,
  NAME_PRESETS,
  type NameValues,
  rateField,
  unknownFields,
} from './fileNameTemplate.ts'
import { MONO, STEREO, SURROUND_5_1 } from './layout.ts'
import { safeFileName, utf8Bytes } from './safeFileName.ts'
import { FRAME_RATES } from './timecode.ts'

const values: NameValues = {
  title: 'chefs_table',
  reel: 's02e02',
  version: 'v03',
  type: 'FXSTEM',
  layout: '6ch',
  rate: '48k',
  depth: '24b',
  fps: '23976',
}
const whole = '{title}_{reel}_{version}_{type}_{layout}_{rate}_{depth}_{fps}'

describe('a name by template', () => {
  it('is what the distributor prints', () => {
    expect(fileNameOf(whole, values)).toBe('chefs_table_s02e02_v03_FXSTEM_6ch_48k_24b_23976')
  })

  it.each([
    [whole, { reel: '', version: '' }, 'chefs_table_FXSTEM_6ch_48k_24b_23976'],
    ['{reel}_{title}', { reel: '' }, 'chefs_table'],
    ['{reel}-{version}_{title}.{type}', { reel: '', version: '' }, 'chefs_table.FXSTEM'],
    ['Mix {version} of {title}', { version: '' }, 'Mix_of_chefs_table'],
    ['{title}', { title: '../../{type}' }, 'type}'.replace('type}', '{type}')],
    ['plain', {}, 'plain'],
    ['{type}', { type: '' }, 'untitled'],
    ['a/{type}\\b:{rate}', {}, 'a_FXSTEM_b_48k'],
  ])('%s with %j is %s', (template, change, name) => {
    expect(fileNameOf(template, { ...values, ...change })).toBe(name)
  })

  it('keeps what tells files apart when the title is 300 bytes long', () => {
    for (const title of ['x'.repeat(300), '漢'.repeat(100), '🎬'.repeat(75)]) {
      const names = ['PM', 'ME'].map((type) => fileNameOf(whole, { ...values, title, type }))
      expect(names[0]).toMatch(/_s02e02_v03_PM_6ch_48k_24b_23976$/)
      expect(names[1]).toMatch(/_s02e02_v03_ME_6ch_48k_24b_23976$/)
      for (const name of names) expect(utf8Bytes(name)).toBeLessThanOrEqual(220)
    }
  })

  it('is safe whatever it is made of', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 })
    const record = fc.record(Object.fromEntries(NAME_FIELDS.map((field) => [field, text])))
    fc.assert(
      fc.property(text, fc.shuffledSubarray([...NAME_FIELDS]), record, (literal, fields, drawn) => {
        const template = fields.map((field) => `${literal}{${field}}`).join('_')
        const name = fileNameOf(template, { ...values, ...drawn })
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(221)
        expect(safeFileName(name, { bytes: 221, characters: 221 })).toBe(name)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the fields', () => {
  it('are as delivery names have them', () => {
    expect([MONO, STEREO, SURROUND_5_1].map(layoutField)).toEqual(['1ch', '2ch', '6ch'])
    expect([44_100, 48_000, 88_200, 96_000].map(rateField)).toEqual(['441k', '48k', '882k', '96k'])
    expect([depthField(24, false), depthField(32, true)]).toEqual(['24b', '32f'])
    expect(FRAME_RATES.map((rate) => fpsField(rate)).join(' ')).toBe(
      '23976 24 25 2997 2997df 30 48 50 5994 5994df 60',
    )
    expect(FRAME_RATES.map((rate) => fpsField(rate, false)).slice(0, 6)).toEqual([
      '23976',
      '24',
      '25',
      '2997',
      '2997',
      '30',
    ])
  })

  it('that there are not are named', () => {
    expect(unknownFields('{title}_{typ}_{}_{Reel}')).toEqual(['typ', '', 'Reel'])
    expect(NAME_PRESETS.flatMap(({ template }) => unknownFields(template))).toEqual([])
  })
})
