import { expect, test } from 'vitest'
import type { CheckId, StreamId } from '../../domain/checks.ts'
import type { Speaker } from '../../domain/layout.ts'
import type { StemId } from '../../domain/stems.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { noise, silence, sine } from '../../testing/signals.ts'
import { CheckRun } from './checkRun.ts'

const RATE = 48_000
const module = kernelModule()

type Sound = {
  readonly id: StreamId
  readonly pcm: readonly Float64Array[]
  readonly stems?: readonly StemId[]
}

function findings(sounds: readonly Sound[], speakers: readonly Speaker[] = ['L', 'R'], gain = 1) {
  const length = sounds[0]?.pcm[0]?.length ?? 0
  const streams = sounds.map(({ id, stems = [] }) => {
    const isComposite = id === 'deliverable:composite'
    return { id, name: id, speakers, stems, isComposite }
  })
  const run = new CheckRun({ module, sampleRate: RATE, streams, length, gain })
  run.observe({ from: 0, frames: length, pcm: sounds.map(({ pcm }) => pcm) })
  return run.finish().findings
}
const checksOf = (sounds: readonly Sound[], speakers?: readonly Speaker[]): readonly CheckId[] =>
  findings(sounds, speakers).map(({ check }) => check)

const both = (side: Float64Array): readonly Float64Array[] => [side, side]
const room = (seed: number, seconds = 6): readonly Float64Array[] => [
  noise(seconds * RATE, seed, 0.01),
  noise(seconds * RATE, seed + 1, 0.01),
]

test('noise by itself has nothing wrong with it', () => {
  expect(checksOf([{ id: 'deliverable:composite', pcm: room(1) }])).toEqual([])
})

test('a true peak between samples is found where none of them is over the ceiling', () => {
  // EBU Tech 3341, signal 19, 6 dB lower: a quarter of the rate at 45 degrees, +3 dB over its samples.
  const tone = Float64Array.from(
    { length: RATE },
    (_, n) => 0.9 * Math.min(1, n / 4800, (RATE - n) / 4800) * Math.sin((Math.PI / 2) * n + Math.PI / 4),
  )
  expect(Math.max(...tone)).toBeLessThan(10 ** (-2 / 20))
  const [found] = findings([{ id: 'deliverable:composite', pcm: both(tone) }])
  expect(found).toMatchObject({ check: 'truePeak', streams: ['deliverable:composite'] })
  expect(found?.value).toBeCloseTo(20 * Math.log10(0.9), 1)
})

const truePeaks = (side: Float64Array) =>
  findings([{ id: 'deliverable:composite', pcm: both(side) }]).filter(({ check }) => check === 'truePeak')
/** Two equal samples, which have a true peak of +1.8 dBTP between them. */
const pairAt = (first: number, length = RATE): Float64Array =>
  silence(length).map((_, n) => (n === first || n === first + 1 ? 0.99 : 0))

test.each([
  ['in the middle of what is looked at at once', 60, RATE],
  ['at its end, before what is silent', 118, RATE],
  ['at the end of a hop', 958, RATE],
  ['where little comes after', 118, 121],
  ['at the end of all', RATE - 2, RATE],
])('a true peak is found wherever it is: %s', (_, first, length) => {
  const [found, ...others] = truePeaks(pairAt(first, length))
  expect(others).toEqual([])
  expect(found?.value).toBeCloseTo(1.8, 1)
  expect(Math.abs((found?.from ?? 0) - first)).toBeLessThanOrEqual(1)
})

test('a true peak is found at the end of a stretch, after which the film goes on elsewhere', () => {
  const [name, speakers] = ['Composite', ['L', 'R']] as const
  const streams = [{ id: 'deliverable:composite', name, speakers, stems: [] }] as const
  const run = new CheckRun({ module, sampleRate: RATE, streams, length: RATE })
  const quiet = both(silence(1000))
  run.observe({ from: 0, frames: 1000, pcm: [both(pairAt(998, 1000))] })
  run.observe({ from: 5000, frames: 1000, pcm: [quiet] })
  const [found] = run.finish().findings.filter(({ check }) => check === 'truePeak')
  expect(found?.value).toBeCloseTo(1.8, 1)
  expect(found?.from).toBeLessThan(1000)
})

