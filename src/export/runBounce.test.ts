import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MASTERS } from '../domain/deliverables/registry.ts'
import type { BounceProgress } from '../domain/delivery.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import type { AppError } from '../domain/errors.ts'
import type { Clip, Session } from '../domain/session.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import { decibels, samplePosition, samples } from '../domain/units.ts'
import { err, type Result } from '../lib/result.ts'
import {
  bounceToMemory,
  firstDifference,
  memorySink,
  pcmOf,
  programmeOf,
  samples24,
} from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise, silence, sine } from '../testing/signals.ts'

const module = kernelModule()
const FULL = 2 ** 23

function reportOf(result: Result<BounceReport, AppError>): BounceReport {
  if (!result.ok) throw new Error(`the bounce failed: ${JSON.stringify(result.error)}`)
  return result.value
}

const whole = (signal: Float64Array): Float64Array => signal.map((value) => Math.round(value * FULL) / FULL)
const lsb = (signal: Float64Array): Int32Array => Int32Array.from(signal, (value) => Math.round(value * FULL))
const stereo = (length: number, seed: number, peak = 0.2) => [
  whole(noise(length, seed, peak)),
  whole(noise(length, seed + 1, peak)),
]

const clip = (media: string, start: number, from: number, length: number): Clip => ({
  id: `${media}@${start}`,
  media: [media],
  start: samplePosition(start),
  from: samplePosition(from),
  length: samples(length),
})

