import { describe, expect, it } from 'vitest'
import { DEFAULT_EXPORT_SETTINGS, withSpec } from '../exportSettings.ts'
import { NAME_PRESETS } from '../fileNameTemplate.ts'
import { COMMON, levelText, SPEC_FIELDS, targetText } from './deliverySpec.ts'
import { DELIVERY_SPECS, deliverySpec } from './registry.ts'
import { readSpec, specDocument } from './specDocument.ts'

describe.each(DELIVERY_SPECS.map((spec) => [spec.name, spec] as const))('%s', (_name, spec) => {
  it('is a file that is read as it was written', () => {
    expect(readSpec(specDocument(spec), 'spec.json')).toEqual({ ok: true, value: spec })
  })

  it('says where its figures are from, and is uncertain when it cannot say of when', () => {
    expect(spec.source).not.toBe('')
    if (spec.sourceDate === null && spec.id !== 'custom') expect(spec.uncertain).toContain('sourceDate')
  })

  it('has a ceiling, and names of a preset that there is', () => {
    expect(spec.truePeakDbtp).toBeLessThanOrEqual(0)
    expect(NAME_PRESETS.map(({ id }) => id)).toContain(spec.naming)
    expect(spec.formats).toContain(withSpec(DEFAULT_EXPORT_SETTINGS, spec, { sampleRate: 48_000 }).format)
  })
})

describe('the specs', () => {
  it('have ids of their own, and the figures of their sources', () => {
    expect(new Set(DELIVERY_SPECS.map(({ id }) => id)).size).toBe(DELIVERY_SPECS.length)
    const figures = DELIVERY_SPECS.map((spec) => [spec.id, targetText(spec), spec.truePeakDbtp])
    expect(figures).toEqual([
      ['netflix', '−27 LUFS ±2, dialogue', -2],
      ['amazon', '−27 LUFS ±2, dialogue', -2],
      ['ebu-r128', '−23 LUFS ±0.2', -1],
      ['ebu-r128-s4', '−23 LUFS ±0.2', -1],
      ['atsc-a85', '−24 LUFS ±2, dialogue', -2],
      ['uk-dpp', '−23 LUFS ±0.2', -3],
      ['op-59', '−24 LUFS ±1', -2],
      ['aes-td1008', '−18 LUFS ±1', -1],
      ['youtube', '−14 LUFS ±1', -1],
      ['podcast', '−16 LUFS ±1', -1],
      ['theatrical', 'no loudness target', 0],
      ['custom', '−23 LUFS ±1', -1],
    ])
    expect(deliverySpec('nobody')).toBeUndefined()
  })

  it('can be uncertain in any field that is not a name or a remark', () => {
    const all = Object.keys({ ...COMMON, source: '', sourceDate: '' })
    expect([...SPEC_FIELDS].toSorted()).toEqual(
      all.filter((f) => f !== 'note' && f !== 'uncertain').toSorted(),
    )
  })

  it('write an uneven tolerance on both sides', () => {
    const spec = { ...DELIVERY_SPECS[2], belowLu: 2, aboveLu: 1 } as (typeof DELIVERY_SPECS)[number]
    expect(targetText(spec)).toBe('−23 LUFS +1 −2')
  })

  it('write a level as exactly as it is asked for', () => {
    expect([-2, -1.5, 0].map(levelText)).toEqual(['−2', '−1.5', '0'])
  })
})
