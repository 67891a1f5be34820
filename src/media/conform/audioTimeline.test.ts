import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AudioBounds, AudioTimeline } from './audioTimeline.ts'

const RATE = 48_000
/** Mono blocks whose samples count from 1. */
function ramp(from: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, n) => from + n)
}

function laid(
  blocks: readonly (readonly [number, Float32Array])[],
  bounds: Partial<AudioBounds> = {},
): { out: number[]; warnings: readonly string[] } {
  const timeline = new AudioTimeline(1, RATE, { shift: 0, exactStart: false, ...bounds })
  const out: number[] = []
  for (const [at, samples] of blocks) for (const part of timeline.push(at, samples)) out.push(...part)
  for (const part of timeline.finish()) out.push(...part)
  return { out, warnings: timeline.warnings }
}

describe('AudioTimeline', () => {
  it('gives blocks that follow each other as they are, though their labels are rounded', () => {
    const blocks = [
      [0, ramp(1, 1000)],
      [1003, ramp(1001, 1000)],
      [1990, ramp(2001, 1000)],
    ] as const
    expect(laid(blocks)).toEqual({ out: [...ramp(1, 3000)], warnings: [] })
  })

  it('leaves out what is before 0, wherever a block is cut', () => {
    const blocks = [
      [-1500, ramp(1, 1000)],
      [-500, ramp(1001, 1000)],
      [500, ramp(2001, 1000)],
    ] as const
    expect(laid(blocks)).toEqual({ out: [...ramp(1501, 1500)], warnings: [] })
  })

  it('takes off a delay that labels do not know of', () => {
    const blocks = [
      [0, ramp(1, 1152)],
      [1152, ramp(1153, 1152)],
    ] as const
    expect(laid(blocks, { shift: -1105 }).out).toEqual([...ramp(1106, 1199)])
  })

  it('leaves out what a codec adds after the end', () => {
    const blocks = [
      [0, ramp(1, 1000)],
      [1000, ramp(1001, 1000)],
      [2000, ramp(2001, 1000)],
    ] as const
    expect(laid(blocks, { end: 1400 })).toEqual({ out: [...ramp(1, 1400)], warnings: [] })
  })

  it('cuts off what is after the end of an edit, however much it is, and needs no more', () => {
    const timeline = new AudioTimeline(1, RATE, { shift: -100, exactStart: true, end: 1400, cut: true })
    const out: number[] = []
    const over: boolean[] = []
    for (let n = 0; n < 20; n++) {
      for (const part of timeline.push(n * 1000, ramp(1 + n * 1000, 1000))) out.push(...part)
      over.push(timeline.isOver)
    }
    for (const part of timeline.finish()) out.push(...part)
    expect(out).toEqual([...ramp(101, 1400)])
    expect(over.indexOf(true)).toBe(1)
    expect(timeline.warnings).toEqual([])
  })

  it('does not believe an end that audio goes on after', () => {
    const { out, warnings } = laid(
      Array.from({ length: 20 }, (_, n) => [n * 1000, ramp(1 + n * 1000, 1000)] as const),
      { end: 1400 },
    )
    expect(out).toEqual([...ramp(1, 20_000)])
    expect(warnings).toEqual(['It goes on after the end that it states: it is read whole.'])
  })

  it('says when a file ends early', () => {
    const { out, warnings } = laid([[0, ramp(1, 1000)]], { end: 49_000 })
    expect(out).toEqual([...ramp(1, 1000)])
    expect(warnings).toEqual([
      'It ends 1.000 s before the end that it states: it is damaged, or was not copied whole.',
    ])
  })

  it('fills holes with silence, and says so', () => {
    const { out, warnings } = laid([
      [4800, ramp(1, 100)],
      [9700, ramp(101, 100)],
    ])
    expect(out).toEqual([
      ...new Array(4800).fill(0),
      ...ramp(1, 100),
      ...new Array(4800).fill(0),
      ...ramp(101, 100),
    ])
    expect(warnings).toEqual([
      'By its time stamps it begins late: 0.100 s of silence stand before it.',
      'Its time stamps leave a hole: 0.100 s of silence stand there.',
    ])
  })

  it('puts silence before what begins late, however little, where the file counts to the sample', () => {
    const blocks = [
      [1008, ramp(1, 1000)],
      [2010, ramp(1001, 1000)],
    ] as const
    const { out, warnings } = laid(blocks, { exactStart: true, end: 3008 })
    expect(out).toEqual([...new Array(1008).fill(0), ...ramp(1, 2000)])
    expect(warnings).toEqual(['By its time stamps it begins late: 0.021 s of silence stand before it.'])
    expect(laid(blocks)).toEqual({ out: [...ramp(1, 2000)], warnings: [] })
  })

  it('puts parts end to end whose labels run back', () => {
    const { out, warnings } = laid([
      [0, ramp(1, 5000)],
      [0, ramp(5001, 5000)],
      [5000, ramp(10_001, 100)],
    ])
    expect(out).toEqual([...ramp(1, 10_100)])
    expect(warnings).toEqual(['Its time stamps run back: its parts are put end to end.'])
  })

  it('refuses holes that nobody can mean', () => {
    expect(() => laid([[RATE * 3601, ramp(1, 10)]])).toThrow(RangeError)
  })

  it('is the same however the blocks are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 }),
        fc.nat(2000),
        fc.option(fc.nat(1500), { nil: undefined }),
        (lengths, delay, end) => {
          const total = lengths.reduce((sum, n) => sum + n, 0)
          const bounds = { shift: -delay, ...(end !== undefined && { end }) }
          let at = 0
          const blocks = lengths.map((length) => {
            const block = [at, ramp(1 + at, length)] as const
            at += length
            return block
          })
          expect(laid(blocks, bounds)).toEqual(laid([[0, ramp(1, total)]], bounds))
        },
      ),
      { numRuns: 300 },
    )
  })
})
