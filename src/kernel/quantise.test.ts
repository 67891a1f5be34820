import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DeliveryFormat } from '../domain/deliveryFormat.ts'
import { layoutOf } from '../domain/layout.ts'
import { decibels } from '../domain/units.ts'
import { exportPurpose } from '../testing/exportPurpose.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { renderBlocks, rendererOf } from '../testing/mixRun.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { noise, silence, sine } from '../testing/signals.ts'
import type { MixRenderer } from './mixRenderer.ts'

const module = kernelModule()
const session = sessionFixture([{ stem: 'music' }])

type Delivered = {
  /** Per deliverable, the interleaved bytes. */
  readonly files: readonly DataView<ArrayBuffer>[]
  readonly renderer: MixRenderer
}

/** Delivers a stereo music track, which both deliverables hold. */
function deliver(format: DeliveryFormat, left: Float64Array, right = left, mix = session): Delivered {
  const renderer = rendererOf(module, mix, exportPurpose(511, format))
  const files = renderer.plan.deliveries.map(
    ({ bytesPerFrame }) => new Uint8Array(left.length * bytesPerFrame),
  )
  renderBlocks(renderer, [[left, right]], [511, 64, 1], ({ start, frames }) => {
    files.forEach((file, index) => {
      file.set(renderer.packed(index, frames), start * (renderer.plan.deliveries[index]?.bytesPerFrame ?? 0))
    })
  })
  return { files: files.map((file) => new DataView(file.buffer)), renderer }
}

/** One channel of a delivered file, in LSBs. */
function lsbs(file: DataView | undefined, bits: 16 | 24, channel: 0 | 1): number[] {
  if (!file) throw new Error('no such file')
  const bytes = bits / 8
  return Array.from({ length: file.byteLength / bytes / 2 }, (_, n) => {
    const at = (2 * n + channel) * bytes
    return bits === 16 ? file.getInt16(at, true) : file.getUint16(at, true) | (file.getInt8(at + 2) << 16)
  })
}

function nearestEven(value: number): number {
  const below = Math.floor(value)
  const over = value - below
  if (over !== 0.5) return over < 0.5 ? below : below + 1
  return below % 2 === 0 ? below : below + 1
}

const FULL_24 = 2 ** 23
const FULL_16 = 2 ** 15

describe('24-bit', () => {
  it('rounds to nearest, halves to even, and holds to full scale', () => {
    const value = fc.oneof(
      fc.double({ min: -1.2, max: 1.2, noNaN: true }),
      fc.integer({ min: -2 * FULL_24 - 4, max: 2 * FULL_24 + 4 }).map((halves) => halves / 2 / FULL_24),
      fc.integer({ min: -5, max: 5 }).map((halves) => halves / 2 / FULL_24),
    )
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 33 }), (values) => {
        const rounded = values.map((v) => nearestEven(v * FULL_24))
        const over = rounded.filter((v) => v > FULL_24 - 1 || v < -FULL_24).length
        const held = rounded.map((v) => Math.max(-FULL_24, Math.min(FULL_24 - 1, v)) + 0)
        const signal = Float64Array.from(values)
        const { files, renderer } = deliver('wav24', signal, silence(values.length))
        expect(lsbs(files[0], 24, 0)).toEqual(held)
        expect(lsbs(files[1], 24, 0)).toEqual(held)
        expect(lsbs(files[0], 24, 1)).toEqual(values.map(() => 0))
        expect(renderer.clipped(0)).toBe(over)
      }),
      { numRuns: 150 },
    )
  })

  it('knows the very edges of full scale', () => {
    const edges = [
      [1, FULL_24 - 1, true],
      [(FULL_24 - 1) / FULL_24, FULL_24 - 1, false],
      [(FULL_24 - 0.5) / FULL_24, FULL_24 - 1, true],
      [(FULL_24 - 0.5001) / FULL_24, FULL_24 - 1, false],
      [-1, -FULL_24, false],
      [-(FULL_24 + 0.5) / FULL_24, -FULL_24, false],
      [-(FULL_24 + 0.5001) / FULL_24, -FULL_24, true],
      [1e6, FULL_24 - 1, true],
      [-1e300, -FULL_24, true],
    ] as const
    for (const [value, expected, clips] of edges) {
      const { files, renderer } = deliver('wav24', Float64Array.of(0, value, 0))
      expect(lsbs(files[0], 24, 1)).toEqual([0, expected, 0])
      expect(renderer.clipped(0), String(value)).toBe(clips ? 2 : 0)
    }
  })

  it('gives 24-bit material back as it was', () => {
    const whole = noise(5000, 4, 1).map((value) => Math.round(value * (FULL_24 - 1)) / FULL_24)
    expect(lsbs(deliver('wav24', whole).files[0], 24, 0)).toEqual(Array.from(whole, (v) => v * FULL_24 + 0))
  })

  it('packs every layout: mono and 5.1 too', () => {
    for (const [layout, channels] of [
      ['mono', 1],
      ['5.1', 6],
    ] as const) {
      const mix = sessionFixture([{ channels }], { layout })
      const signals = Array.from({ length: channels }, (_, c) => noise(301, c + 1, 0.9))
      const renderer = rendererOf(module, mix, exportPurpose(301, 'wav24', layoutOf(layout)))
      renderBlocks(renderer, [signals], [301], () => undefined)
      const bytes = renderer.packed(0, 301)
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      signals.forEach((signal, c) => {
        signal.forEach((value, n) => {
          const at = (n * channels + c) * 3
          expect(view.getUint16(at, true) | (view.getInt8(at + 2) << 16)).toBe(
            nearestEven(value * FULL_24) + 0,
          )
        })
      })
    }
  })
})

