import { expect, it } from 'vitest'
import type { Deliverable } from '../domain/deliverables/deliverable.ts'
import type { DeliveryOrder } from '../domain/delivery.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import { deliverablesOf } from '../domain/sessionDeliverables.ts'
import { deliverySpec } from '../domain/specs/registry.ts'
import { decibels, frames } from '../domain/units.ts'
import { bounceToMemory, type Programme, programmeOf } from '../testing/bounceFixture.ts'
import { interruptedBounce } from '../testing/interruptedBounce.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { markerFixture } from '../testing/markerFixture.ts'
import { row } from '../testing/matrixFixture.ts'
import { noise } from '../testing/signals.ts'

// That an export which is interrupted goes on to the bytes and the report of one that was not, whatever its files are.

const module = kernelModule()
/** A run asks first after 2 MiB of its sources, of which these three have 48 bytes a sample: three times 43 008 of them. */
const LENGTH = 140_000
const STEMS = ['dialogue', 'effects', 'music'] as const
const stereo = await programmeOf(
  STEMS.map((stem, n) => ({
    stem,
    samples: [noise(LENGTH, n + 1, 0.5), noise(LENGTH, n + 5, 0.5)],
    encoding: 'f64',
  })),
)

/** The whole report, but for the time at which it was made. */
const said = (report: BounceReport) => ({ ...report, createdAt: '' })

async function expectResumed(programme: Programme, order: DeliveryOrder, times: number) {
  const whole = await bounceToMemory(module, programme, order.format, { order })
  const { result, files, checkpoints, before } = await interruptedBounce(module, programme, order, times)
  if (!whole.result.ok || !result.ok) throw new Error('the bounce failed')
  expect(files.map((bytes, index) => bytes.equals(whole.files[index] ?? Buffer.of()))).toEqual(
    files.map(() => true),
  )
  expect(said(result.value)).toEqual(said(whole.result.value))
  return { checkpoints, before }
}

it.each([
  ['wav16', {}],
  ['wav16shaped', { checks: {} }],
  ['wav24', { container: 'aiff', deliverables: ['composite'] }],
  ['wav32f', { deliverables: ['me'] }],
] as const)('at 44.1 kHz: %s %o', async (format, more) => {
  await expectResumed(stereo, { name: 'reel', format, sampleRate: 44_100, ...more }, 3)
})

it('as FLAC of 16 and of 24 bits, of one channel and of two', async () => {
  const [composite, me] = deliverablesOf(stereo.session)
  if (!composite || !me) throw new Error('no deliverables')
  const deliverables = [
    { ...composite, format: 'wav16' },
    { ...me, split: true },
  ] as const
  const programme = { ...stereo, session: { ...stereo.session, deliverables } }
  await expectResumed(programme, { name: 'reel', format: 'wav24', container: 'flac' }, 3)
})

it('as FLAC of 5.1', async () => {
  const six = await programmeOf(
    [{ stem: 'music', samples: [1, 2, 3, 4, 5, 6].map((seed) => noise(LENGTH, seed, 0.4)), encoding: 'f64' }],
    { layout: '5.1' },
  )
  const order = { name: 'reel', format: 'wav24', container: 'flac', deliverables: ['composite'] } as const
  const { checkpoints } = await expectResumed(six, order, 3)
  // What is in no frame yet: a block of 4096, and what the encoder still had on its way.
  for (const { state } of checkpoints) expect(state.encoders[0]?.length).toBeLessThan(5 * 4096 * 18)
})

it('as FLAC at 44.1 kHz, with dither', async () => {
  const order = { name: 'reel', format: 'wav16', container: 'flac', sampleRate: 44_100 } as const
  await expectResumed(stereo, { ...order, deliverables: ['composite'] }, 2)
})

