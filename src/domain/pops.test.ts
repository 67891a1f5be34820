import { describe, expect, it } from 'vitest'
import { markSamples, type PopsOrder, planPart, planPops, popPlaces, popSamples } from './pops.ts'
import { sampleOfFrame } from './timebase.ts'
import { FRAME_RATES, type FrameRate, formatTimecode, parseTimecode } from './timecode.ts'
import { type Frames, frames, samples } from './units.ts'

const both: PopsOrder = { twoPop: true, tailPop: true, measure: 'programme' }
const rateOf = (label: string): FrameRate => {
  const rate = FRAME_RATES.find((each) => each.label === label)
  if (!rate) throw new Error(`no rate ${label}`)
  return rate
}
const at = (text: string, rate: FrameRate): Frames => parseTimecode(text, rate) ?? frames(0)

describe('pops', () => {
  it('are two seconds before the first and after the last frame of action, a frame long, at 24', () => {
    const rate = rateOf('24 fps')
    const session = { frameRate: rate, sampleRate: 48_000, startFrame: at('01:00:00:00', rate) }
    const plan = planPops(session, samples(2000 * 240), both)
    expect(plan.pops).toEqual([
      { from: -96_000, to: -94_000 },
      // The last frame is the 240th: 48 frames on is the 288th, counted from 0 the 287th.
      { from: 2000 * 287, to: 2000 * 288 },
    ])
    expect(plan.file).toEqual({ from: -96_000, to: 2000 * 288 })
    expect(plan.programme).toEqual({ from: 0, to: 480_000 })
  })

  it.each([
    ['24 fps', '00:59:58:00'],
    ['23.976 fps', '00:59:58:00'],
    ['25 fps', '09:59:58:00'],
    ['29.97 fps DF', '00:59:58;00'],
    ['60 fps', '00:59:58:00'],
  ])('at %s the 2-pop of a programme from the hour is at %s', (label, timecode) => {
    const rate = rateOf(label)
    const hour = timecode.startsWith('09') ? '10:00:00:00' : '01:00:00:00'
    const session = { frameRate: rate, sampleRate: 48_000, startFrame: at(hour, rate) }
    const [pop] = planPops(session, samples(480_000), both).pops
    expect(pop?.from).toBe(sampleOfFrame(session, at(timecode, rate)))
    expect(formatTimecode(at(timecode, rate), rate)).toBe(timecode)
    const exact = (2 * Math.ceil(rate.num / rate.den) * 48_000 * rate.den) / rate.num
    expect(Math.abs((pop?.from ?? 0) + exact)).toBeLessThanOrEqual(0.5)
  })

  it('are where their programme says, at every rate and length', () => {
    for (const frameRate of FRAME_RATES) {
      const startFrame = at(frameRate.drop ? '01:00:00;00' : '01:00:00:00', frameRate)
      const session = { frameRate, sampleRate: 44_100, startFrame }
      for (const length of [1, 1471, 441_001]) {
        const cut = { ffoa: frames(startFrame + 7), lfoa: frames(startFrame + 31) }
        for (const order of [both, { ...both, ...cut }]) {
          const { programme, pops } = planPops(session, samples(length), order)
          expect(popPlaces(session, programme)).toEqual(pops)
        }
      }
    }
  })

  it('lie inside a session that has its leader in it, which is not made longer', () => {
    const rate = rateOf('24 fps')
    const session = { frameRate: rate, sampleRate: 48_000, startFrame: at('00:59:50:00', rate) }
    const ffoa = at('01:00:00:00', rate)
    const lfoa = at('01:00:09:23', rate)
    const plan = planPops(session, samples(48_000 * 30), { ...both, ffoa, lfoa })
    expect(plan.file).toEqual({ from: 0, to: 48_000 * 30 })
    expect(plan.pops[0]?.from).toBe(48_000 * 8)
    expect(plan.programme).toEqual({ from: 48_000 * 10, to: 48_000 * 20 })
    expect(plan.pops[1]?.from).toBe(48_000 * 20 + 2000 * 47)
  })

  it('leave an academy leader before the first frame where it is asked for', () => {
    const rate = rateOf('24 fps')
    const session = { frameRate: rate, sampleRate: 48_000, startFrame: at('01:00:08:00', rate) }
    const plan = planPops(session, samples(48_000), { ...both, tailPop: false, leader: frames(192) })
    expect(plan.file).toEqual({ from: -8 * 48_000, to: 48_000 })
    expect(plan.pops).toEqual([{ from: -96_000, to: -94_000 }])
  })

  it('are not there when nobody asked', () => {
    const session = { frameRate: rateOf('25 fps'), sampleRate: 48_000, startFrame: frames(0) }
    const film = { from: 0, to: 100 }
    expect(planPops(session, samples(100), undefined)).toEqual({ file: film, programme: film, pops: [] })
  })

  it('stand around a part of its own, whose ends need not be those of frames', () => {
    const rate = rateOf('24 fps')
    const session = { frameRate: rate, sampleRate: 48_000, startFrame: at('01:00:00:00', rate) }
    const action = { from: 480_001, to: 959_999 }
    const pops = [
      { from: 384_000, to: 386_000 },
      { from: 958_000 + 96_000, to: 960_000 + 96_000 },
    ]
    expect(planPart(session, action, { ...both, leader: frames(72) })).toEqual({
      ...{ from: 480_000 - 144_000, to: 960_000 + 96_000 },
      marks: { action, pops },
    })
    expect(popPlaces(session, action)).toEqual(pops)
    const none = { twoPop: false, tailPop: false, measure: 'programme' } as const
    expect(planPart(session, action, none)).toEqual(action)
    // The frame that the first sample lies in is whole in the file.
    expect(planPart(session, action, { ...none, leader: frames(0) })).toEqual({
      ...{ from: 480_000, to: 959_999 },
      marks: { action, pops: [] },
    })
    // The first reel begins before the session does.
    const first = planPart(session, { from: 0, to: 2000 }, { ...both, tailPop: false })
    expect(first).toMatchObject({ from: -96_000, to: 2000 })
  })

  it('are all that sounds of what is silent but for them', () => {
    const pops = [
      { from: -2, to: 2 },
      { from: 6, to: 9 },
    ]
    const marked = [...markSamples(pops, -4, 14, 48_000)]
    const [one, other] = [popSamples(0, 4, 48_000), popSamples(0, 3, 48_000)]
    expect(marked).toEqual([0, 0, ...one, 0, 0, 0, 0, ...other, 0])
    expect([...markSamples(pops, 1, 6, 48_000)]).toEqual(marked.slice(5, 11))
  })

  it('are 1 kHz at −20 dBFS, the same in any pieces', () => {
    const pop = popSamples(0, 1920, 48_000)
    expect(Math.max(...pop)).toBeCloseTo(0.1, 12)
    const power = pop.reduce((sum, value) => sum + value * value, 0) / pop.length
    expect(10 * Math.log10(2 * power)).toBeCloseTo(-20, 6)
    expect(pop[0]).toBe(0)
    const crossings = pop.filter((value, n) => n > 0 && (pop[n - 1] ?? 0) < -1e-9 && value >= -1e-9).length
    expect(crossings).toBe(39)
    expect([...popSamples(0, 700, 48_000), ...popSamples(700, 1220, 48_000)]).toEqual([...pop])
  })
})
