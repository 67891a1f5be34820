import { describe, expect, it } from 'vitest'
import { panGains } from '../domain/gain.ts'
import { DEFAULT_LISTENING, type Listening } from '../domain/listening.ts'
import type { BusId } from '../domain/ports.ts'
import type { Session } from '../domain/session.ts'
import { dbToGain, decibels } from '../domain/units.ts'
import { exportPurpose } from '../testing/exportPurpose.ts'
import { fingerprint } from '../testing/fingerprint.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { renderBlocks, renderBus, rendererOf } from '../testing/mixRun.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { noise } from '../testing/signals.ts'
import { compileMixPlan } from './compileMixPlan.ts'
import { mixLevels } from './levels.ts'

const module = kernelModule()
const LENGTH = 1003

/** Material of every track, channel by channel, all different. */
const materialOf = (session: Session): Float64Array[][] =>
  session.tracks.map((track, t) =>
    Array.from({ length: track.speakers.length }, (_, c) => noise(LENGTH, 100 * t + c + 1, 0.3)),
  )

function render(session: Session, id: BusId): Float64Array[] {
  return renderBus(rendererOf(module, session, { kind: 'live', maxBlock: 256 }), id, materialOf(session))
}

type Terms = readonly (readonly [number, Float64Array | undefined])[]

/** Σ gain × signal, in the order given. */
function weighted(...terms: Terms): Float64Array {
  return Float64Array.from({ length: LENGTH }, (_, n) =>
    terms.reduce((sum, [gain, signal]) => sum + gain * (signal?.[n] ?? 0), 0),
  )
}

/** Σ of the terms as single floats: what the files of their stems come to. */
const summed = (...terms: Terms): Float64Array =>
  weighted(...terms.map((term) => [1, weighted(term).map(Math.fround)] as const))

const session = sessionFixture([
  { stem: 'dialogue', channels: 1, pan: -0.3 },
  { stem: 'effects', trimDb: decibels(3), faderDb: decibels(-8), pan: 0.25 },
  { stem: 'fill' },
  { stem: 'music', polarityInverted: true },
])
const [[dx] = [], fx = [], fill = [], mx = []] = materialOf(session)
const fxGain = dbToGain(decibels(3)) * dbToGain(decibels(-8))
const [panLeft, panRight] = panGains(-0.3, '-3')