test('samples held at full scale are clipping from the third on', () => {
  const tone = sine(2 * RATE, 100, 0.5)
  const held = (count: number) => tone.map((x, n) => (n >= RATE && n < RATE + count ? 1 : x))
  const clips = (count: number) =>
    findings([{ id: 'stem:music', pcm: both(held(count)) }]).filter(({ check }) => check === 'clipping')
  expect(clips(2)).toEqual([])
  expect(clips(3)).toMatchObject([{ from: RATE, to: RATE + 3, value: 3 }])
})

test('silence before something loud is no flat top', () => {
  const tone = silence(2 * RATE).map((_, n) =>
    n < 48_100 ? 0 : 0.999 * Math.sin((2 * Math.PI * (n - 48_100)) / 48),
  )
  expect(checksOf([{ id: 'stem:music', pcm: both(tone) }])).not.toContain('clipping')
})

test('what was cut off before the gain of all is found behind it, and what is loud is not', () => {
  const tone = sine(2 * RATE, 100, 0.9).map((x, n) => (n >= RATE && n < RATE + 9 ? 1 : x) * 0.3)
  const clips = (gain: number) =>
    findings([{ id: 'stem:music', pcm: both(tone) }], undefined, gain).filter(
      ({ check }) => check === 'clipping',
    )
  expect(clips(0.3)).toMatchObject([{ from: RATE, to: RATE + 9, value: 9 }])
  expect(clips(1)).toEqual([])
})

test.each([
  ['the dialogue is in the M&E alone by chance', 3, false],
  ['the M&E has the dialogue 40 dB down, 12 samples late', 1, true],
])('%s', { timeout: 60_000 }, (_, seed, bleeds) => {
  const syllables = (n: number): number => Math.max(0, Math.sin((2 * Math.PI * 3 * n) / RATE))
  const voice = noise(12 * RATE, 1, 0.2).map((x, n) => x * syllables(n))
  const other = noise(12 * RATE, seed, 0.2).map((x, n) => x * syllables(n))
  const [left, right] = room(8, 12)
  const me = [left, right].map((side) => side?.map((x, n) => x + 0.01 * (other[n - 12] ?? 0)) ?? silence(0))
  const found = findings([
    { id: 'stem:dialogue', pcm: both(voice), stems: ['dialogue'] },
    { id: 'deliverable:me', pcm: me, stems: ['effects', 'music'] },
  ]).filter(({ check }) => check === 'bleed')
  expect(found.length).toBe(bleeds ? 1 : 0)
  if (bleeds) expect(Math.abs((found[0]?.value ?? 0) + 40)).toBeLessThan(1.5)
})

test('sides upside down to one another are out of phase', () => {
  const [side = silence(0)] = room(3)
  const found = findings([{ id: 'deliverable:me', pcm: [side, side.map((x) => -x)] }])
  expect(found).toMatchObject([{ check: 'phase', value: -1, from: 0, to: side.length }])
})

test.each([
  ['at the beginning', 0, 1.5],
  ['in the middle', 2, 4],
  ['at the end', 4.5, 6],
])('sides are out of phase where they are, and nowhere else: %s', (_, first, last) => {
  const [side = silence(0)] = room(3)
  const isTurned = (n: number): boolean => n >= first * RATE && n < last * RATE
  const turned = side.map((x, n) => (isTurned(n) ? -x : x))
  const found = findings([{ id: 'deliverable:me', pcm: [side, turned] }])
  expect(found).toMatchObject([{ check: 'phase' }])
  const { from = 0, to = 0 } = found[0] ?? {}
  expect(Math.abs(from / RATE - first)).toBeLessThan(0.2)
  expect(Math.abs(to / RATE - last)).toBeLessThan(0.2)
  // As far inside at either edge, where there are two.
  if (first > 0 && last < 6) expect(Math.abs(from / RATE - first - (last - to / RATE))).toBeLessThan(0.11)
})

test('a side that is silent throughout is dead', () => {
  const [side = silence(0)] = room(3, 15)
  const found = findings([{ id: 'deliverable:me', pcm: [side, silence(side.length)] }])
  expect(found).toMatchObject([{ check: 'deadChannel' }])
})

test('an M&E that somebody made is compared with the mix, and effects without music are not', () => {
  const pcm = room(3)
  const found = (stems: readonly StemId[]) =>
    findings([
      { id: 'stem:dialogue', pcm: both(silence(6 * RATE)), stems: ['dialogue'] },
      { id: 'deliverable:composite', pcm, stems: ['dialogue', 'effects', 'music'] },
      { id: 'deliverable:own', pcm: pcm.map((side) => side.map((x) => x / 2)), stems },
    ])
  expect(found(['effects', 'music'])).toMatchObject([
    { check: 'gapLevel', streams: ['deliverable:own', 'deliverable:composite'] },
  ])
  expect(found(['effects', 'fill'])).toEqual([])
})