describe('what is written', () => {
  it('is each deliverable, whole, with the length of the longest track and silence after the others', async () => {
    const dx = stereo(3001, 1)
    const mx = stereo(5003, 3)
    const programme = await programmeOf([
      { stem: 'dialogue', samples: dx },
      { stem: 'music', samples: mx },
    ])
    const { result, files } = await bounceToMemory(module, programme)
    const report = reportOf(result)
    expect(report.deliverables.map(({ samples: length }) => length)).toEqual([5003, 5003])
    const [composite = [], me = []] = files.map((file) => samples24(pcmOf(file)))
    expect(composite[0]?.length).toBe(5003)
    mx.forEach((channel, c) => {
      expect(firstDifference(me[c], lsb(channel))).toBe(-1)
      const dialogue = lsb(dx[c] ?? silence(0))
      const sum = lsb(channel).map((value, n) => value + (dialogue[n] ?? 0))
      expect(firstDifference(composite[c], sum)).toBe(-1)
    })
  })

  it.each(['wav16', 'wav24', 'wav32f'] as const)(
    '%s: has the length and the hash that the report says',
    async (format) => {
      const programme = await programmeOf([{ stem: 'effects', samples: [noise(1001, 3)] }])
      const { result, files } = await bounceToMemory(module, programme, format)
      const bytes = { wav16: 2, wav24: 3, wav32f: 4 }[format]
      const { deliverables } = reportOf(result)
      files.forEach((file, index) => {
        expect(pcmOf(file).length).toBe(1001 * 2 * bytes)
        expect(file.readUInt32LE(4)).toBe(file.length - 8)
        expect(deliverables[index]?.files[0]?.sha256).toBe(createHash('sha256').update(file).digest('hex'))
        expect(deliverables[index]?.bitDepth).toBe(bytes * 8)
      })
    },
  )

  it('is the same bytes on every run, dither too', async () => {
    const programme = await programmeOf([{ stem: 'music', samples: [sine(20_000, 440), sine(20_000, 441)] }])
    const first = await bounceToMemory(module, programme, 'wav16')
    const second = await bounceToMemory(module, programme, 'wav16')
    expect(second.files.map((file, i) => file.equals(first.files[i] ?? Buffer.of()))).toEqual([true, true])
  })

  it('crosses the windows in which files are read without a mark', async () => {
    const length = 800_001
    const dx = [whole(noise(length, 1, 0.3)), whole(noise(length, 2, 0.3))]
    const mx = [whole(noise(length - 77, 3, 0.3))]
    const programme = await programmeOf([
      { stem: 'dialogue', samples: dx, encoding: 'f64' },
      { stem: 'music', samples: mx, encoding: 'f64', change: { pan: -1 } },
    ])
    const { result, files } = await bounceToMemory(module, programme)
    expect(reportOf(result).residuals.map(({ dbfs }) => dbfs)).toEqual([null, null])
    const [left, right] = samples24(pcmOf(files[0] ?? Buffer.of()))
    const mono = lsb(mx[0] ?? silence(0))
    expect(firstDifference(right, lsb(dx[1] ?? silence(0)))).toBe(-1)
    const sum = lsb(dx[0] ?? silence(0)).map((value, n) => value + (mono[n] ?? 0))
    expect(firstDifference(left, sum)).toBe(-1)
  })

  it('places clips, with silence between them, out of any part of a file', async () => {
    const file = stereo(4000, 5)
    const other = stereo(3000, 9)
    const clips = [clip('1', 100, 1000, 50), clip('2', 150, 0, 3000), clip('1', 9000, 3990, 10)]
    const programme = await programmeOf([
      { stem: 'effects', samples: file, change: { clips } },
      { stem: 'effects', samples: other, change: { mute: true } },
    ])
    const { result, files } = await bounceToMemory(module, programme)
    expect(reportOf(result).deliverables[0]?.samples).toBe(9010)
    samples24(pcmOf(files[1] ?? Buffer.of())).forEach((channel, c) => {
      const expected = new Int32Array(9010)
      expected.set(lsb(file[c] ?? silence(0)).subarray(1000, 1050), 100)
      expected.set(lsb(other[c] ?? silence(0)), 150)
      expected.set(lsb(file[c] ?? silence(0)).subarray(3990, 4000), 9000)
      expect(firstDifference(channel, expected)).toBe(-1)
    })
  })

  it('places any clips that do not overlap, whatever blocks they fall in', async () => {
    const file = stereo(6000, 11)
    const base = await programmeOf([{ stem: 'music', samples: file }])
    const gaps = fc.array(
      fc.tuple(fc.nat({ max: 3000 }), fc.integer({ min: 1, max: 3000 }), fc.nat({ max: 3000 })),
      { minLength: 1, maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(gaps, async (list) => {
        let at = 0
        const clips = list.map(([gap, length, from]) => {
          at += gap
          const placed = clip('1', at, from, length)
          at += length
          return placed
        })
        const session: Session = {
          ...base.session,
          tracks: base.session.tracks.map((t) => ({ ...t, clips })),
        }
        const { result, files } = await bounceToMemory(module, { ...base, session })
        expect(reportOf(result).deliverables[0]?.samples).toBe(at)
        const expected = new Int32Array(at)
        for (const { start, from, length } of clips)
          expected.set(lsb(file[0] ?? silence(0)).subarray(from, from + length), start)
        expect(firstDifference(samples24(pcmOf(files[0] ?? Buffer.of()))[0], expected)).toBe(-1)
      }),
      { numRuns: 25 },
    )
  })
})

describe('the report', () => {
  it('says what was made, of what, and how', async () => {
    const programme = await programmeOf(
      [
        {
          stem: 'dialogue',
          samples: [sine(240_000, 1000, 0.1)],
          name: 'Marta <b>.wav',
          change: { name: 'Marta', trimDb: decibels(3), pan: -0.5, polarityInverted: true },
        },
        { stem: 'music', samples: stereo(240_000, 1), change: { faderDb: null, mute: true } },
      ],
      { title: 'Reel 1', panLaw: '-4.5' },
    )
    const { result } = await bounceToMemory(module, programme, 'wav16')
    const report = reportOf(result)
    expect(report).toMatchObject({
      app: { name: 'Dubstage', version: '1.2.3' },
      title: 'Reel 1',
      settings: {
        format: 'wav16',
        sampleRate: 48_000,
        layout: 'Stereo',
        panLaw: '-4.5 dB',
        dither: 'TPDF',
        tracks: [
          {
            name: 'Marta',
            stem: 'dialogue',
            files: ['Marta <b>.wav'],
            trimDb: 3,
            faderDb: 0,
            pan: -0.5,
            polarityInverted: true,
            mute: false,
          },
          { name: 'Track 2', stem: 'music', faderDb: null, mute: true },
        ],
        stems: Object.fromEntries(STEMS.map(({ id }) => [id, { faderDb: 0, mute: false }])),
      },
      warnings: [],
    })
    expect(Math.abs(Date.now() - Date.parse(report.createdAt))).toBeLessThan(60_000)
    expect(report.deliverables.map(({ id, files }) => [id, files[0]?.file])).toEqual([
      ['composite', 'reel_composite.wav'],
      ['me', 'reel_me.wav'],
    ])
    expect(report.deliverables[0]).toMatchObject({
      channels: 2,
      sampleRate: 48_000,
      bitDepth: 16,
      samples: 240_000,
      clippedSamples: 0,
    })
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  it('measures what it wrote: 1 kHz at −23 dBFS in both channels', async () => {
    const tone = sine(480_000, 1000, 10 ** (-23 / 20))
    const programme = await programmeOf([{ stem: 'dialogue', samples: [tone, tone] }])
    const { result } = await bounceToMemory(module, programme)
    const [composite, me] = reportOf(result).deliverables
    if (!composite || !me) throw new Error('two files were made')
    for (const value of [composite.integratedLufs, composite.maxMomentaryLufs, composite.maxShortTermLufs])
      expect(Math.abs((value ?? 0) + 23)).toBeLessThan(0.05)
    for (const value of [composite.maxTruePeakDbtp, composite.maxSamplePeakDbfs])
      expect(Math.abs((value ?? 0) + 23)).toBeLessThan(0.05)
    expect(composite.loudnessRangeLu).toBeCloseTo(0, 1)
    // The M&E has nothing in it: no figure rather than a number.
    expect(me).toMatchObject({
      integratedLufs: null,
      loudnessRangeLu: null,
      maxTruePeakDbtp: null,
      maxSamplePeakDbfs: null,
      maxMomentaryLufs: null,
      maxShortTermLufs: null,
    })
  })

  it('counts the samples that were held to full scale, and warns', async () => {
    const loud = silence(100)
    loud.set([0.9, -0.9, 0.9], 50)
    const programme = await programmeOf([
      { stem: 'dialogue', samples: [loud, silence(100)] },
      { stem: 'music', samples: [loud, silence(100)] },
    ])
    const report = reportOf((await bounceToMemory(module, programme)).result)
    expect(report.deliverables.map(({ clippedSamples }) => clippedSamples)).toEqual([3, 0])
    expect(report.warnings).toHaveLength(1)
    expect(report.warnings[0]).toMatch(/^reel_composite\.wav: 3 samples/)
    const float = reportOf((await bounceToMemory(module, programme, 'wav32f')).result)
    expect(float.deliverables[0]).toMatchObject({ clippedSamples: 0 })
    expect(float.deliverables[0]?.maxSamplePeakDbfs).toBeCloseTo(20 * Math.log10(1.8), 4)
  })

  it('repeats what was odd about a file, with its name', async () => {
    const programme = await programmeOf([{ stem: 'music', samples: stereo(100, 1), name: 'cut.wav' }])
    const info = programme.session.media['1']
    if (!info) throw new Error('the fixture has media')
    const session = { ...programme.session, media: { 1: { ...info, warnings: ['It was not finalised.'] } } }
    const report = reportOf((await bounceToMemory(module, { ...programme, session })).result)
    expect(report.warnings).toEqual(['cut.wav: It was not finalised.'])
  })
})

describe('the null residual', () => {
  const ALL: readonly StemId[] = ['dialogue', 'effects', 'fill', 'music']

  it('is exact for 24-bit files at unity', async () => {
    const programme = await programmeOf(ALL.map((stem, i) => ({ stem, samples: stereo(5000, 10 * i + 1) })))
    const { residuals } = reportOf((await bounceToMemory(module, programme)).result)
    expect(residuals.map(({ dbfs }) => dbfs)).toEqual([null, null])
  })

  it('is at most −120 dBFS at any levels, when nothing clips', async () => {
    const base = await programmeOf(ALL.map((stem, i) => ({ stem, samples: stereo(3000, 10 * i + 1, 0.05) })))
    const level = fc.oneof(fc.constant(null), fc.double({ min: -60, max: 6, noNaN: true }).map(decibels))
    const levels = fc.tuple(level, level, level, level)
    await fc.assert(
      fc.asyncProperty(
        levels,
        levels,
        fc.double({ min: -1, max: 1, noNaN: true }),
        async (tracks, stems, pan) => {
          const session: Session = {
            ...base.session,
            tracks: base.session.tracks.map((track, i) => ({ ...track, pan, faderDb: tracks[i] ?? null })),
            stems: {
              ...base.session.stems,
              ...Object.fromEntries(ALL.map((id, i) => [id, { faderDb: stems[i] ?? null, mute: false }])),
            },
          }
          const { result, files } = await bounceToMemory(module, { ...base, session })
          const { residuals, deliverables } = reportOf(result)
          expect(deliverables.map(({ clippedSamples }) => clippedSamples)).toEqual([0, 0])
          for (const { dbfs } of residuals) expect(dbfs ?? -200).toBeLessThanOrEqual(-120)
          expect(files).toHaveLength(MASTERS.length)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is that of the written files: composite − dialogue − M&E + fill, recomputed from four bounces', async () => {
    const change = { faderDb: decibels(-3.3) }
    const base = await programmeOf(
      ALL.map((stem, i) => ({ stem, samples: stereo(4000, 10 * i + 1), change })),
    )
    const only = async (stem: StemId, file: number): Promise<Int32Array> => {
      const tracks = base.session.tracks.map((t) => ({ ...t, mute: t.stem !== stem }))
      const { files } = await bounceToMemory(module, { ...base, session: { ...base.session, tracks } })
      return samples24(pcmOf(files[file] ?? Buffer.of()))[0] ?? new Int32Array(0)
    }
    const dialogue = await only('dialogue', 0)
    const fill = await only('fill', 1)
    const mono = base.session.tracks.map((t) => ({ ...t, pan: -1 }))
    const panned = { ...base, session: { ...base.session, tracks: mono } }
    const { result, files } = await bounceToMemory(module, panned)
    const [composite, me] = files.map((file) => samples24(pcmOf(file))[0] ?? new Int32Array(0))
    const residual = composite?.reduce(
      (top, value, n) =>
        Math.max(top, Math.abs(value - (dialogue[n] ?? 0) - (me?.[n] ?? 0) + (fill[n] ?? 0))),
      0,
    )
    expect(residual).toBeGreaterThan(0)
    expect(reportOf(result).residuals[1]?.dbfs).toBeCloseTo(20 * Math.log10((residual ?? 0) / FULL), 9)
  })
})

describe('nothing is finished', () => {
  async function expectFailure(
    programme: Awaited<ReturnType<typeof programmeOf>>,
    change: Parameters<typeof bounceToMemory>[3] = {},
  ): Promise<AppError> {
    const { result, sinks } = await bounceToMemory(module, programme, 'wav24', change)
    if (result.ok) throw new Error('the bounce went through')
    expect(sinks.map((sink) => sink.finished())).toEqual([false, false])
    return result.error
  }

  it('of an empty session', async () => {
    expect(await expectFailure(await programmeOf([]))).toEqual({ code: 'export/nothing' })
  })

  it('when a file is shorter than it was', async () => {
    const programme = await programmeOf([
      { stem: 'music', samples: stereo(5000, 1) },
      { stem: 'dialogue', samples: stereo(5000, 3), name: 'cut.wav' },
    ])
    const open = programme.media.get('2')
    if (!open) throw new Error('the fixture has two files')
    const short = { ...open.info, pcm: { ...open.info.pcm, length: samples(5001) } }
    const [music, dialogue] = programme.session.tracks
    if (!music || !dialogue) throw new Error('the fixture has two tracks')
    const tracks = [music, { ...dialogue, clips: [clip('2', 0, 0, 5001)] }]
    const media = new Map(programme.media).set('2', { ...open, info: short })
    expect(await expectFailure({ session: { ...programme.session, tracks }, media })).toEqual({
      code: 'file/changed',
      file: 'cut.wav',
    })
  })

  it('when a file vanishes on the way', async () => {
    const programme = await programmeOf([{ stem: 'music', samples: stereo(1_600_000, 1), name: 'gone.wav' }])
    const open = programme.media.get('1')
    if (!open) throw new Error('the fixture has a file')
    const gone: AppError = { code: 'file/unreadable', file: 'gone.wav', detail: 'it is no longer there' }
    let reads = 0
    const source: typeof open.source = {
      ...open.source,
      read: async (...range) => (++reads > 1 ? err(gone) : open.source.read(...range)),
    }
    expect(await expectFailure({ ...programme, media: new Map([['1', { ...open, source }]]) })).toEqual(gone)
  })

  it('when a file is not at hand, which is named', async () => {
    const programme = await programmeOf([
      { stem: 'music', samples: stereo(100, 1), name: 'here.wav' },
      { stem: 'dialogue', samples: stereo(100, 1), name: 'away.wav' },
    ])
    const media = new Map(programme.media)
    media.delete('2')
    expect(await expectFailure({ ...programme, media })).toEqual({ code: 'media/missing', file: 'away.wav' })
  })

  it.each([
    ['f32', Number.NaN, 'NaN', 0, 0],
    ['f32', Number.POSITIVE_INFINITY, 'infinity', 1, 2049],
    ['f64', Number.NEGATIVE_INFINITY, 'infinity', 0, 4999],
    ['f64', Number.NaN, 'NaN', 1, 3000],
  ] as const)(
    'when a %s file holds %d: %s at its channel and sample',
    async (encoding, bad, value, channel, sample) => {
      const signals = stereo(5000, 1)
      const target = signals[channel]
      if (target) target[sample] = bad
      const programme = await programmeOf([
        { stem: 'effects', samples: stereo(9000, 5) },
        { stem: 'music', samples: signals, encoding, name: 'broken.wav', change: { mute: true } },
      ])
      const expected = { code: 'audio/notFinite', file: 'broken.wav', value, channel, sample }
      expect(await expectFailure(programme)).toEqual(expected)
      // The sample is that of the file, wherever the clip stands.
      const [first, track] = programme.session.tracks
      if (!first || !track) throw new Error('the fixture has two tracks')
      const from = Math.max(0, sample - 3)
      const tracks = [first, { ...track, clips: [clip('2', 777, from, 5000 - from)] }]
      expect(await expectFailure({ ...programme, session: { ...programme.session, tracks } })).toEqual(
        expected,
      )
    },
  )

  it('when it is cancelled, before or on the way', async () => {
    const programme = await programmeOf([{ stem: 'music', samples: stereo(1_600_000, 1) }])
    expect(await expectFailure(programme, { signal: AbortSignal.abort() })).toEqual({ code: 'cancelled' })
    const stop = new AbortController()
    let calls = 0
    const onProgress = (): void => {
      calls++
      stop.abort()
    }
    expect(await expectFailure(programme, { signal: stop.signal, onProgress })).toEqual({ code: 'cancelled' })
    expect(calls).toBe(1)
  })

  it('when the disk is full at 90 % of the second file: both are given up', async () => {
    const programme = await programmeOf([{ stem: 'music', samples: stereo(2_400_000, 1) }])
    const room = 0.9 * 2_400_000 * 2 * 3
    const full: AppError = { code: 'export/diskFull', file: 'me.wav' }
    let written = 0
    const sinks = [memorySink(), memorySink()].map((sink, index) => ({
      ...sink,
      async write(bytes: Uint8Array<ArrayBuffer>) {
        if (index === 1 && written + bytes.length > room) return err(full)
        if (index === 1) written += bytes.length
        return sink.write(bytes)
      },
    }))
    const { result } = await bounceToMemory(module, programme, 'wav24', { sinks })
    expect(result).toEqual({ ok: false, error: full })
    expect(written).toBeGreaterThan(0.5 * room)
    expect(sinks.map((sink) => sink.finished())).toEqual([false, false])
  })

  it('when the disk is full, in either file', async () => {
    const programme = await programmeOf([{ stem: 'music', samples: stereo(600_000, 1) }])
    for (const failing of [0, 1]) {
      const full: AppError = { code: 'export/diskFull', file: `${failing}.wav` }
      const sinks = [memorySink(), memorySink()].map((sink, index) =>
        index === failing ? { ...sink, write: async () => err(full) } : sink,
      )
      const { result } = await bounceToMemory(module, programme, 'wav24', { sinks })
      expect(result).toEqual({ ok: false, error: full })
      expect(sinks.map((sink) => sink.finished())).toEqual([false, false])
    }
  })
})

describe('progress', () => {
  it('rises to the whole, with a speed and a time left that belong together', async () => {
    const length = 1_600_000
    const programme = await programmeOf([{ stem: 'music', samples: stereo(length, 1) }])
    const seen: BounceProgress[] = []
    await bounceToMemory(module, programme, 'wav24', { onProgress: (progress) => seen.push(progress) })
    expect(seen.length).toBeGreaterThan(1)
    const done = seen.map((progress) => progress.done)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    expect(seen.at(-1)).toMatchObject({ done: length, total: length, secondsLeft: 0 })
    for (const { done: at, total, speed, secondsLeft } of seen)
      expect(secondsLeft * speed).toBeCloseTo((total - at) / 48_000, 6)
  })
})
