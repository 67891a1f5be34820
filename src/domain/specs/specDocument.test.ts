import { describe, expect, it } from 'vitest'
import { errorText } from '../errors.ts'
import { netflix } from './netflix.ts'
import { readSpec, SPEC_FILE_LIMIT, specDocument } from './specDocument.ts'

const file: Readonly<Record<string, unknown>> = JSON.parse(specDocument(netflix))

describe('readSpec', () => {
  it.each([
    ['targetLufs', { targetLufs: 'loud' }],
    ['targetLufs', { targetLufs: 3 }],
    ['belowLu', { belowLu: null }],
    ['belowLu', { belowLu: -1 }],
    ['truePeakDbtp', { truePeakDbtp: 1 }],
    ['gate', { gate: 'speech' }],
    ['littleDialogue', { littleDialogue: 15 }],
    ['littleDialogue.share', { littleDialogue: { share: 2, targetLufs: -24, belowLu: 2, aboveLu: 2 } }],
    ['sampleRates', { sampleRates: [] }],
    ['sampleRates.0', { sampleRates: [44_150] }],
    ['sampleRates', { sampleRates: 48_000 }],
    ['formats.1', { formats: ['wav24', 'wav12'] }],
    ['layouts', { layouts: { 0: 'stereo' } }],
    ['surroundOrder', { surroundOrder: ['L', 'R'] }],
    ['surroundOrder', { surroundOrder: ['L', 'L', 'C', 'LFE', 'Ls', 'Rs'] }],
    ['split', { split: 'yes' }],
    ['naming', { naming: '../x' }],
    ['filledEffects', { filledEffects: 'yes' }],
    ['sourceDate', { sourceDate: 'last year' }],
    ['uncertain.0', { uncertain: ['name'] }],
    ['id', { id: 'A spec' }],
    ['name', { name: '' }],
    ['version', { version: 2 }],
    ['format', { format: 'dubstage-session' }],
    ['minLoudnessRangeLu', { minLoudnessRangeLu: 20 }],
    ['the file', { targetLkfs: -24 }],
  ])('refuses a wrong %s by its name: %j', (field, change) => {
    const read = readSpec(JSON.stringify({ ...file, ...change }), 'mine.json')
    expect(read).toMatchObject({ ok: false, error: { code: 'spec/invalid', file: 'mine.json' } })
    if (!read.ok) expect(errorText(read.error)).toContain(`“mine.json” is not a delivery spec: ${field}`)
  })

  const { filledEffects: _later, ...before } = file
  it.each(Object.keys(before))('refuses a file without %s', (field) => {
    const { [field]: _, ...rest } = file
    expect(readSpec(JSON.stringify(rest), 'mine.json')).toMatchObject({ ok: false })
  })

  it('takes a file that says nothing of filled effects for one that does not ask for them', () => {
    const value = { ...netflix, filledEffects: false }
    expect(readSpec(JSON.stringify(before), 'mine.json')).toEqual({ ok: true, value })
  })

  it.each(['', '{', '[]', 'null', '7', `"${'x'.repeat(SPEC_FILE_LIMIT)}"`])(
    'refuses what is no spec at all',
    (text) => {
      expect(readSpec(text, 'mine.json')).toMatchObject({ ok: false, error: { code: 'spec/invalid' } })
    },
  )

  it('takes a file with a byte order mark', () => {
    expect(readSpec(`\uFEFF${specDocument(netflix)}`, 'mine.json')).toEqual({ ok: true, value: netflix })
  })
})