/** What the checks come to of sounds that are each there in hops from `first` to before `end`, in seconds. */
function ofParts(
  parts: readonly (Sound & { readonly name: string; readonly first: number; readonly end: number })[],
  speakers: readonly Speaker[] = ['L', 'R'],
) {
  const length = Math.max(...parts.map(({ pcm }) => pcm[0]?.length ?? 0))
  const streams = parts.map(({ id, name, stems = [] }) => {
    const isComposite = id === 'deliverable:mix'
    return { id, name, speakers, stems, isComposite }
  })
  const run = new CheckRun({ module, sampleRate: RATE, streams, length })
  for (let from = 0; from < length; from += RATE) {
    const pcm = parts.map(({ pcm, first, end }) =>
      from >= first * RATE && from < end * RATE ? pcm.map((side) => side.subarray(from, from + RATE)) : null,
    )
    run.observe({ from, frames: RATE, pcm })
  }
  return run.finish()
}
const whole = { first: 0, end: 24 } as const
const REELS = [
  { id: 'deliverable:mix', name: 'R1', first: 0, end: 12 },
  { id: 'deliverable:mix', name: 'R2', first: 12, end: 24 },
] as const
const LATE = { id: 'guide', name: 'the guide', ...whole } as const
const dry = { id: 'stem:dialogue', name: 'Dialogue', stems: ['dialogue'], ...whole } as const

test('parts of a composite are one mix for an M&E and a guide, each where it is', () => {
  const pcm = room(7, 24)
  const quiet = (side: Float64Array) => side.map((x, n) => (n >= 18 * RATE && n < 20 * RATE ? x / 2 : x))
  const guide = pcm.map((side) => side.map((_, n) => side[n - 300] ?? 0))
  const own = { id: 'deliverable:own', name: 'Own', stems: ['effects', 'music'], ...whole } as const
  const all = [
    { ...dry, pcm: both(silence(24 * RATE)) },
    ...REELS.map((reel) => ({ ...reel, pcm })),
    { ...own, pcm: pcm.map(quiet) },
    { ...LATE, pcm: guide },
  ]
  const { findings: found } = ofParts(all)
  expect(found).toMatchObject([
    { check: 'offset', streams: ['deliverable:mix', 'guide'], value: -300 },
    { check: 'gapLevel', streams: ['deliverable:own', 'deliverable:mix'] },
  ])
  const [sync, level] = found
  expect(sync?.text).toBe('R1 + R2 is 300 samples (6.25 ms) earlier than the guide.')
  expect((sync?.from ?? 0) < 6 * RATE && (sync?.to ?? 0) > 18 * RATE).toBe(true)
  expect(Math.abs((level?.from ?? 0) / RATE - 18)).toBeLessThan(2)
  expect(Math.abs((level?.to ?? 0) / RATE - 20)).toBeLessThan(2)
})

test('an M&E of another part of the film than the composite is compared with nothing, and that is not said to be done', () => {
  const pcm = room(9, 24)
  const done = (first: number): readonly CheckId[] => {
    const own = { id: 'deliverable:own', name: 'Own', stems: ['effects', 'music'], first, end: 24 } as const
    const [R1] = REELS
    const all = [
      { ...dry, pcm: both(silence(24 * RATE)) },
      { ...R1, pcm },
      { ...own, pcm },
    ]
    return ofParts(all).done.map(({ check }) => check)
  }
  const compared = ['gapLevel', 'swapped', 'offset', 'drift']
  expect(done(10)).toEqual(expect.arrayContaining(compared))
  expect(done(12).filter((check) => compared.includes(check))).toEqual([])
})

