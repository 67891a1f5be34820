import { describe, expect, it } from 'vitest'
import { deliverable } from '../domain/deliverables/registry.ts'
import { decibels } from '../domain/units.ts'
import { firstDifference } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import {
  deliver,
  floatsOf,
  matrixProgramme,
  oddSession,
  pcmNamed,
  row,
  span,
  withRows,
} from '../testing/matrixFixture.ts'

const module = kernelModule()

const STEM_FILES = ['dialogue', 'effects', 'music', 'narration', 'optional']

describe('the sum law', () => {
  const all = ['composite', 'me', ...STEM_FILES]

  it.each([0, -3.7, 2.2])('is exact in 32-bit float at any levels, with %d dB on all', async (gain) => {
    const order = { master: { gainDb: decibels(gain) } }
    const { files, report } = await deliver(module, withRows(oddSession, all), 'wav32f', order)
    expect(report.residuals[0]).toEqual({
      name: 'composite − its stems',
      dbfs: null,
      format: 'wav32f',
      of: 'files',
      limitDbfs: null,
      verdict: 'pass',
    })
    const composite = floatsOf(pcmNamed(files, 'reel_composite.wav'))
    const stems = STEM_FILES.map((id) => floatsOf(pcmNamed(files, `reel_${deliverable(id).code}.wav`)))
    const sum = composite.map((_, n) => stems.reduce((total, stem) => total + (stem[n] ?? 0), 0))
    expect(firstDifference(composite, sum)).toBe(-1)
    expect(composite.some((value) => value !== 0)).toBe(true)
    expect(report.settings.masterGainDb).toBe(gain)
  })

  it.each(['wav24', 'wav16'] as const)('in %s is what the written files leave', async (format) => {
    const { files, report } = await deliver(module, withRows(oddSession, all), format)
    const bytes = format === 'wav24' ? 3 : 2
    const read = (code: string): number[] => {
      const pcm = pcmNamed(files, `reel_${code}.wav`)
      return Array.from({ length: pcm.length / bytes }, (_, n) => pcm.readIntLE(n * bytes, bytes))
    }
    const composite = read('composite')
    const parts = STEM_FILES.map((id) => read(deliverable(id).code))
    const left = composite.map((value, n) => value - parts.reduce((sum, part) => sum + (part[n] ?? 0), 0))
    const peak = Math.max(...left.map(Math.abs))
    expect(peak).toBeGreaterThan(0)
    expect(report.residuals).toMatchObject([{ verdict: 'pass' }, { verdict: 'pass' }])
    if (format === 'wav24') expect(20 * Math.log10(peak / 2 ** 23)).toBeLessThan(-130)
    expect(report.residuals[0]?.dbfs).toBeCloseTo(20 * Math.log10(peak / 2 ** (8 * bytes - 1)), 9)
  })

  it.each(['wav24', 'wav32f'] as const)(
    'in %s is the same for stems that are not written',
    async (format) => {
      const { report } = await deliver(module, withRows(oddSession, all), format)
      const alone = await deliver(module, withRows(oddSession, ['composite']), format)
      expect(alone.report.residuals).toEqual(report.residuals)
    },
  )

  it('finds a file that is not what it should be: another range is not taken for the whole', async () => {
    const deliverables = [
      row('composite'),
      row('me', { ...span(0, 100) }),
      row('dialogue', { format: 'wav16' }),
    ]
    const { report } = await deliver(module, { ...matrixProgramme.session, deliverables }, 'wav24')
    expect(report.residuals.map(({ dbfs }) => dbfs)).toEqual([null, null])
  })
})
