import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { type Deliverable, deliverableOf } from '../domain/deliverables/deliverable.ts'
import { DELIVERABLES, deliverable } from '../domain/deliverables/registry.ts'
import type { BounceReport, DeliveryFormat, DeliveryOrder } from '../domain/delivery.ts'
import type { Session } from '../domain/session.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import { decibels, samplePosition } from '../domain/units.ts'
import { bounceToMemory, firstDifference, pcmOf, programmeOf, samples24 } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'

// A machine that is busy with other things is no failure.
vi.setConfig({ testTimeout: 60_000 })

const module = kernelModule()
const FULL = 2 ** 23
const whole = (signal: Float64Array): Float64Array => signal.map((value) => Math.round(value * FULL) / FULL)
const LENGTH = 6007
const base = await programmeOf(
  STEMS.map(({ id }, n) => ({
    stem: id,
    samples: [whole(noise(LENGTH, 2 * n + 1, 0.12)), whole(noise(LENGTH, 2 * n + 2, 0.12))],
  })),
)
const odd: Session = {
  ...base.session,
  tracks: base.session.tracks.map((track, n) => ({
    ...track,
    faderDb: decibels(-1.3 - n / 7),
    pan: 0.1 * n,
  })),
}
const row = (id: string, change: Partial<Deliverable> = {}): Deliverable => ({
  ...deliverableOf(deliverable(id)),
  included: true,
  ...change,
})
const span = (from: number, to: number): Partial<Deliverable> => ({
  range: { kind: 'span', from: samplePosition(from), to: samplePosition(to) },
})

async function deliver(
  session: Session,
  format: DeliveryFormat,
  order: Partial<DeliveryOrder> = {},
): Promise<{ report: BounceReport; files: ReadonlyMap<string, Buffer> }> {
  const asked: DeliveryOrder = { name: 'reel', format, ...order }
  const { result, files } = await bounceToMemory(module, { ...base, session }, format, { order: asked })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  const names = result.value.deliverables.flatMap((one) => one.files.map(({ file }) => file))
  return { report: result.value, files: new Map(names.map((name, n) => [name, files[n] ?? Buffer.of()])) }
}
const fileOf = (files: ReadonlyMap<string, Buffer>, name: string): Buffer => {
  const found = files.get(name)
  if (!found) throw new Error(`no ${name} among ${[...files.keys()].join()}`)
  return pcmOf(found)
}
const floats = (pcm: Buffer): Float32Array =>
  Float32Array.from({ length: pcm.length / 4 }, (_, n) => pcm.readFloatLE(n * 4))
const included = (session: Session, ids: readonly string[]): Session => ({
  ...session,
  deliverables: ids.map((id) => row(id)),
})
const STEM_FILES: Readonly<Record<string, StemId>> = {
  dialogue: 'dialogue',
  effects: 'effects',
  music: 'music',
  narration: 'narration',
  optional: 'optional',
}

