import { describe, expect, it } from 'vitest'
import type { Deliverable } from '../domain/deliverables/deliverable.ts'
import type { DeliveryOrder } from '../domain/delivery.ts'
import type { DeliveryFormat } from '../domain/deliveryFormat.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import { markersOfFile } from '../domain/fileMarkers.ts'
import type { PopsOrder } from '../domain/pops.ts'
import type { Session } from '../domain/session.ts'
import { custom } from '../domain/specs/custom.ts'
import { FRAME_RATES, parseTimecode } from '../domain/timecode.ts'
import { decibels, frames, samples } from '../domain/units.ts'
import { err, ok } from '../lib/result.ts'
import {
  bounceToMemory,
  firstDifference,
  type Programme,
  pcmOf,
  programmeOf,
  samples24,
} from '../testing/bounceFixture.ts'
import { packedPcm } from '../testing/deliveryFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { markerFixture } from '../testing/markerFixture.ts'
import { row } from '../testing/matrixFixture.ts'
import { memoryByteSource } from '../testing/memoryByteSource.ts'
import { probeFile } from '../testing/probeFile.ts'
import { noise } from '../testing/signals.ts'
import { concat } from '../testing/wavFixture.ts'
import type { BounceJob, JobState } from './bounceJob.ts'
import { openRateConversion } from './rateConversion.ts'

const module = kernelModule()
const FULL = 2 ** 23
const RATE = 48_000
const LENGTH = 10 * RATE + 123
/** Where the first reel ends and the second begins. */
const CUT = 6 * RATE

const signals = [1, 3, 5].map((seed) =>
  [noise(LENGTH, seed, 0.2), noise(LENGTH, seed + 1, 0.2)].map((signal) =>
    signal.map((value) => Math.round(value * FULL) / FULL),
  ),
)
const STEMS = ['dialogue', 'effects', 'music'] as const
const { session, media } = await programmeOf(STEMS.map((stem, n) => ({ stem, samples: signals[n] ?? [] })))

/** A ratio of frames, as the standards have it, and the counted frames of a second. */
const CASES = [
  { label: '24 fps', num: 24, den: 1, counted: 24, start: '01:00:00:00', file: '00:59:57:00' },
  { label: '29.97 fps DF', num: 30_000, den: 1001, counted: 30, start: '01:00:00;00', file: '00:59:57;00' },
] as const
type Case = (typeof CASES)[number]

/** The first sample of a frame, counted from the session's first. */
const frameAt = ({ num, den }: Case, frame: number): number =>
  Math.sign(frame) * Math.round((Math.abs(frame) * den * RATE) / num)
const frameOf = (rate: Case, sample: number): number => {
  let frame = Math.ceil((sample * rate.num) / (rate.den * RATE)) + 2
  while (frameAt(rate, frame) > sample) frame -= 1
  return frame
}

const LEADER_SECONDS = 3
const REELS = [
  { from: 0, to: CUT },
  { from: CUT, to: LENGTH },
] as const

/** Where a reel's file begins and ends, and its pops, by frames alone. */
function placesOf(rate: Case, { from, to }: (typeof REELS)[number]) {
  const [ffoa, lfoa] = [frameOf(rate, from), frameOf(rate, to - 1)]
  const pops = [ffoa - 2 * rate.counted, lfoa + 2 * rate.counted].map((frame) => ({
    from: frameAt(rate, frame),
    to: frameAt(rate, frame + 1),
  }))
  return { from: frameAt(rate, ffoa - LEADER_SECONDS * rate.counted), to: pops[1]?.to ?? 0, pops }
}

/** A reel as it is to be: silence, the 2-pop, silence, the region of these stems, silence and the tail pop. */
function reference(rate: Case, reel: (typeof REELS)[number], stems: readonly number[], channel: number) {
  const { from, to, pops } = placesOf(rate, reel)
  const whole = new Float64Array(to - from)
  for (const pop of pops)
    for (let at = pop.from; at < pop.to; at++)
      whole[at - from] = 0.1 * Math.sin((2 * Math.PI * 1000 * (at - pop.from)) / RATE)
  for (const stem of stems)
    for (let at = reel.from; at < reel.to; at++)
      whole[at - from] = (whole[at - from] ?? 0) + (signals[stem]?.[channel]?.[at] ?? 0)
  return whole
}
const whole24 = (signal: Float64Array): Int32Array => Int32Array.from(signal, (v) => Math.round(v * FULL))

const regionRow = (reel: number, id: string, change: Partial<Deliverable> = {}): Deliverable =>
  row(id, {
    id: `${id}-${reel}`,
    code: `${id}${reel}`,
    range: { kind: 'region', marker: `r${reel}` },
    ...change,
  })