describe('16-bit with TPDF dither', () => {
  const LENGTH = 200_000
  const moments = (values: readonly number[]): { mean: number; variance: number } => {
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length
    return { mean, variance: values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length }
  }
  const correlation = (a: ArrayLike<number>, b: ArrayLike<number>, lag = 0): number => {
    let ab = 0
    let aa = 0
    let bb = 0
    for (let n = 0; n + lag < a.length; n++) {
      ab += (a[n] ?? 0) * (b[n + lag] ?? 0)
      aa += (a[n] ?? 0) ** 2
      bb += (b[n + lag] ?? 0) ** 2
    }
    return ab / Math.sqrt(aa * bb)
  }
  const errorOf = (signal: Float64Array, mix = session, file = 0, channel: 0 | 1 = 0): number[] =>
    lsbs(deliver('wav16', signal, signal, mix).files[file], 16, channel).map(
      (value, n) => value - (signal[n] ?? 0) * FULL_16,
    )
  /** Five standard deviations of a correlation of unrelated noise. */
  const UNRELATED = 5 / Math.sqrt(LENGTH)

  // The error of rounding (1/12) and of triangular dither (1/6) adds up to 1/4 LSB², whatever the signal.
  it.each<[string, Float64Array]>([
    ['silence', silence(LENGTH)],
    ['a constant of a quarter LSB', silence(LENGTH).fill(0.25 / FULL_16)],
    ['a constant of half an LSB', silence(LENGTH).fill(0.5 / FULL_16)],
    ['a sine of a third of an LSB', sine(LENGTH, 997, 0.33 / FULL_16)],
    ['a sine of 0.9', sine(LENGTH, 997, 0.9)],
  ])('%s: error of mean 0 and variance 1/4 LSB², white and unrelated to the signal', (_name, signal) => {
    const error = errorOf(signal)
    const { mean, variance } = moments(error)
    expect(Math.abs(mean)).toBeLessThan((5 * 0.5) / Math.sqrt(LENGTH))
    expect(Math.abs(variance - 0.25)).toBeLessThan(0.005)
    expect(error.every((value) => Math.abs(value) <= 1.5)).toBe(true)
    const centred = signal.map((value) => value - (signal[0] ?? 0))
    if (centred.some((value) => value !== 0))
      expect(Math.abs(correlation(error, centred))).toBeLessThan(UNRELATED)
    for (const lag of [1, 2, 3, 7]) expect(Math.abs(correlation(error, error, lag))).toBeLessThan(UNRELATED)
  })

  it('noise of silence is triangular: 0 three times in four, ±1 once in eight each', () => {
    const values = lsbs(deliver('wav16', silence(LENGTH)).files[0], 16, 0)
    const share = (value: number): number => values.filter((v) => v === value).length / LENGTH
    expect(share(0)).toBeCloseTo(0.75, 2)
    expect(share(1)).toBeCloseTo(0.125, 2)
    expect(share(-1)).toBeCloseTo(0.125, 2)
  })

  it('is another in each channel and each file, and the same in each run', () => {
    const signal = sine(LENGTH, 440, 0.4)
    const { files } = deliver('wav16', signal)
    const errors = files.flatMap((file) =>
      ([0, 1] as const).map((c) => lsbs(file, 16, c).map((v, n) => v - (signal[n] ?? 0) * FULL_16)),
    )
    expect(errors).toHaveLength(4)
    errors.forEach((a, i) => {
      errors.slice(i + 1).forEach((b) => {
        for (const lag of [0, 1, 2]) expect(Math.abs(correlation(a, b, lag))).toBeLessThan(UNRELATED)
      })
    })
    expect(deliver('wav16', signal).files).toEqual(files)
  })

  it('holds to full scale and counts', () => {
    const { files, renderer } = deliver('wav16', silence(1000).fill(1.1), silence(1000).fill(-1.1))
    expect(new Set(lsbs(files[0], 16, 0))).toEqual(new Set([FULL_16 - 1]))
    expect(new Set(lsbs(files[0], 16, 1))).toEqual(new Set([-FULL_16]))
    expect([renderer.clipped(0), renderer.clipped(1)]).toEqual([2000, 2000])
  })
})