it.each([{}, { checks: {} }, { sampleRate: 44_100 }])(
  'as MP3 and AAC beside WAV and FLAC: %o',
  async (more) => {
    const [composite, me] = deliverablesOf(stereo.session)
    if (!composite || !me) throw new Error('no deliverables')
    const deliverables = (['mp3', 'wav', 'm4a', 'flac'] as const).map((container, n) => ({
      ...(n === 3 ? me : composite),
      ...(container === 'mp3' && { split: true }),
      id: `row${n}`,
      name: `Row ${n}`,
      type: `R${n}`,
      container,
    }))
    const programme = { ...stereo, session: { ...stereo.session, deliverables } }
    const { checkpoints } = await expectResumed(programme, { name: 'reel', format: 'wav24', ...more }, 2)
    // Two files of MP3, one of WAV, one of AAC, one of FLAC.
    const kept = checkpoints.map(({ files }) => files.map(({ bytes }) => bytes > 0))
    expect(kept).toEqual(checkpoints.map(() => [false, false, true, false, true]))
  },
)

it('under a ceiling that is held over a conversion', async () => {
  const spec = deliverySpec('ebu-r128')
  if (!spec) throw new Error('no such spec')
  const order = {
    name: 'reel',
    format: 'wav24',
    sampleRate: 44_100,
    master: { spec, gainDb: decibels(12) },
  } as const
  const { before, checkpoints } = await expectResumed(stereo, order, 2)
  // Mixed and converted to be held under it by the first alone.
  expect(before.map((asked) => asked > 0)).toEqual([true, false, false])
  const { limiterDbtp } = checkpoints[0]?.state.master ?? { limiterDbtp: null }
  expect(limiterDbtp).toBeLessThan(spec.truePeakDbtp ?? 0)
})

it('in reels with leader and pops of their own, of another form each', async () => {
  const cut = 80_000
  const markers = [
    markerFixture('r1', { at: 0, length: cut, name: 'Reel 1' }),
    markerFixture('r2', { at: cut, length: LENGTH - cut, name: 'Reel 2' }),
  ]
  const reel = (n: number, change: Partial<Deliverable>): Deliverable =>
    row('composite', { id: `reel${n}`, code: `r${n}`, range: { kind: 'region', marker: `r${n}` }, ...change })
  const deliverables = [
    reel(1, { container: 'flac' }),
    reel(2, { container: 'flac', sampleRate: 96_000, layout: 'mono' }),
    reel(1, { id: 'copy', code: 'copy', container: 'm4a' }),
  ]
  const programme = { ...stereo, session: { ...stereo.session, markers, deliverables } }
  const leader = frames(3 * 24)
  const pops = { twoPop: true, tailPop: true, leader, measure: 'programme', partMarks: true } as const
  await expectResumed(programme, { name: 'reel', format: 'wav24', pops }, 3)
})

it('what is encoded again is not, where it had not begun: then nothing is mixed again for it', async () => {
  const markers = [markerFixture('r2', { at: 100_000, length: LENGTH - 100_000, name: 'Reel 2' })]
  const reel = row('composite', { id: 'reel2', code: 'r2', range: { kind: 'region', marker: 'r2' } })
  for (const sampleRate of [48_000, 44_100]) {
    const deliverables = [row('composite'), { ...reel, container: 'mp3', sampleRate } as const]
    const programme = { ...stereo, session: { ...stereo.session, markers, deliverables } }
    const { before, checkpoints } = await expectResumed(programme, { name: 'reel', format: 'wav24' }, 3)
    expect(checkpoints.map(({ state }) => state.at > 100_000)).toEqual([false, false, true])
    expect(before.map((asked) => asked > 0)).toEqual([false, false, false, true])
  }
})

it('where dialogue sounds under a spec that counts there, behind its limiter', async () => {
  const spec = deliverySpec('netflix')
  if (!spec) throw new Error('no such spec')
  const deliverables = [row('composite'), row('me', { container: 'mp3' })]
  const programme = { ...stereo, session: { ...stereo.session, deliverables } }
  const order = { name: 'reel', format: 'wav24', container: 'flac', master: { spec } } as const
  const { checkpoints } = await expectResumed(programme, order, 2)
  expect(checkpoints[1]?.state.master).toEqual(checkpoints[0]?.state.master)
  expect(checkpoints[0]?.state.master.loudness?.dialogueSounds).toContain(true)
})
