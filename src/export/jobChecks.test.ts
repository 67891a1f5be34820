import { expect, test } from 'vitest'
import type { DeliveryOrder } from '../domain/delivery.ts'
import { reportedChecks } from '../domain/reportedChecks.ts'
import { deliverablesOf } from '../domain/sessionDeliverables.ts'
import { custom } from '../domain/specs/custom.ts'
import type { DeliverySpec } from '../domain/specs/deliverySpec.ts'
import { ebuR128 } from '../domain/specs/ebuR128.ts'
import { netflix } from '../domain/specs/netflix.ts'
import type { StemId } from '../domain/stems.ts'
import { decibels } from '../domain/units.ts'
import { bounceToMemory, type Programme, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'
import { runPreflight } from './preflight.ts'

const module = kernelModule()
const RATE = 48_000
const LENGTH = 5 * RATE
const HOLE = { from: 2 * RATE, to: 3 * RATE }

/** Speech all through, and effects with a second of nothing. */
const programme: Programme = await programmeOf(
  (['dialogue', 'effects', 'music'] as const satisfies readonly StemId[]).map((stem, index) => ({
    stem,
    samples: [0, 1].map((side) =>
      noise(LENGTH, 2 * index + side, stem === 'music' ? 0.001 : 0.05).map((x, n) =>
        stem === 'effects' && n >= HOLE.from && n < HOLE.to ? 0 : x,
      ),
    ),
  })),
)
const POPS = { twoPop: true, tailPop: true, measure: 'programme' } as const
const order = { name: 'reel', format: 'wav24', checks: {} } as const

function preflight(signal = new AbortController().signal, session = programme.session) {
  const { media } = programme
  return runPreflight({ session, media, order, module, signal, onProgress: () => undefined })
}

test('an export finds the hole in its M&E, and the look before it finds the same', async () => {
  const { result } = await bounceToMemory(module, programme, 'wav24', { order })
  const checks = result.ok ? (result.value.checks ?? []) : []
  expect(checks.flatMap(({ name, findings }) => findings.map(() => name))).toEqual(['Unfilled holes'])
  const before = await preflight()
  if (!before.ok) throw new Error(before.error.code)
  const [hole] = before.value.findings
  expect(hole).toMatchObject({ check: 'hole', streams: ['deliverable:me', 'stem:effects'] })
  expect(Math.abs((hole?.from ?? 0) - HOLE.from)).toBeLessThan(RATE / 10)
  expect(Math.abs((hole?.to ?? 0) - HOLE.to)).toBeLessThan(RATE / 10)
  // What has been written has a form besides.
  const form = ['Length', 'Sample rate', 'Channel form']
  expect(reportedChecks(programme.session, before.value, order)).toEqual(
    checks.filter(({ name }) => !form.includes(name)),
  )
  expect(checks.filter(({ name }) => form.includes(name)).map(({ verdict }) => verdict)).toEqual([
    'pass',
    'pass',
    'pass',
  ])
})

test('nothing is looked at that was not asked for', async () => {
  const { result } = await bounceToMemory(module, programme, 'wav24', {
    order: { name: 'reel', format: 'wav24' },
  })
  expect(result.ok && result.value.checks).toBeUndefined()
})

test('pops and leader are none of the programme that is looked at', async () => {
  const { result } = await bounceToMemory(module, programme, 'wav24', { order: { ...order, pops: POPS } })
  expect(result.ok && result.value.checks?.filter(({ verdict }) => verdict === 'review')).toMatchObject([
    { name: 'Unfilled holes' },
  ])
})

test('a waiver of the session is in the report, and its loudness is held against a goal', async () => {
  const waiver = { id: 'w', check: 'hole', from: HOLE.from, to: HOLE.to, reason: 'meant' } as const
  const session = { ...programme.session, checks: { waivers: [waiver] } }
  const goal = { ...custom, targetLufs: -31 }
  const { result } = await bounceToMemory(module, { ...programme, session }, 'wav24', {
    order: { ...order, checks: { goal } },
  })
  const checks = result.ok ? (result.value.checks ?? []) : []
  expect(checks.filter(({ verdict }) => verdict !== 'pass')).toMatchObject([
    { name: 'Unfilled holes', verdict: 'waived', waiver: 'meant' },
    { name: 'Loudness', verdict: 'review', value: '1 error, 0 waived' },
  ])
})

test('rate and channels are held to what the spec asks for, and what it asks for besides is warned of', async () => {
  const notHeld = (spec: string, target: string): string =>
    `${spec}: no file here is the composite of the whole film as it is mixed, so none was held to ${target} LUFS. Export the composite too.`
  const names = 'Not as Netflix has it: it asks for file names made up as “Netflix”.'
  const form = async (spec: DeliverySpec, change: Partial<DeliveryOrder> = {}, split = false) => {
    const deliverables = deliverablesOf(programme.session).map((row) => ({ ...row, split }))
    const session = { ...programme.session, deliverables }
    const { result } = await bounceToMemory(module, { ...programme, session }, 'wav24', {
      order: { ...order, deliverables: ['me'], master: { spec, mode: 'measure' }, ...change },
    })
    if (!result.ok) throw new Error(result.error.code)
    const { checks = [], warnings } = result.value
    const found = checks.filter(({ name }) => ['Length', 'Sample rate', 'Channel form'].includes(name))
    return { said: found.flatMap(({ findings }) => findings.map(({ text }) => text)), warnings }
  }
  expect(await form(netflix, { sampleRate: 44_100 })).toEqual({
    said: [
      'M&E is at 44100 Hz, and is to be at 48000 Hz.',
      'M&E has 2 channels, and is to have 2 files of one channel or 6 files of one channel.',
    ],
    warnings: [
      'Not as Netflix has it: it asks for 48 kHz.',
      'Not as Netflix has it: it asks for a mono file for each channel.',
      names,
      notHeld('Netflix', '−27.0'),
    ],
  })
  expect(await form(netflix, {}, true)).toEqual({ said: [], warnings: [names, notHeld('Netflix', '−27.0')] })
  expect(await form({ ...ebuR128, layouts: ['5.1'] }, { format: 'wav16' }, true)).toEqual({
    said: ['M&E has 2 files of one channel, and is to have 6 channels in one file.'],
    warnings: [
      'Not as EBU R 128 has it: it asks for 24-bit PCM.',
      'Not as EBU R 128 has it: it asks for all channels in one file.',
      'Not as EBU R 128 has it: it asks for 5.1.',
      notHeld('EBU R 128', '−23.0'),
    ],
  })
})

test('what a limiter holds back is held against the stems of its own time', async () => {
  const limited = { ...order, master: { gainDb: decibels(6), spec: ebuR128 } }
  const { result } = await bounceToMemory(module, programme, 'wav24', { order: limited })
  const checks = result.ok ? (result.value.checks ?? []) : []
  const hole = checks.find(({ name }) => name === 'Unfilled holes')
  expect(result.ok && result.value.deliverables[0]?.samples).toBe(LENGTH)
  expect(hole?.findings).toMatchObject([{ from: '01:00:02:00', to: '01:00:02:23' }])
  // The gain was given by hand, and is not the one that the target asks for.
  expect(checks.filter(({ verdict }) => verdict === 'review').map(({ name }) => name)).toEqual([
    'Unfilled holes',
    'Loudness',
  ])
})

test('what an order says of its files is nothing to a look before', async () => {
  const { session, media } = programme
  const { signal } = new AbortController()
  const files = { container: 'mp3', sampleRate: 44_100, template: '{nothing}', pops: POPS } as const
  const before = await runPreflight({
    session,
    media,
    order: { ...order, ...files },
    module,
    signal,
    onProgress: () => undefined,
  })
  expect(before).toEqual(await preflight())
})

test('a look can be called off, and needs a mix', async () => {
  const off = new AbortController()
  off.abort()
  expect(await preflight(off.signal)).toEqual({ ok: false, error: { code: 'cancelled' } })
  const empty = await preflight(undefined, { ...programme.session, tracks: [] })
  expect(empty).toEqual({ ok: false, error: { code: 'export/nothing' } })
})
