import { afterAll, describe, expect, it } from 'vitest'
import type { LayoutId } from '../domain/layout.ts'
import { fadedTone, oversampledBurst, repeated, type Segment, steppedTone } from '../testing/ebuSignals.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { meterOf, renderBlocks, rendererOf } from '../testing/mixRun.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import type { Meter } from './meter.ts'
import type { MixRenderer } from './mixRenderer.ts'

// The minimum requirements of EBU Tech 3341 (2023) and Tech 3342 (2023), at the composite of a live mix at unity.
// 3341 #7 and #8 and 3342 #5 and #6 are authentic programme that only the EBU's own files hold.

const module = kernelModule()
const renderers = new Map<string, MixRenderer>()
const measured: string[] = []
afterAll(() => {
  const missing =
    'Not run, authentic programme that cannot be synthesised: Tech 3341 #7, #8; Tech 3342 #5, #6.'
  process.stdout.write(`\nEBU Tech 3341 and 3342, measured\n${measured.join('\n')}\n${missing}\n`)
})

const note = (name: string, values: readonly number[], unit: string): void => {
  const figures = [...new Set([Math.min(...values), Math.max(...values)].map((value) => value.toFixed(3)))]
  measured.push(`  ${name}: ${figures.join(' … ')} ${unit}`)
}

type Playing = {
  readonly sampleRate?: number
  readonly layout?: LayoutId
  readonly each?: (meter: Meter, seconds: number) => void
}

/** Plays a signal in every channel, or one in each, and hands out the composite's meter every 100 ms. */
function play(
  signal: Float64Array | readonly Float64Array[],
  { sampleRate = 48_000, layout = 'stereo', each }: Playing = {},
): Meter {
  const channels = signal instanceof Float64Array ? [signal, signal] : signal
  const key = `${sampleRate} ${layout}`
  const renderer =
    renderers.get(key) ??
    rendererOf(module, sessionFixture([{ channels: channels.length }], { sampleRate, layout }), {
      kind: 'live',
      maxBlock: sampleRate / 10,
    })
  renderers.set(key, renderer)
  const meter = meterOf(renderer, 'deliverable:composite')
  meter.reset()
  renderBlocks(renderer, [channels], [sampleRate / 10], ({ start, frames }) => {
    each?.(meter, (start + frames) / sampleRate)
  })
  return meter
}

const near = (value: number, expected: number, tolerance: number): void => {
  expect(Math.abs(value - expected), `${value} is not ${expected} ± ${tolerance}`).toBeLessThanOrEqual(
    tolerance,
  )
}

describe('Tech 3341, momentary, short-term and integrated loudness', () => {
  it.each([
    [1, -23],
    [2, -33],
  ])('#%i: a steady tone at %d', (number, level) => {
    const meter = play(steppedTone([[level, 20]]))
    const figures = [meter.momentaryLufs(), meter.shortTermLufs(), meter.integratedLufs()]
    note(`3341 #${number}`, figures, 'LUFS')
    for (const figure of figures) near(figure, level, 0.1)
  })

  const gated: readonly (readonly [number, readonly Segment[]])[] = [
    [
      3,
      [
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ],
    ],
    [
      4,
      [
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10],
      ],
    ],
    [
      5,
      [
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ],
    ],
  ]
  it.each(gated)('#%i: gating', (number, segments) => {
    const value = play(steppedTone(segments)).integratedLufs()
    note(`3341 #${number}`, [value], 'LUFS')
    near(value, -23, 0.1)
  })

  it('#6: channel weights of 5.1', () => {
    const [front, centre, surround] = [-28, -24, -30].map((level) => steppedTone([[level, 20]]))
    if (!front || !centre || !surround) throw new Error('three tones were made')
    const lfe = new Float64Array(front.length)
    const meter = play([front, front, centre, lfe, surround, surround], { layout: '5.1' })
    note('3341 #6', [meter.integratedLufs()], 'LUFS')
    near(meter.integratedLufs(), -23, 0.1)
  })

  it('#9: short-term constant after 3 s', () => {
    const values: number[] = []
    const signal = steppedTone(
      repeated(5, [
        [-20, 1.34],
        [-30, 1.66],
      ]),
    )
    play(signal, { each: (meter, at) => at > 2.999 && values.push(meter.shortTermLufs()) })
    note('3341 #9', values, 'LUFS')
    expect(values).toHaveLength(121)
    for (const value of values) near(value, -23, 0.1)
  })

  it('#12: momentary constant after 1 s', () => {
    const values: number[] = []
    const signal = steppedTone(
      repeated(25, [
        [-20, 0.18],
        [-30, 0.22],
      ]),
    )
    play(signal, { each: (meter, at) => at > 0.999 && values.push(meter.momentaryLufs()) })
    note('3341 #12', values, 'LUFS')
    expect(values).toHaveLength(91)
    for (const value of values) near(value, -23, 0.1)
  })

  const twenty = Array.from({ length: 20 }, (_, i) => i)

  it('#10: maximum short-term of each of 20 files', () => {
    const values = twenty.map((i) =>
      play(
        steppedTone([
          [null, i * 0.15],
          [-23, 3],
          [null, 1],
        ]),
      ).maxShortTermLufs(),
    )
    note('3341 #10', values, 'LUFS')
    for (const value of values) near(value, -23, 0.1)
  })

  it('#13: maximum momentary of each of 20 files', () => {
    const values = twenty.map((i) =>
      play(
        steppedTone([
          [null, i * 0.02],
          [-23, 0.4],
          [null, 1],
        ]),
      ).maxMomentaryLufs(),
    )
    note('3341 #13', values, 'LUFS')
    for (const value of values) near(value, -23, 0.1)
  })

  /** Each step of a live case is 1 dB louder than the one before, so the running maximum is that of the step. */
  const steps = (tone: number, delay: number): Segment[] =>
    twenty.flatMap((i): Segment[] => [
      [null, i * delay],
      [-38 + i, tone],
      [null, tone - i * delay],
    ])

  it('#11: maximum short-term, live', () => {
    const errors: number[] = []
    play(steppedTone(steps(3, 0.15)), {
      each(meter, at) {
        if (Math.round(at * 10) % 60 === 0) errors.push(meter.maxShortTermLufs() - (-38 + errors.length))
      },
    })
    note('3341 #11, off by', errors, 'LU')
    expect(errors).toHaveLength(20)
    for (const error of errors) near(error, 0, 0.1)
  })

  it('#14: maximum momentary, live', () => {
    const errors: number[] = []
    play(steppedTone(steps(0.4, 0.02)), {
      each(meter, at) {
        if (Math.round(at * 10) % 8 === 0) errors.push(meter.maxMomentaryLufs() - (-38 + errors.length))
      },
    })
    note('3341 #14, off by', errors, 'LU')
    expect(errors).toHaveLength(20)
    for (const error of errors) near(error, 0, 0.1)
  })
})