describe('32-bit float', () => {
  it('is the nearest single of every double, over full scale too', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.double({ min: -8, max: 8, noNaN: true }),
            fc.double({ min: -1e-30, max: 1e-30, noNaN: true }),
          ),
          { minLength: 1, maxLength: 20 },
        ),
        (values) => {
          // A sum starts from +0: the mix has no −0.
          const signal = Float64Array.from(values, (value) => value + 0)
          const { files, renderer } = deliver('wav32f', silence(values.length), signal)
          const file = files[1]
          signal.forEach((value, n) => {
            expect(file?.getFloat32((2 * n + 1) * 4, true)).toBe(Math.fround(value))
          })
          expect(renderer.clipped(1)).toBe(0)
        },
      ),
    )
  })
})

describe('the null test', () => {
  const residual = (format: DeliveryFormat, mix: typeof session): number => {
    const renderer = rendererOf(module, mix, exportPurpose(512, format))
    const inputs = mix.tracks.map((_, t) => [noise(4001, 2 * t + 1, 0.2), noise(4001, 2 * t + 2, 0.2)])
    const whole = inputs.map((channels) =>
      channels.map((channel) => channel.map((value) => Math.round(value * FULL_24) / FULL_24)),
    )
    renderBlocks(renderer, whole, [512], () => undefined)
    return renderer.residual(1)
  }
  const stems = ['dialogue', 'effects', 'fill', 'music'] as const
  const unity = sessionFixture(stems.map((stem) => ({ stem })))
  const odd = sessionFixture(
    stems.map((stem, i) => ({ stem, faderDb: decibels(-1.7 - i) })),
    {},
    { dialogue: { faderDb: decibels(-0.3) }, music: { faderDb: decibels(-2.2) } },
  )

  it('is exact for 24-bit material at unity', () => {
    expect(residual('wav24', unity)).toBe(0)
  })

  it('is what four roundings can leave, and not less, at odd levels', () => {
    expect(residual('wav24', odd)).toBeGreaterThan(0)
    expect(residual('wav24', odd)).toBeLessThanOrEqual(2 / FULL_24)
    expect(residual('wav16', unity)).toBeLessThanOrEqual(6 / FULL_16)
  })
})