test('what is so of a whole part stands where that part is', () => {
  const [, R2] = REELS
  const [left = silence(0), right = silence(0)] = room(8, 24)
  const leaning = [left, right].map((side) => side.map((x) => x + 0.05))
  const at = { from: 12 * RATE, to: 24 * RATE }
  expect(
    ofParts([
      { ...dry, pcm: [left, right] },
      { ...R2, pcm: leaning },
    ]).findings,
  ).toMatchObject([{ check: 'dcOffset', streams: [R2.id], ...at }])
  const own = { ...R2, id: 'deliverable:own', name: 'Own', stems: ['effects', 'music'] } as const
  const swapped = [
    { ...dry, pcm: both(silence(24 * RATE)) },
    { ...R2, first: 0, pcm: [left, right] },
    { ...own, pcm: [right, left] },
  ]
  expect(ofParts(swapped).findings).toMatchObject([{ check: 'swapped', streams: [own.id, R2.id], ...at }])
  const wide = (seed: number): Float64Array => noise(24 * RATE, seed, 0.02)
  const film = [wide(1), wide(2), sine(24 * RATE, 60, 0.1), wide(3), wide(4), wide(5)]
  const surround = ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'] as const
  const quiet = {
    id: 'stem:music',
    name: 'Music',
    ...whole,
    pcm: surround.map(() => silence(24 * RATE)),
  } as const
  const order = ofParts([quiet, { ...R2, pcm: film }], surround).findings.filter(
    ({ check }) => check === 'channelOrder',
  )
  expect(order).toMatchObject([{ streams: [R2.id], ...at }])
})

test('an LFE in the place of the centre is told by its frequencies', () => {
  const low = sine(3 * RATE, 60, 0.1)
  const wide = (seed: number): Float64Array => noise(3 * RATE, seed, 0.02)
  const film = [wide(1), wide(2), wide(3), low, wide(4), wide(5)]
  const other = [wide(1), wide(2), low, wide(3), wide(4), wide(5)]
  const speakers: readonly Speaker[] = ['L', 'R', 'C', 'LFE', 'Ls', 'Rs']
  expect(checksOf([{ id: 'deliverable:me', pcm: film }], speakers)).not.toContain('channelOrder')
  expect(checksOf([{ id: 'deliverable:me', pcm: other }], speakers)).toContain('channelOrder')
})

test('a click of a stem is told once, and not again for all that it is summed into', () => {
  const pcm = room(4).map((side) => side.map((x, n) => (n === 100_000 ? x + 0.3 : x)))
  const found = findings([
    { id: 'stem:effects', pcm, stems: ['effects'] },
    { id: 'deliverable:composite', pcm, stems: ['dialogue', 'effects', 'music'] },
  ])
  expect(found).toMatchObject([{ check: 'click', from: 100_000, streams: ['stem:effects'] }])
})

test('an M&E that drifts does not hide that the guide is silent', { timeout: 60_000 }, () => {
  const mix = room(6, 20)
  // A sample is left out of every 1000.
  const me = mix.map((side) => side.map((_, n) => side[n + Math.floor(n / 1000)] ?? 0))
  const found = findings([
    { id: 'deliverable:composite', pcm: mix },
    { id: 'deliverable:me', pcm: me },
    { id: 'guide', pcm: both(silence(20 * RATE)) },
  ])
  const sync = found.filter(({ check }) => check === 'offset' || check === 'drift')
  expect(sync.map(({ check, streams }) => [check, streams[0]]).toSorted()).toEqual([
    ['drift', 'deliverable:me'],
    ['offset', 'deliverable:composite'],
  ])
})

test('what there was nothing to look at for is not said to be done', () => {
  const done = (speakers: readonly Speaker[], ...ids: readonly StreamId[]) => {
    const streams = ids.map((id) => {
      const isComposite = id === 'deliverable:composite'
      return { id, name: id, speakers, stems: [], isComposite }
    })
    const run = new CheckRun({ module, sampleRate: RATE, streams, length: RATE })
    return run.finish().done.map(({ check }) => check)
  }
  const ofSamples = ['clipping', 'click', 'dropout', 'dcOffset']
  const sides = ['phase', 'deadChannel']
  expect(done(['M'], 'stem:music').toSorted()).toEqual(ofSamples.toSorted())
  expect(done(['L', 'R'], 'stem:music').toSorted()).toEqual([...ofSamples, ...sides].toSorted())
  const mix = [...ofSamples, ...sides, 'truePeak', 'silence']
  expect(done(['L', 'R'], 'deliverable:composite', 'stem:effects').toSorted()).toEqual(mix.toSorted())
  expect(done(['L', 'R'], 'deliverable:composite', 'stem:dialogue').toSorted()).toEqual(mix.toSorted())
  expect(done(['L', 'R'], 'stem:narration', 'stem:fill')).toContain('hole')
  expect(done(['L', 'R', 'C', 'LFE', 'Ls', 'Rs'], 'stem:music')).toContain('channelOrder')
  expect(done(['L', 'R'], 'guide')).toEqual([])
})
