import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DELIVERABLES } from '../domain/deliverables/registry.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import { bounceToMemory, firstDifference, samples24 } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import {
  deliver,
  floatsOf,
  LENGTH,
  matrixProgramme,
  oddSession,
  pcmNamed,
  row,
  span,
  withRows,
} from '../testing/matrixFixture.ts'

const module = kernelModule()
const FULL = 2 ** 23

describe('one pass', () => {
  it('makes all that is ready-made, each of its own stems', async () => {
    const ids = DELIVERABLES.filter(({ needs }) => !needs).map(({ id }) => id)
    const { files, report } = await deliver(module, withRows(matrixProgramme.session, ids), 'wav24')
    expect(report.deliverables.map(({ id }) => id)).toEqual(ids)
    const only = new Map<StemId, readonly Int32Array[]>()
    for (const stem of STEMS) {
      const alone = { ...matrixProgramme.session, deliverables: [row('composite', { stems: [stem.id] })] }
      only.set(
        stem.id,
        samples24(pcmNamed((await deliver(module, alone, 'wav24')).files, 'reel_composite.wav')),
      )
    }
    for (const { id, code, stems, layout } of DELIVERABLES.filter((spec) => ids.includes(spec.id))) {
      if (layout === 'mono') continue
      samples24(pcmNamed(files, `reel_${code}.wav`)).forEach((channel, c) => {
        const sum = channel.map((_, n) =>
          stems.reduce((all, stem) => all + (only.get(stem)?.[c]?.[n] ?? 0), 0),
        )
        expect(firstDifference(channel, sum), id).toBe(-1)
      })
    }
  })

  it('folds to mono at −3 dB, and gives each channel a file of its own', async () => {
    const session = {
      ...matrixProgramme.session,
      deliverables: [row('music', { split: true }), row('music-album', { layout: 'mono', format: 'wav32f' })],
    }
    const { files, report } = await deliver(module, session, 'wav24')
    expect([...files.keys()]).toEqual(['reel_mx.L.wav', 'reel_mx.R.wav', 'reel_album.wav'])
    const [left] = samples24(pcmNamed(files, 'reel_mx.L.wav'), 1)
    const [right] = samples24(pcmNamed(files, 'reel_mx.R.wav'), 1)
    const mono = floatsOf(pcmNamed(files, 'reel_album.wav'))
    const expected = Float32Array.from({ length: LENGTH }, (_, n) => {
      const l = (left?.[n] ?? 0) / FULL
      return l * Math.SQRT1_2 + ((right?.[n] ?? 0) / FULL) * Math.SQRT1_2
    })
    expect(firstDifference(mono, expected)).toBe(-1)
    expect(report.deliverables[0]?.files.map(({ speakers, channels }) => [speakers, channels])).toEqual([
      ['L', 1],
      ['R', 1],
    ])
    expect(report.deliverables[1]).toMatchObject({
      layout: 'Mono',
      channels: 1,
      format: 'wav32f',
      bitDepth: 32,
    })
  })

  it('cuts ranges to the sample, whatever else is made, and measures no more than them', async () => {
    const plain = await deliver(module, withRows(oddSession, ['composite', 'me']), 'wav24')
    const all = {
      composite: samples24(pcmNamed(plain.files, 'reel_composite.wav')),
      me: samples24(pcmNamed(plain.files, 'reel_me.wav')),
    }
    const place = fc.tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: LENGTH }))
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 5 }), async (places) => {
        const deliverables = places.map(([from, length], n) => {
          const id = n % 2 === 0 ? 'composite' : 'me'
          const to = Math.min(LENGTH, from + length)
          return row(id, { id: `${n}`, code: `${id}${n}`, ...span(from, to) })
        })
        const { files, report } = await deliver(module, { ...oddSession, deliverables }, 'wav24')
        for (const [n, { code, range }] of deliverables.entries()) {
          if (range.kind !== 'span') continue
          const cut = all[n % 2 === 0 ? 'composite' : 'me'].map((c) => c.subarray(range.from, range.to))
          samples24(pcmNamed(files, `reel_${code}.wav`)).forEach((channel, c) => {
            expect(firstDifference(channel, cut[c])).toBe(-1)
          })
          const peak = Math.max(...cut.flatMap((channel) => [...channel].map(Math.abs)))
          expect(report.deliverables[n]).toMatchObject({ from: range.from, samples: range.to - range.from })
          expect(report.deliverables[n]?.maxSamplePeakDbfs).toBeCloseTo(20 * Math.log10(peak / FULL), 9)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('takes 400 deliverables', async () => {
    const deliverables = Array.from({ length: 400 }, (_, n) =>
      row('composite', { id: `${n}`, code: `part${n}`, split: true, ...span(n * 15, n * 15 + 22) }),
    )
    const { files, report } = await deliver(module, { ...oddSession, deliverables }, 'wav24')
    expect(files.size).toBe(800)
    expect(report.deliverables.every(({ samples }) => samples === 22)).toBe(true)
  })

  it('has the report list every file with what it was made of', async () => {
    const session = { ...matrixProgramme.session, deliverables: [row('guide'), row('me', { split: true })] }
    const { report } = await deliver(module, session, 'wav16')
    expect(report.deliverables.map(({ id, stems, files }) => [id, stems, files.length])).toEqual([
      ['guide', ['dialogue', 'narration'], 1],
      ['me', ['effects', 'fill', 'music'], 2],
    ])
    for (const { files } of report.deliverables)
      for (const { sha256 } of files) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(report.residuals).toEqual([])
  })
})

describe('progress', () => {
  it('is told for every deliverable', async () => {
    const told: (readonly number[])[] = []
    const session = { ...oddSession, deliverables: [row('composite'), row('me', span(0, 100))] }
    await bounceToMemory(module, { ...matrixProgramme, session }, 'wav24', {
      onProgress: ({ parts }) => told.push(parts),
    })
    expect(told.at(-1)).toEqual([1, 1])
  })
})
