import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand, type Command } from '../domain/commands.ts'
import type { Session } from '../domain/session.ts'
import { dbToGain, decibels, type FaderLevel } from '../domain/units.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { busIndex, renderBlocks, rendererOf } from '../testing/mixRun.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { mixLevels } from './levels.ts'

const module = kernelModule()
const RAMP = 960

/** The left gain of the music, sample by sample, while the session changes at given positions. */
function gainTrace(
  session: Session,
  moves: readonly { readonly at: number; readonly command: Command }[],
  length: number,
): Float64Array {
  const renderer = rendererOf(module, session, { kind: 'live', maxBlock: 512 })
  const bus = renderer.bus(busIndex(renderer, 'stem:music'))[0] ?? new Float64Array(0)
  const dc = new Float64Array(length).fill(1)
  const out = new Float64Array(length)
  let now = session
  renderBlocks(
    renderer,
    [[dc, dc]],
    [512],
    ({ start, frames }) => out.set(bus.subarray(0, frames), start),
    moves.map(({ at }) => at),
    (start) => {
      for (const { at, command } of moves) {
        if (at !== start) continue
        now = applyCommand(now, command)
        renderer.setLevels(mixLevels(renderer.plan, now), true)
      }
    },
  )
  return out
}

const fader = (db: FaderLevel): Command => ({ type: 'track/setFader', track: '1', db })
const differences = (trace: Float64Array): Float64Array =>
  Float64Array.from({ length: trace.length - 1 }, (_, n) => (trace[n + 1] ?? 0) - (trace[n] ?? 0))

const steepest = (trace: Float64Array): number =>
  differences(trace).reduce((top, d) => Math.max(top, Math.abs(d)), 0)

describe('a level move', () => {
  const level = fc.oneof(fc.constant(null), fc.double({ min: -100, max: 12, noNaN: true }).map(decibels))

  it('is a straight line of 20 ms that ends at the target exactly', () => {
    fc.assert(
      fc.property(level, level, fc.integer({ min: 1, max: 1000 }), (from, to, at) => {
        const trace = gainTrace(sessionFixture([{ faderDb: from }]), [{ at, command: fader(to) }], 3000)
        const start = dbToGain(from)
        const target = dbToGain(to)
        expect(trace.subarray(0, at).every((gain) => gain === start)).toBe(true)
        expect(trace.subarray(at + RAMP - 1).every((gain) => gain === target)).toBe(true)
        const step = (target - start) / RAMP
        const slope = differences(trace.subarray(at - 1, at + RAMP))
        expect(slope.every((difference) => Math.abs(difference - step) < 1e-14)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('never steps back or over on its way', () => {
    const trace = gainTrace(
      sessionFixture([{ faderDb: decibels(-40) }]),
      [{ at: 100, command: fader(decibels(6)) }],
      2000,
    )
    expect(differences(trace).every((difference) => difference >= 0)).toBe(true)
    expect(Math.max(...trace)).toBe(dbToGain(decibels(6)))
  })

  it('takes a new target in the middle from where it is, without a step', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: RAMP + 40 }), level), { minLength: 2, maxLength: 12 }),
        (targets) => {
          let at = 0
          const moves = targets.map(([after, db]) => {
            at += after
            return { at, command: fader(db) }
          })
          const trace = gainTrace(sessionFixture([{}]), moves, at + 2 * RAMP)
          // The longest way a gain can go in one ramp is from 0 to the largest target, or back.
          const most = Math.max(1, ...targets.map(([, db]) => dbToGain(db))) / RAMP
          expect(steepest(trace)).toBeLessThan(most + 1e-12)
          expect(trace.at(-1)).toBe(dbToGain(targets.at(-1)?.[1] ?? null))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is not held up by being told the same again', () => {
    const command = fader(decibels(-6))
    const once = gainTrace(sessionFixture([{}]), [{ at: 100, command }], 2000)
    const often = gainTrace(
      sessionFixture([{}]),
      [100, 300, 301, 900].map((at) => ({ at, command })),
      2000,
    )
    expect(often).toEqual(once)
  })

  it.each<[string, Command]>([
    ['mute', { type: 'track/setMute', track: '1', mute: true }],
    ['polarity', { type: 'track/setPolarity', track: '1', inverted: true }],
    ['balance', { type: 'track/setPan', track: '1', pan: 1 }],
    ['trim', { type: 'track/setTrim', track: '1', db: 24 }],
    ['stem fader', { type: 'stem/setFader', stem: 'music', db: null }],
    ['stem mute', { type: 'stem/setMute', stem: 'music', mute: true }],
  ])('of %s has no step longer than its 960th part', (_name, command) => {
    const trace = gainTrace(sessionFixture([{}]), [{ at: 64, command }], 2000)
    const whole = Math.abs((trace.at(-1) ?? 0) - 1)
    expect(whole).toBeGreaterThan(0.5)
    expect(steepest(trace)).toBeLessThan(whole / RAMP + 1e-12)
  })

  it('lasts 20 ms at other rates too', () => {
    for (const sampleRate of [44_100, 96_000]) {
      const session = sessionFixture([{}], { sampleRate })
      const trace = gainTrace(session, [{ at: 10, command: fader(null) }], 3000)
      expect(trace.indexOf(0)).toBe(10 + sampleRate / 50 - 1)
    }
  })

  it('is there from the first sample when the ramp is not asked for', () => {
    expect(gainTrace(sessionFixture([{ faderDb: decibels(-12) }]), [], 10)[0]).toBe(dbToGain(decibels(-12)))
  })
})