describe('one pass', () => {
  it('makes all that is ready-made, each of its own stems', async () => {
    const ids = DELIVERABLES.filter(({ needs }) => !needs).map(({ id }) => id)
    const { files, report } = await deliver(included(base.session, ids), 'wav24')
    expect(report.deliverables.map(({ id }) => id)).toEqual(ids)
    const only = new Map<StemId, readonly Int32Array[]>()
    for (const stem of STEMS) {
      const alone = { ...base.session, deliverables: [row('composite', { stems: [stem.id] })] }
      only.set(stem.id, samples24(fileOf((await deliver(alone, 'wav24')).files, 'reel_composite.wav')))
    }
    for (const { id, code, stems, layout } of DELIVERABLES.filter((spec) => ids.includes(spec.id))) {
      if (layout === 'mono') continue
      samples24(fileOf(files, `reel_${code}.wav`)).forEach((channel, c) => {
        const sum = channel.map((_, n) =>
          stems.reduce((all, stem) => all + (only.get(stem)?.[c]?.[n] ?? 0), 0),
        )
        expect(firstDifference(channel, sum), id).toBe(-1)
      })
    }
  })

  it('folds to mono at −3 dB, and gives each channel a file of its own', async () => {
    const session = {
      ...base.session,
      deliverables: [row('music', { split: true }), row('music-album', { layout: 'mono', format: 'wav32f' })],
    }
    const { files, report } = await deliver(session, 'wav24')
    expect([...files.keys()]).toEqual(['reel_mx.L.wav', 'reel_mx.R.wav', 'reel_album.wav'])
    const [left] = samples24(fileOf(files, 'reel_mx.L.wav'), 1)
    const [right] = samples24(fileOf(files, 'reel_mx.R.wav'), 1)
    const mono = floats(fileOf(files, 'reel_album.wav'))
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
    const plain = await deliver(included(odd, ['composite', 'me']), 'wav24')
    const all = {
      composite: samples24(fileOf(plain.files, 'reel_composite.wav')),
      me: samples24(fileOf(plain.files, 'reel_me.wav')),
    }
    const place = fc.tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: LENGTH }))
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 5 }), async (places) => {
        const deliverables = places.map(([from, length], n) => {
          const id = n % 2 === 0 ? 'composite' : 'me'
          const to = Math.min(LENGTH, from + length)
          return row(id, { id: `${n}`, code: `${id}${n}`, ...span(from, to) })
        })
        const { files, report } = await deliver({ ...odd, deliverables }, 'wav24')
        for (const [n, { code, range }] of deliverables.entries()) {
          if (range.kind !== 'span') continue
          const cut = all[n % 2 === 0 ? 'composite' : 'me'].map((c) => c.subarray(range.from, range.to))
          samples24(fileOf(files, `reel_${code}.wav`)).forEach((channel, c) => {
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
    const { files, report } = await deliver({ ...odd, deliverables }, 'wav24')
    expect(files.size).toBe(800)
    expect(report.deliverables.every(({ samples }) => samples === 22)).toBe(true)
  })

  it('has the report list every file with what it was made of', async () => {
    const session = { ...base.session, deliverables: [row('guide'), row('me', { split: true })] }
    const { report } = await deliver(session, 'wav16')
    expect(report.deliverables.map(({ id, stems, files }) => [id, stems, files.length])).toEqual([
      ['guide', ['dialogue', 'narration'], 1],
      ['me', ['effects', 'fill', 'music'], 2],
    ])
    for (const { files } of report.deliverables)
      for (const { sha256 } of files) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(report.residuals).toEqual([])
  })
})

describe('the sum law', () => {
  const all = ['composite', 'me', ...Object.keys(STEM_FILES)]

  it.each([0, -3.7, 2.2])('is exact in 32-bit float at any levels, with %d dB on all', async (gain) => {
    const order = { master: { gainDb: decibels(gain) } }
    const { files, report } = await deliver(included(odd, all), 'wav32f', order)
    expect(report.residuals[0]).toEqual({ name: 'composite − its stems', dbfs: null, format: 'wav32f' })
    const composite = floats(fileOf(files, 'reel_composite.wav'))
    const stems = Object.keys(STEM_FILES).map((id) =>
      floats(fileOf(files, `reel_${deliverable(id).code}.wav`)),
    )
    const sum = composite.map((_, n) => stems.reduce((total, stem) => total + (stem[n] ?? 0), 0))
    expect(firstDifference(composite, sum)).toBe(-1)
    expect(composite.some((value) => value !== 0)).toBe(true)
    expect(report.settings.masterGainDb).toBe(gain)
  })

  it.each(['wav24', 'wav16'] as const)('in %s is what the written files leave', async (format) => {
    const { files, report } = await deliver(included(odd, all), format)
    const bytes = format === 'wav24' ? 3 : 2
    const read = (code: string): number[] => {
      const pcm = fileOf(files, `reel_${code}.wav`)
      return Array.from({ length: pcm.length / bytes }, (_, n) => pcm.readIntLE(n * bytes, bytes))
    }
    const composite = read('composite')
    const parts = Object.keys(STEM_FILES).map((id) => read(deliverable(id).code))
    const left = composite.map((value, n) => value - parts.reduce((sum, part) => sum + (part[n] ?? 0), 0))
    const peak = Math.max(...left.map(Math.abs))
    expect(peak).toBeGreaterThan(0)
    expect(report.residuals[0]?.dbfs).toBeCloseTo(20 * Math.log10(peak / 2 ** (8 * bytes - 1)), 9)
  })

  it('finds a file that is not what it should be: another range is not taken for the whole', async () => {
    const deliverables = [
      row('composite'),
      row('me', { ...span(0, 100) }),
      row('dialogue', { format: 'wav16' }),
    ]
    const { report } = await deliver({ ...base.session, deliverables }, 'wav24')
    expect(report.residuals.map(({ dbfs }) => dbfs)).toEqual([null, null])
  })
})