describe('Tech 3341, true peak', () => {
  const cases: readonly (readonly [number, number, Float64Array])[] = [
    [15, -6, fadedTone(4, 0.5, 0)],
    [16, -6, fadedTone(4, 0.5, 45)],
    [17, -6, fadedTone(6, 0.5, 60)],
    [18, -6, fadedTone(8, 0.5, 67.5)],
    [19, 3, fadedTone(4, 1.41, 45)],
    [20, 0, oversampledBurst(0)],
    [21, 0, oversampledBurst(1)],
    [22, 0, oversampledBurst(2)],
    [23, 0, oversampledBurst(3)],
  ]
  it.each(cases)('#%i: %d dBTP', (number, expected, signal) => {
    const value = play(signal).maxTruePeakDb()
    note(`3341 #${number}`, [value], 'dBTP')
    expect(value).toBeLessThanOrEqual(expected + 0.2)
    expect(value).toBeGreaterThanOrEqual(expected - 0.4)
  })
})

describe('Tech 3342, loudness range', () => {
  const cases: readonly (readonly [number, number, readonly number[]])[] = [
    [1, 10, [-20, -30]],
    [2, 5, [-20, -15]],
    [3, 20, [-40, -20]],
    [4, 15, [-50, -35, -20, -35, -50]],
  ]
  it.each(cases)('#%i: %d LU', (number, expected, levels) => {
    const value = play(steppedTone(levels.map((level): Segment => [level, 20]))).loudnessRangeLu()
    note(`3342 #${number}`, [value], 'LU')
    near(value, expected, 1)
  })
})

describe.each([44_100, 88_200, 96_000])('at %i Hz', (sampleRate) => {
  it('Tech 3341 #1, #3 and #12', () => {
    const steady = play(steppedTone([[-23, 20]], sampleRate), { sampleRate })
    for (const figure of [steady.momentaryLufs(), steady.shortTermLufs(), steady.integratedLufs()])
      near(figure, -23, 0.1)
    const relative = steppedTone(
      [
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ],
      sampleRate,
    )
    near(play(relative, { sampleRate }).integratedLufs(), -23, 0.1)
    const steps = steppedTone(
      repeated(25, [
        [-20, 0.18],
        [-30, 0.22],
      ]),
      sampleRate,
    )
    play(steps, { sampleRate, each: (meter, at) => at > 0.999 && near(meter.momentaryLufs(), -23, 0.1) })
  })

  it('Tech 3342 #1', () => {
    near(
      play(
        steppedTone(
          [
            [-20, 20],
            [-30, 20],
          ],
          sampleRate,
        ),
        { sampleRate },
      ).loudnessRangeLu(),
      10,
      1,
    )
  })

  it('Tech 3341 #15 to #20: true peaks between the samples', () => {
    const cases: readonly (readonly [expected: number, signal: Float64Array])[] = [
      [-6, fadedTone(4, 0.5, 0, sampleRate)],
      [-6, fadedTone(4, 0.5, 45, sampleRate)],
      [-6, fadedTone(6, 0.5, 60, sampleRate)],
      [-6, fadedTone(8, 0.5, 67.5, sampleRate)],
      [3, fadedTone(4, 1.41, 45, sampleRate)],
      [0, oversampledBurst(0)],
    ]
    const errors = cases.map(([expected, signal]) => play(signal, { sampleRate }).maxTruePeakDb() - expected)
    note(`3341 #15 … #20 at ${sampleRate} Hz, off by`, errors, 'dB')
    for (const error of errors) expect(error > -0.4 && error < 0.2, `${error} dB`).toBe(true)
  })
})
