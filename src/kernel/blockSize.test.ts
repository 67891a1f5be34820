import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand, type Command } from '../domain/commands.ts'
import type { Session } from '../domain/session.ts'
import { STEMS } from '../domain/stems.ts'
import { decibels } from '../domain/units.ts'
import { exportPurpose } from '../testing/exportPurpose.ts'
import { fingerprint, type Move } from '../testing/fingerprint.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { noise, sine } from '../testing/signals.ts'
import type { PlanPurpose } from './mixPlan.ts'

const module = kernelModule()

const mix = sessionFixture(
  [
    { stem: 'dialogue', channels: 1, pan: -0.3, faderDb: decibels(-2.7) },
    { stem: 'effects', pan: 0.4, trimDb: decibels(5.1), polarityInverted: true },
    { stem: 'fill', channels: 1, faderDb: decibels(-9) },
    { stem: 'music', faderDb: decibels(-1.3) },
    { stem: 'music', channels: 1, pan: 1 },
    { stem: 'effects', channels: 6, pan: -0.2, faderDb: decibels(-4) },
    { stem: 'dialogue', speakers: ['L', null, 'C'], polarityInverted: true },
  ],
  { panLaw: '-4.5' },
  { music: { faderDb: decibels(-0.7) } },
)

/** Loud enough to go over full scale now and then. */
const material = (length: number): Float64Array[][] =>
  mix.tracks.map((track, t) =>
    Array.from({ length: track.speakers.length }, (_, c) =>
      t === 3 ? sine(length, 997 + c, 0.6) : noise(length, 10 * t + c + 1, 0.4),
    ),
  )

/** A session after each command, at positions that belong to no block size. */
function movesOf(positions: readonly number[], commands: readonly Command[]): Move[] {
  let session: Session = mix
  return positions.map((at, i) => {
    const command = commands[i]
    if (command) session = applyCommand(session, command)
    return { at, session }
  })
}

const COMMANDS: readonly Command[] = [
  { type: 'track/setFader', track: '1', db: decibels(3) },
  { type: 'track/setPan', track: '1', pan: 0.9 },
  { type: 'track/setMute', track: '2', mute: true },
  { type: 'stem/setFader', stem: 'music', db: decibels(-31) },
  { type: 'track/setPolarity', track: '4', inverted: true },
  { type: 'track/setFader', track: '3', db: null },
  { type: 'track/setMute', track: '2', mute: false },
  { type: 'stem/setFader', stem: 'music', db: decibels(2) },
  { type: 'track/setPan', track: '6', pan: 0.8 },
]

const live = (maxBlock: number): PlanPurpose => ({ kind: 'live', maxBlock })

describe('blocks of 128, 4096 and 1 000 003 samples give the same bits', () => {
  const inputs = material(1_100_000)
  const moves = movesOf([5, 100_003, 100_500, 333_333, 333_334, 600_001, 999_999, 1_000_100], COMMANDS)

  it('live, with faders moving', () => {
    const reference = fingerprint(module, mix, live(128), inputs, [128], moves)
    expect(new Set(Object.values(reference.buses)).size).toBe(6)
    expect(fingerprint(module, mix, live(4096), inputs, [4096], moves)).toEqual(reference)
    expect(fingerprint(module, mix, live(1_000_003), inputs, [1_000_003], moves)).toEqual(reference)
  })

  it.each(['wav16', 'wav16shaped', 'wav24', 'wav32f'] as const)('export as %s', (format) => {
    const of = (block: number) => fingerprint(module, mix, exportPurpose(block, format), inputs, [block])
    const reference = of(128)
    expect(reference.packed).toHaveLength(2)
    if (format !== 'wav32f') expect(Math.min(...reference.clipped)).toBeGreaterThan(0)
    expect(of(4096)).toEqual(reference)
    expect(of(1_000_003)).toEqual(reference)
  })
})

describe('any splits give the same bits', () => {
  const LENGTH = 30_011
  const inputs = material(LENGTH)
  const positions = fc
    .uniqueArray(fc.integer({ min: 0, max: LENGTH - 1 }), { maxLength: 8 })
    .map((list) => list.sort((a, b) => a - b))
  const lengths = fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4096 })), {
    minLength: 1,
    maxLength: 12,
  })
  const level = fc.oneof(fc.constant(null), fc.double({ min: -60, max: 12, noNaN: true }).map(decibels))
  const track = fc.constantFrom('1', '2', '3', '4', '5')
  const command: fc.Arbitrary<Command> = fc.oneof(
    fc.record({ type: fc.constant('track/setFader' as const), track, db: level }),
    fc.record({ type: fc.constant('track/setMute' as const), track, mute: fc.boolean() }),
    fc.record({
      type: fc.constant('track/setPan' as const),
      track,
      pan: fc.double({ min: -1, max: 1, noNaN: true }),
    }),
    fc.record({
      type: fc.constant('stem/setFader' as const),
      stem: fc.constantFrom(...STEMS.map(({ id }) => id)),
      db: fc.double({ min: -60, max: 12, noNaN: true }).map(decibels),
    }),
  )
  const commands = fc.array(command, { minLength: 8, maxLength: 8 })

  it('live', () => {
    fc.assert(
      fc.property(positions, commands, lengths, (at, what, split) => {
        const moves = movesOf(at, what)
        const whole = fingerprint(module, mix, live(LENGTH), inputs, [LENGTH], moves)
        expect(fingerprint(module, mix, live(4096), inputs, split, moves)).toEqual(whole)
      }),
      { numRuns: 20 },
    )
  })

  it.each(['wav16', 'wav16shaped', 'wav24', 'wav32f'] as const)('export as %s', (format) => {
    const of = (split: readonly number[], maxBlock: number) =>
      fingerprint(module, mix, exportPurpose(maxBlock, format), inputs, split)
    const whole = of([LENGTH], LENGTH)
    fc.assert(
      fc.property(lengths, (split) => {
        expect(of(split, 4096)).toEqual(whole)
      }),
      { numRuns: 8 },
    )
  })

  it('a stem muted in mid-programme, to the sign of zero', () => {
    const moves = movesOf([1000], [{ type: 'stem/setMute', stem: 'music', mute: true }])
    const whole = fingerprint(module, mix, live(LENGTH), inputs, [LENGTH], moves)
    expect(fingerprint(module, mix, live(128), inputs, [128], moves)).toEqual(whole)
  })
})