describe('pops', () => {
  const pops = { twoPop: true, tailPop: true, measure: 'programme' } as const

  it('stand around the programme in every file of the film, in all channels, and are not measured', async () => {
    const session = { ...odd, deliverables: [row('composite'), row('guide'), row('me', span(0, 50))] }
    const plain = await deliver(session, 'wav24')
    const { files, report } = await deliver(session, 'wav24', { pops })
    const length = LENGTH + 96_000
    // The last frame is the fourth, its first sample 6000: the tail pop is on the 52nd.
    const end = 2000 * 52
    expect(report.deliverables.map(({ from, samples }) => [from, samples])).toEqual([
      [-96_000, 96_000 + end],
      [-96_000, 96_000 + end],
      [0, 50],
    ])
    const pop = Int32Array.from({ length: 2000 }, (_, n) =>
      Math.round(0.1 * Math.sin((2 * Math.PI * 1000 * n) / 48_000) * FULL),
    )
    for (const [name, channels] of [
      ['reel_composite.wav', 2],
      ['reel_guide.wav', 1],
    ] as const) {
      const before = samples24(fileOf(plain.files, name), channels)
      samples24(fileOf(files, name), channels).forEach((channel, c) => {
        expect(firstDifference(channel.subarray(0, 2000), pop)).toBe(-1)
        expect(channel.subarray(2000, 96_000).every((value) => value === 0)).toBe(true)
        expect(firstDifference(channel.subarray(96_000, length), before[c])).toBe(-1)
        expect(firstDifference(channel.subarray(96_000 + end - 2000), pop)).toBe(-1)
      })
    }
    const figures = ({ deliverables }: BounceReport) =>
      deliverables.map(({ maxSamplePeakDbfs, maxTruePeakDbtp }) => [maxSamplePeakDbfs, maxTruePeakDbtp])
    expect(figures(report).map(([peak]) => peak)).toEqual(figures(plain.report).map(([peak]) => peak))
    expect(report.residuals.map(({ dbfs }) => (dbfs ?? -200) < -125)).toEqual([true, true])
  })

  it('are measured with the file where that is asked for', async () => {
    const quiet = {
      ...base.session,
      deliverables: [row('composite')],
      stems: Object.fromEntries(
        STEMS.map(({ id }) => [id, { faderDb: null, mute: false }]),
      ) as Session['stems'],
    }
    const { report } = await deliver(quiet, 'wav24', { pops: { ...pops, measure: 'file' } })
    expect(report.deliverables[0]?.maxSamplePeakDbfs).toBeCloseTo(-20, 4)
    const programme = await deliver(quiet, 'wav24', { pops })
    expect(programme.report.deliverables[0]?.maxSamplePeakDbfs).toBeNull()
  })
})

describe('progress', () => {
  it('is told for every deliverable', async () => {
    const told: (readonly number[])[] = []
    const session = { ...odd, deliverables: [row('composite'), row('me', span(0, 100))] }
    await bounceToMemory(module, { ...base, session }, 'wav24', {
      onProgress: ({ parts }) => told.push(parts),
    })
    expect(told.at(-1)).toEqual([1, 1])
  })
})
