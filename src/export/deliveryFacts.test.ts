import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameSpan } from '../domain/certificate.ts'
import { deliverableOf } from '../domain/deliverables/deliverable.ts'
import { deliverable } from '../domain/deliverables/registry.ts'
import { planDelivery } from '../domain/deliveryPlan.ts'
import { SESSION_RATES } from '../domain/sampleRates.ts'
import { FRAME_RATES, framesPerDay, frameToSample } from '../domain/timecode.ts'
import { decibels, frames, samplePosition } from '../domain/units.ts'
import { markerFixture } from '../testing/markerFixture.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { deliveryFacts, markersWithin, startOf } from './deliveryFacts.ts'

const rate = fc.constantFrom(...SESSION_RATES)
const day = (frameRate: (typeof FRAME_RATES)[number], sampleRate: number): number =>
  frameToSample(framesPerDay(frameRate), frameRate, sampleRate)

describe('the timecode of a first sample', () => {
  it('is that of the session and of the range together, on one day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAME_RATES),
        rate,
        fc.nat(5_000_000),
        fc.nat(1e9),
        (fps, hz, n, from) => {
          const base = { frameRate: fps, sampleRate: hz, startFrame: frames(n) }
          const expected = (frameToSample(frames(n), fps, hz) + from) % day(fps, hz)
          expect(startOf(base, from, hz)).toBe(expected)
        },
      ),
    )
  })

  it('is of the evening before where a leader begins before midnight', () => {
    const base = { frameRate: FRAME_RATES[1] ?? FRAME_RATES[0], sampleRate: 48_000, startFrame: frames(24) }
    if (!base.frameRate) throw new Error('no rate')
    const full = { ...base, frameRate: base.frameRate }
    expect(startOf(full, -48_001, 48_000)).toBe(86_400 * 48_000 - 1)
    expect(startOf(full, -96_000, 44_100)).toBe(86_399 * 44_100)
  })

  it('is the nearest sample at another rate', () => {
    fc.assert(
      fc.property(rate, rate, fc.nat(2_000_000), fc.nat(1e8), (from, to, frame, at) => {
        const [frameRate] = FRAME_RATES
        if (!frameRate) throw new Error('no rate')
        const base = { frameRate, sampleRate: from, startFrame: frames(frame) }
        const seconds = startOf(base, at, from) / from
        expect(Math.abs(startOf(base, at, to) / to - seconds)).toBeLessThanOrEqual(0.5001 / to)
      }),
    )
  })
})

it('files and report say the same frame, wherever in a session of drop frames a range begins', () => {
  const frameRate = FRAME_RATES.find(({ label, drop }) => drop && label.startsWith('29.97'))
  if (!frameRate) throw new Error('no rate')
  const range = { kind: 'span', from: samplePosition(6406), to: samplePosition(48_000) } as const
  const session = sessionFixture([{ length: 96_000 }], {
    frameRate,
    startFrame: frames(107_892),
    deliverables: [{ ...deliverableOf(deliverable('composite')), included: true, range }],
  })
  const plan = planDelivery(session, { name: 'reel', format: 'wav24' })
  const planned = plan.ok ? plan.value.deliverables[0] : undefined
  if (!planned) throw new Error(JSON.stringify(plan))
  const facts = { session, startedAt: new Date(0), masterGainDb: decibels(0) }
  expect(frameSpan(session, planned).first).toBe('01:00:00;04')
  expect(deliveryFacts(facts, planned, 0).timecode).toBe('01:00:00;04')
})

describe('the markers of a range', () => {
  const marker = fc.record({ at: fc.nat(2000), length: fc.option(fc.integer({ min: 1, max: 500 })) })
  it('are those that lie in it, each within the file', () => {
    fc.assert(
      fc.property(
        fc.array(marker),
        fc.nat(1000),
        fc.integer({ min: 1, max: 1500 }),
        rate,
        (list, from, length, to) => {
          const to48 = from + length
          const markers = list.map(({ at, length: own }, n) =>
            markerFixture(`${n}`, { at, ...(own !== null && { length: own }) }),
          )
          const session = sessionFixture([{}], { markers })
          const end = Math.floor((length * to) / 48_000 + 0.5)
          const found = markersWithin(session, from, to48, to)
          const inside = list.filter(
            ({ at, length: own }) => at < to48 && (at >= from || at + (own ?? 0) > from),
          )
          expect(found).toHaveLength(inside.length)
          for (const { at, length: own } of found) {
            expect(at).toBeGreaterThanOrEqual(0)
            expect(at).toBeLessThan(Math.max(1, end))
            if (own !== undefined) expect(own).toBeGreaterThanOrEqual(1)
          }
        },
      ),
    )
  })

  it('keep their names, notes and lengths, cut at the edges', () => {
    const markers = [
      markerFixture('c', { at: 900, length: 200, name: 'out' }),
      markerFixture('a', { at: 100, length: 100, name: 'in', note: 'cut' }),
      markerFixture('b', { at: 400, name: 'inside' }),
      markerFixture('d', { at: 1000, name: 'after' }),
    ]
    expect(markersWithin(sessionFixture([{}], { markers }), 150, 1000, 96_000)).toEqual([
      { at: 0, length: 100, name: 'in', note: 'cut' },
      { at: 500, name: 'inside' },
      { at: 1500, length: 200, name: 'out' },
    ])
  })
})