describe('the mix', () => {
  it('pans mono, balances stereo and turns polarity', () => {
    expect(render(session, 'stem:dialogue')).toEqual([weighted([panLeft, dx]), weighted([panRight, dx])])
    expect(render(session, 'stem:effects')).toEqual([
      weighted([fxGain * 0.75, fx[0]]),
      weighted([fxGain, fx[1]]),
    ])
    expect(render(session, 'stem:music')).toEqual([weighted([-1, mx[0]]), weighted([-1, mx[1]])])
  })

  it('hears a mono track where its letter is, and not at all where that is nowhere', () => {
    const letters = sessionFixture(
      (['L', 'LFE', null, 'C'] as const).map((speaker) => ({ stem: 'music', speakers: [speaker] })),
    )
    const [[left], , , [centre]] = materialOf(letters) as [Float64Array[], unknown, unknown, Float64Array[]]
    expect(render(letters, 'stem:music')).toEqual([
      weighted([1, left], [Math.SQRT1_2, centre]),
      weighted([Math.SQRT1_2, centre]),
    ])
  })

  it('has dialogue, effects and music in the composite, effects, fill and music in the M&E', () => {
    const composite = render(session, 'deliverable:composite')
    const me = render(session, 'deliverable:me')
    expect(composite).toEqual([
      summed([panLeft, dx], [fxGain * 0.75, fx[0]], [-1, mx[0]]),
      summed([panRight, dx], [fxGain, fx[1]], [-1, mx[1]]),
    ])
    expect(me).toEqual([
      summed([fxGain * 0.75, fx[0]], [1, fill[0]], [-1, mx[0]]),
      summed([fxGain, fx[1]], [1, fill[1]], [-1, mx[1]]),
    ])
  })

  it('goes through the stem faders', () => {
    const stems = {
      effects: { faderDb: decibels(-4.3) },
      dialogue: { mute: true },
      music: { faderDb: null },
    }
    const moved = { ...session, stems: { ...session.stems, ...sessionFixture([], {}, stems).stems } }
    const gain = dbToGain(decibels(-4.3))
    const [left] = render(moved, 'deliverable:composite')
    const stem = weighted([fxGain * 0.75, fx[0]]).map((value) => value * gain)
    expect(left).toEqual(stem.map(Math.fround))
  })

  it('leaves out muted tracks and those at −∞', () => {
    const tracks = session.tracks.map((track, i) =>
      i === 1 ? { ...track, mute: true } : i === 0 ? { ...track, faderDb: null } : track,
    )
    const [left] = render({ ...session, tracks }, 'deliverable:composite')
    expect(left).toEqual(summed([-1, mx[0]]))
  })

  it('is silent without a track, and knows only stems that have tracks', () => {
    const empty = rendererOf(module, sessionFixture([]), { kind: 'live', maxBlock: 128 })
    expect(empty.plan.buses.map(({ id }) => id)).toEqual(['deliverable:composite', 'deliverable:me'])
    empty.run(128)
    expect(empty.bus(0).every((channel) => channel.every((value) => value === 0))).toBe(true)
  })

  it('passes 5.1 channel by channel', () => {
    const surround = sessionFixture([{ channels: 6, stem: 'music' }], { layout: '5.1' })
    expect(render(surround, 'stem:music')).toEqual(materialOf(surround)[0])
    expect(render(surround, 'deliverable:me')).toEqual(
      materialOf(surround)[0]?.map((c) => c.map(Math.fround)),
    )
  })

  it('keeps the peak of each track after its fader', () => {
    const renderer = rendererOf(module, session, { kind: 'live', maxBlock: 256 })
    renderBlocks(renderer, materialOf(session), [256], () => undefined)
    const peak = (signal?: Float64Array): number => Math.max(...(signal ?? []).map(Math.abs))
    const peaks = [...(renderer.trackPeaks ?? [])]
    expect(peaks).toHaveLength(8)
    const expected = [
      panLeft * peak(dx),
      panRight * peak(dx),
      fxGain * 0.75 * peak(fx[0]),
      fxGain * peak(fx[1]),
    ]
    expected.forEach((value, i) => {
      expect(peaks[i]).toBeCloseTo(value, 14)
    })
    expect(peaks.slice(4)).toEqual([peak(fill[0]), peak(fill[1]), peak(mx[0]), peak(mx[1])])
  })
})