function filmAt(rate: Case, deliverables: readonly Deliverable[], cut: number = CUT): Programme {
  const frameRate = FRAME_RATES.find(({ label }) => label === rate.label)
  if (!frameRate) throw new Error(`no rate ${rate.label}`)
  const markers = [
    markerFixture('r1', { at: 0, length: cut, name: 'Reel 1' }),
    markerFixture('r2', { at: cut, length: LENGTH - cut, name: 'Reel 2' }),
    markerFixture('late', { at: cut - 1000, name: 'Late in reel 1' }),
    markerFixture('early', { at: cut + 1000, name: 'Early in reel 2' }),
  ]
  const startFrame = parseTimecode(rate.start, frameRate) ?? frames(0)
  const film: Session = { ...session, frameRate, startFrame, markers, deliverables }
  return { session: film, media }
}

const marksAt = ({ counted }: Case, change: Partial<PopsOrder> = {}): PopsOrder => ({
  twoPop: true,
  tailPop: true,
  leader: frames(LEADER_SECONDS * counted),
  measure: 'programme',
  partMarks: true,
  ...change,
})

async function deliver(
  film: Programme,
  pops: PopsOrder,
  order: Partial<DeliveryOrder> = {},
  format: DeliveryFormat = 'wav24',
  change: Partial<BounceJob> = {},
) {
  const { result, files } = await bounceToMemory(module, film, format, {
    ...change,
    order: { name: 'film', format, pops, ...order },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  const names = result.value.deliverables.flatMap((one) => one.files.map(({ file }) => file))
  const named = new Map(names.map((name, n) => [name, files[n] ?? Buffer.of()]))
  const pcm = (name: string): Buffer => {
    const found = named.get(name)
    if (!found) throw new Error(`no ${name} among ${names.join()}`)
    return pcmOf(found)
  }
  return { report: result.value, files: named, pcm }
}

const ROWS = [1, 2].flatMap((reel) => [
  regionRow(reel, 'composite'),
  regionRow(reel, 'dialogue', { split: true }),
  regionRow(reel, 'effects'),
  regionRow(reel, 'music'),
])
const composite = [0, 1, 2]

describe.each(CASES)('reels with leader and pops of their own at $label', (rate) => {
  it('hold silence, the pops and their part of the mix, interleaved and split', async () => {
    const { report, pcm } = await deliver(filmAt(rate, [row('composite'), ...ROWS]), marksAt(rate))
    for (const [index, reel] of REELS.entries()) {
      const whole = samples24(pcm(`film_composite${index + 1}.wav`))
      for (const c of [0, 1]) {
        expect(firstDifference(whole[c], whole24(reference(rate, reel, composite, c)))).toBe(-1)
        const [dialogue] = samples24(pcm(`film_dialogue${index + 1}.${'LR'[c]}.wav`), 1)
        expect(firstDifference(dialogue, whole24(reference(rate, reel, [0], c)))).toBe(-1)
      }
      const places = placesOf(rate, reel)
      const part = report.deliverables.findIndex(({ id }) => id === `composite-${index + 1}`)
      expect(report.deliverables[part]).toMatchObject({
        from: places.from,
        samples: places.to - places.from,
        range: 'region',
      })
      expect(report.certificate.deliverables[part]).toMatchObject({
        span: { from: places.from, to: places.to },
        marks: { action: reel, pops: places.pops },
      })
    }
    expect(report.certificate.deliverables[1]?.frames.first).toBe(rate.file)
    expect(report.warnings).toEqual([])
  })

  it('sum: the composite of a reel less its stems is nothing', async () => {
    const { report, pcm } = await deliver(filmAt(rate, ROWS), marksAt(rate))
    expect(report.residuals[0]).toMatchObject({ dbfs: null, of: 'files', verdict: 'pass' })
    const float = await deliver(filmAt(rate, ROWS), marksAt(rate), {}, 'wav32f')
    expect(float.report.residuals[0]).toMatchObject({ dbfs: null, verdict: 'pass' })
    const { pops, from } = placesOf(rate, REELS[1])
    const isPop = (n: number): boolean => pops.some((pop) => pop.from <= n + from && n + from < pop.to)
    const [whole, effects, music] = ['composite', 'effects', 'music'].map(
      (id) => samples24(pcm(`film_${id}2.wav`))[0] ?? new Int32Array(),
    )
    const [dialogue] = samples24(pcm('film_dialogue2.L.wav'), 1)
    const left = whole?.map((value, n) =>
      isPop(n) ? 0 : value - (dialogue?.[n] ?? 0) - (effects?.[n] ?? 0) - (music?.[n] ?? 0),
    )
    expect(left?.every((value) => value === 0)).toBe(true)
  })

  it('have the gain and the limiter of all alike, which their pops have not', async () => {
    const spec = { ...custom, targetLufs: null, truePeakDbtp: -9, twoPop: false, tailPop: false }
    const master = { spec, gainDb: decibels(2) }
    const film = filmAt(rate, [row('composite'), ...ROWS])
    const { report, pcm } = await deliver(film, marksAt(rate), { master })
    expect(report.settings.master?.maxReductionDb).not.toBe(0)
    const off = await deliver(film, marksAt(rate, { partMarks: false }), { master })
    expect(pcm('film_composite.wav').equals(off.pcm('film_composite.wav'))).toBe(true)
    const all = samples24(pcm('film_composite.wav'))
    const start = report.deliverables[0]?.from ?? 0
    for (const [index, reel] of REELS.entries()) {
      const { from, to } = placesOf(rate, reel)
      const part = samples24(pcm(`film_composite${index + 1}.wav`))
      for (const c of [0, 1]) {
        // What stands around a reel is as the reference has it; what is in it is as the film has it.
        const wanted = whole24(reference(rate, reel, [], c))
        wanted.set(all[c]?.subarray(reel.from - start, reel.to - start) ?? [], reel.from - from)
        expect(firstDifference(part[c], wanted)).toBe(-1)
      }
      expect(part[0]?.length).toBe(to - from)
    }
    expect(report.residuals.map(({ verdict }) => verdict)).toEqual(off.report.residuals.map(() => 'pass'))
  })

  it('are converted whole to another rate', async () => {
    const { pcm, report } = await deliver(filmAt(rate, [regionRow(2, 'composite')]), marksAt(rate), {
      sampleRate: 96_000,
    })
    const mixed = [0, 1].map((c) => reference(rate, REELS[1], composite, c))
    const rounding = { sampleRate: 96_000, speakers: ['L', 'R'], rounding: 'int24', firstSeed: 0 } as const
    const conversion = await openRateConversion(module, RATE, samples(mixed[0]?.length ?? 0), rounding)
    const parts: Uint8Array[] = []
    for (const part of conversion.push(packedPcm(mixed, 'float32'))) parts.push(part.slice())
    for (const part of conversion.finish()) parts.push(part.slice())
    conversion.close()
    expect(Buffer.from(concat(parts)).equals(pcm('film_composite2.wav'))).toBe(true)
    expect(report.deliverables[0]?.samples).toBe(conversion.length)
  })

  it('are without it as they were: their region of the mix, and no more', async () => {
    const film = filmAt(rate, ROWS)
    const { pcm, report } = await deliver(film, marksAt(rate, { partMarks: false }))
    const marked = await deliver(film, marksAt(rate))
    for (const [index, reel] of REELS.entries()) {
      const { from } = placesOf(rate, reel)
      const mixed = whole24(reference(rate, reel, composite, 0)).subarray(reel.from - from, reel.to - from)
      expect(firstDifference(samples24(pcm(`film_composite${index + 1}.wav`))[0], mixed)).toBe(-1)
    }
    expect(report.certificate.deliverables[0]).not.toHaveProperty('marks')
    expect(report.warnings).toEqual([expect.stringMatching(/^No 2-pop, no tail pop, no leader in /)])
    // The programme is the same, and what is measured of it.
    const figures = ({ deliverables }: typeof report) =>
      deliverables.map(({ from: _from, samples: _samples, files: _files, ...rest }) => rest)
    expect(figures(marked.report)).toEqual(figures(report))
    const series = ({ certificate }: typeof report) =>
      certificate.deliverables.map(({ shortTerm }) => shortTerm)
    expect(series(marked.report)).toEqual(series(report))
  })
})

const [at24] = CASES

describe('a reel with leader and pops of its own', () => {
  it('has the markers of its own part where they are in its file', async () => {
    const { files } = await deliver(filmAt(at24, ROWS), marksAt(at24))
    const read = async (name: string) => {
      const info = await probeFile(memoryByteSource(name, files.get(name) ?? Buffer.of()))
      if (!info.ok) throw new Error(info.error.code)
      return markersOfFile(info.value, RATE).markers.map(({ name: called, at, length }) => [
        called,
        at,
        length,
      ])
    }
    const leader = LEADER_SECONDS * RATE
    expect(await read('film_composite2.wav')).toEqual([
      ['Reel 2', leader, LENGTH - CUT],
      ['Early in reel 2', leader + 1000, undefined],
    ])
    expect(await read('film_composite1.wav')).toEqual([
      ['Reel 1', leader, CUT],
      ['Late in reel 1', leader + CUT - 1000, undefined],
    ])
  })

  it('begins at its 2-pop where no leader is asked for, and ends with the part without a tail pop', async () => {
    const { leader: _, ...pops } = marksAt(at24, { tailPop: false })
    const { report } = await deliver(filmAt(at24, ROWS), pops)
    expect(report.certificate.deliverables[4]?.span).toEqual({ from: CUT - 2 * RATE, to: LENGTH })
    expect(report.certificate.deliverables[4]?.marks?.pops).toHaveLength(1)
  })

  it('may have a leader and no pops', async () => {
    const order = marksAt(at24, { twoPop: false, tailPop: false })
    const { pcm } = await deliver(filmAt(at24, [regionRow(2, 'composite')]), order)
    const [left] = samples24(pcm('film_composite2.wav'))
    expect(left?.length).toBe(LENGTH - CUT + LEADER_SECONDS * RATE)
    expect(left?.subarray(0, LEADER_SECONDS * RATE).every((value) => value === 0)).toBe(true)
  })

  it('is looked at as it was: its silence is no fault of the mix', async () => {
    const film = filmAt(at24, [row('composite'), row('me'), regionRow(1, 'composite'), regionRow(2, 'me')])
    const checked = async (partMarks: boolean, rows = film) =>
      (await deliver(rows, marksAt(at24, { partMarks }), { checks: {} })).report.checks
    expect(await checked(true)).toEqual(await checked(false))
    const reel = filmAt(at24, [regionRow(2, 'composite')])
    expect(await checked(true, reel)).toEqual(await checked(false, reel))
  })

  it('has no pop in the LFE', async () => {
    const film = filmAt(at24, [regionRow(2, 'composite')])
    const surround = { ...film, session: { ...film.session, layout: '5.1' as const } }
    const { pcm } = await deliver(surround, marksAt(at24))
    const channels = samples24(pcm('film_composite2.wav'), 6)
    const pop = RATE * (LEADER_SECONDS - 2)
    const peaks = channels.map((channel) => Math.max(...channel.subarray(pop, pop + 2000)))
    expect(peaks.map((peak) => Math.round((peak / FULL) * 1000) / 1000)).toEqual([0.1, 0.1, 0.1, 0, 0.1, 0.1])
  })

  it('has none of the pops of the film, which film files in the same pass have', async () => {
    // The film's own first frame of action lies in the second reel: so does its 2-pop.
    const ffoa = frames(filmAt(at24, []).session.startFrame + 24 * 9)
    const film = filmAt(at24, [row('composite'), regionRow(2, 'composite')])
    const { pcm, report } = await deliver(film, marksAt(at24, { ffoa, measure: 'file' }))
    const wanted = whole24(reference(at24, REELS[1], composite, 0))
    expect(firstDifference(samples24(pcm('film_composite2.wav'))[0], wanted)).toBe(-1)
    const at = 7 * RATE - (report.deliverables[0]?.from ?? 0)
    const inFilm = samples24(pcm('film_composite.wav'))[0]?.subarray(at, at + 2000) ?? []
    const inMix = wanted.subarray(at - CUT + 3 * RATE, at - CUT + 3 * RATE + 2000)
    expect(firstDifference(inFilm, inMix)).not.toBe(-1)
  })

  it.each([
    ['wav16', 108_544],
    ['wav24', 100_000],
    ['wav16shaped', CUT],
  ] as const)('%s, cut at %d: goes on after an interruption to the same bytes', async (format, cut) => {
    const startedAt = new Date('2026-05-01T10:11:12')
    const film = filmAt(at24, [row('composite'), ...ROWS], cut)
    const spec = { ...custom, targetLufs: null, truePeakDbtp: -9 }
    for (const master of [{}, { spec, gainDb: decibels(2) }]) {
      const order = { name: 'film', format, pops: marksAt(at24, { measure: 'file' }), master } as const
      const run = (change: Partial<BounceJob>) =>
        bounceToMemory(module, film, format, { order, startedAt, ...change })
      const whole = await run({})
      const states: JobState[] = []
      const first = await run({
        async between(state) {
          const now = await state?.()
          if (now?.ok) states.push(now.value)
          return err({ code: 'cancelled' })
        },
      })
      const [from] = states
      if (!from) throw new Error('the job ended before its state was taken')
      const second = await run({ from, between: async () => ok(undefined) })
      if (!whole.result.ok || !second.result.ok) throw new Error('the bounce failed')
      second.files.forEach((rest, index) => {
        const all = whole.files[index] ?? Buffer.of()
        const begun = first.files[index]?.subarray(0, all.length - rest.length) ?? Buffer.of()
        expect(Buffer.concat([begun, rest]).equals(all)).toBe(true)
      })
      const figures = ({ value: { deliverables, residuals, certificate } }: { value: BounceReport }) => ({
        deliverables: deliverables.map(({ files: _files, ...each }) => each),
        residuals,
        certificate,
      })
      expect(figures(second.result)).toEqual(figures(whole.result))
    }
  })
})