describe('listening', () => {
  const solo = (change: Partial<Listening>): Listening => ({ ...DEFAULT_LISTENING, ...change })

  it.each<[string, Listening]>([
    ['a track in solo', solo({ soloTracks: new Set(['2']) })],
    ['a stem in solo', solo({ soloStems: new Set(['music']) })],
    ['one stem on the monitors, dimmed', solo({ source: { kind: 'stem', id: 'fill' }, dim: true })],
  ])('%s changes no bus that is delivered or measured', (_name, listening) => {
    const purpose = { kind: 'live', maxBlock: 256 } as const
    const inputs = materialOf(session)
    const plain = rendererOf(module, session, purpose)
    const heard = rendererOf(module, session, purpose, listening)
    for (const renderer of [plain, heard]) renderBlocks(renderer, inputs, [256], () => undefined)
    expect(plain.plan).toEqual(heard.plan)
    heard.plan.buses.forEach((_, bus) => {
      expect(heard.bus(bus)).toEqual(plain.bus(bus))
    })
    expect(heard.meters.map((meter) => meter?.maxTruePeakDb())).toEqual(
      plain.meters.map((meter) => meter?.maxTruePeakDb()),
    )
    expect(heard.trackPeaks).toEqual(plain.trackPeaks)
  })

  it('gives an export plan no ramp to be heard by', () => {
    const plan = compileMixPlan(session, exportPurpose(256, 'wav24'))
    expect(plan.solo).toBeNull()
    expect(plan.ramps.sources.filter(({ of }) => of === 'solo')).toEqual([])
    expect(mixLevels(plan, session, solo({ soloStems: new Set(['music']) }))).toEqual(
      mixLevels(plan, session),
    )
  })

  const soloBus = (listening: Listening, mix = session): readonly Float64Array[] => {
    const renderer = rendererOf(module, mix, { kind: 'live', maxBlock: LENGTH }, listening)
    renderBlocks(renderer, materialOf(mix), [LENGTH], () => undefined)
    return renderer.solo ?? []
  }

  it('hears what is in solo, at its place in the mix', () => {
    const tracks = soloBus(solo({ soloTracks: new Set(['1', '4']) }))
    expect(tracks[0]).toEqual(weighted([panLeft, dx], [-1, mx[0]]))
    const stems = soloBus(solo({ soloStems: new Set(['effects']) }))
    expect(stems[1]).toEqual(weighted([fxGain, fx[1]]))
  })

  it('hears it through the fader of its stem', () => {
    const effects = { faderDb: decibels(-5), mute: false }
    const lowered = { ...session, stems: { ...session.stems, effects } }
    const [, right] = soloBus(solo({ soloTracks: new Set(['2']) }), lowered)
    const expected = weighted([fxGain * dbToGain(decibels(-5)), fx[1]])
    right?.forEach((value, n) => {
      expect(value).toBeCloseTo(expected[n] ?? Number.NaN, 14)
    })
  })

  it.each<[string, Listening]>([
    ['fill in solo while the composite is heard', solo({ soloStems: new Set(['fill']) })],
    [
      'music in solo while the dialogue is heard',
      solo({ soloStems: new Set(['music']), source: { kind: 'stem', id: 'dialogue' } }),
    ],
    ['nothing in solo', DEFAULT_LISTENING],
  ])('%s is silence', (_name, listening) => {
    expect(soloBus(listening).every((channel) => channel.every((value) => value === 0))).toBe(true)
  })
})

describe('a live mix and an export of the same session', () => {
  it('deliver the same doubles before rounding', () => {
    const inputs = materialOf(session)
    const single = inputs.map((channels) => channels.map((channel) => channel.map(Math.fround)))
    const live = fingerprint(module, session, { kind: 'live', maxBlock: 128 }, single, [128])
    const exported = fingerprint(module, session, exportPurpose(2048, 'wav32f'), single, [2048])
    // The stems are not rounded in either; the deliverables are, in an export.
    for (const stem of ['stem:dialogue', 'stem:effects', 'stem:fill', 'stem:music'])
      expect(exported.buses[stem]).toBe(live.buses[stem])
  })

  it('deliver what was heard: the float file holds the live bus', () => {
    const inputs = materialOf(session)
    const exported = rendererOf(module, session, exportPurpose(LENGTH, 'wav32f'))
    renderBlocks(exported, inputs, [LENGTH], () => undefined)
    for (const [index, id] of (['deliverable:composite', 'deliverable:me'] as const).entries()) {
      const file = new Float32Array(exported.packed(index, LENGTH).slice().buffer)
      render(session, id).forEach((heard, c) => {
        expect(file.filter((_, i) => i % 2 === c)).toEqual(Float32Array.from(heard))
      })
    }
  })

  it('cannot be levelled for another session', () => {
    const plan = compileMixPlan(session, { kind: 'live', maxBlock: 128 })
    expect(() => mixLevels(plan, sessionFixture([{}]))).toThrow(RangeError)
  })
})
