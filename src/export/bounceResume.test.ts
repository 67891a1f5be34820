import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DeliveryFormat } from '../domain/deliveryFormat.ts'
import type { AppError } from '../domain/errors.ts'
import { ebuR128 } from '../domain/specs/ebuR128.ts'
import { deliverySpec } from '../domain/specs/registry.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { bounceToMemory, programmeOf } from '../testing/bounceFixture.ts'
import { jobState } from '../testing/jobStateFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'
import type { BounceJob, JobState } from './bounceJob.ts'

const module = kernelModule()
/** Four windows: the first of 2 MiB, the others of up to 24 MiB of both files. */
const LENGTH = 3_281_121
const WINDOWS = 4
const STARTED = new Date('2026-05-01T10:11:12')
const programme = await programmeOf([
  { stem: 'dialogue', samples: [noise(LENGTH, 1, 0.9), noise(LENGTH, 2, 0.9)], encoding: 'f64' },
  { stem: 'music', samples: [noise(LENGTH - 777, 3, 0.4)], change: { pan: -0.3 } },
])

/** Two windows of one file. */
const short = await programmeOf([
  { stem: 'music', samples: [noise(400_000, 5, 0.4), noise(400_000, 6, 0.4)], encoding: 'f64' },
])

/** Runs the job, takes its state `after` so many windows, and goes on in a new one after `more` windows. */
async function inTwoParts(format: DeliveryFormat, after: number, more: number) {
  const taken: JobState[] = []
  let windows = 0
  const first = await bounceToMemory(module, programme, format, {
    startedAt: STARTED,
    async between(state): Promise<Result<void, AppError>> {
      windows += 1
      if (windows === after) {
        const now = await state?.()
        if (!now?.ok) return now ?? err({ code: 'cancelled' })
        taken.push(now.value)
      }
      return windows === after + more ? err({ code: 'cancelled' }) : ok(undefined)
    },
  })
  return { first, from: taken[0], windows }
}

it.each(['wav16', 'wav16shaped', 'wav24', 'wav32f'] as const)(
  '%s: goes on after an interruption to the same bytes and the same report',
  async (format) => {
    const whole = await bounceToMemory(module, programme, format, { startedAt: STARTED })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 }), fc.nat({ max: 1 }), async (after, more) => {
        const { first, from } = await inTwoParts(format, after, more)
        if (!from) throw new Error('the job ended before its state was taken')
        expect(first.result.ok).toBe(false)
        const second = await bounceToMemory(module, programme, format, { from, startedAt: STARTED })
        if (!whole.result.ok || !second.result.ok) throw new Error('the bounce failed')
        second.files.forEach((rest, index) => {
          const all = whole.files[index] ?? Buffer.of()
          // What the first run had written when its state was taken; what it wrote later is cut off.
          const begun = first.files[index]?.subarray(0, all.length - rest.length) ?? Buffer.of()
          expect(Buffer.concat([begun, rest]).equals(all)).toBe(true)
          expect(begun.length).toBeGreaterThan(0)
        })
        const figures = (report: typeof whole.result) =>
          report.ok && {
            deliverables: report.value.deliverables.map((one) => ({ ...one, files: one.files.length })),
            residuals: report.value.residuals,
            warnings: report.value.warnings,
          }
        expect(figures(second.result)).toEqual(figures(whole.result))
      }),
      { numRuns: 4 },
    )
  },
)

/** Runs the job up to its first state that another can go on from, and ends it there. */
async function endedOnce(mixed: typeof programme, change: Partial<BounceJob>) {
  const states: JobState[] = []
  const first = await bounceToMemory(module, mixed, 'wav24', {
    ...change,
    async between(state) {
      if (!state) return ok(undefined)
      const now = await state()
      if (now.ok) states.push(now.value)
      return err({ code: 'cancelled' })
    },
  })
  const [from] = states
  if (!from) throw new Error('the job ended before its state was taken')
  return { first, from }
}

it('goes on behind a limiter, and does not measure again, to the same bytes', async () => {
  const spec = deliverySpec('ebu-r128')
  if (!spec) throw new Error('no such spec')
  const order = { name: 'reel', format: 'wav24', master: { spec, mode: 'linked' } } as const
  const whole = await bounceToMemory(module, programme, 'wav24', { order, startedAt: STARTED })
  const { first, from } = await endedOnce(programme, { order, startedAt: STARTED })
  const asked: boolean[] = []
  const second = await bounceToMemory(module, programme, 'wav24', {
    order,
    startedAt: STARTED,
    from,
    async between(state) {
      asked.push(state !== null)
      return ok(undefined)
    },
  })
  expect(asked).not.toContain(false)
  second.files.forEach((rest, index) => {
    const all = whole.files[index] ?? Buffer.of()
    expect(Buffer.concat([first.files[index] ?? Buffer.of(), rest]).equals(all)).toBe(true)
  })
})

it('looks again at what was made before, behind a limiter and against a guide too', async () => {
  const spec = deliverySpec('netflix')
  const media = short.session.media['1']
  const file = short.media.get('1')
  if (!spec || !media || !file) throw new Error('no such spec')
  const guide = { id: 'guide', info: media, at: -4800 }
  const order = { name: 'reel', format: 'wav24', master: { spec }, checks: { guide } } as const
  const heard = { session: short.session, media: new Map([...short.media, ['guide', file]]) }
  const run = (change: Parameters<typeof bounceToMemory>[3]) =>
    bounceToMemory(module, heard, 'wav24', { order, startedAt: STARTED, ...change })
  const whole = await run({})
  const states: JobState[] = []
  const first = await run({
    async between(state) {
      if (!state) return ok(undefined)
      const now = await state()
      if (now.ok) states.push(now.value)
      return err({ code: 'cancelled' })
    },
  })
  const [from] = states
  if (!from) throw new Error('the job ended before its state was taken')
  const second = await run({ from })
  second.files.forEach((rest, index) => {
    const all = whole.files[index] ?? Buffer.of()
    expect(rest.length).toBeLessThan(all.length)
    expect(Buffer.concat([first.files[index] ?? Buffer.of(), rest]).equals(all)).toBe(true)
  })
  if (!whole.result.ok || !second.result.ok) throw new Error('the bounce failed')
  expect(second.result.value.checks).toEqual(whole.result.value.checks)
  expect(second.result.value.settings.master).toEqual(whole.result.value.settings.master)
  const found = whole.result.value.checks?.filter(({ findings }) => findings.length > 0) ?? []
  expect(found.map(({ name }) => name)).toEqual(['Sync', 'Loudness range', 'Channel form'])
})

it('counts the samples that files were given, before the interruption and after it', async () => {
  const order = { name: 'reel', format: 'wav24', checks: {} } as const
  const { from } = await endedOnce(short, { order })
  const made = async (samples: readonly number[]) => {
    const { result } = await bounceToMemory(module, short, 'wav24', { order, from: { ...from, samples } })
    if (!result.ok) throw new Error(result.error.code)
    const { deliverables, checks = [] } = result.value
    const said = checks.find(({ name }) => name === 'Length')?.findings.map(({ text }) => text)
    return { samples: deliverables.map((each) => each.samples), said }
  }
  expect(await made(from.samples)).toEqual({ samples: [400_000, 400_000], said: [] })
  expect(await made(from.samples.map((count, index) => count - index))).toEqual({
    samples: [400_000, 399_999],
    said: ['M&E has 399999 samples, and is to have 400000.'],
  })
})

it('can be held, and ended, while the programme is measured', async () => {
  const order = { name: 'reel', format: 'wav24', master: { spec: ebuR128 } } as const
  const asked: boolean[] = []
  const { result } = await bounceToMemory(module, short, 'wav24', {
    order,
    async between(state) {
      asked.push(state !== null)
      return ok(undefined)
    },
  })
  // Two windows that are measured, which nobody goes on from, and between the two that are written.
  expect([result.ok, asked]).toEqual([true, [false, false, true]])
  const ended = await bounceToMemory(module, short, 'wav24', {
    order,
    between: async () => err({ code: 'cancelled' }),
  })
  expect(ended.result).toEqual(err({ code: 'cancelled' }))
  expect(ended.files.map(({ length }) => length)).toEqual([0, 0])
})

it('refuses the state of another mix', async () => {
  const encoders = [new Uint8Array(0), new Uint8Array(0)]
  const from = jobState(1, { samples: [1, 1], kernel: new Uint8Array(65_536), encoders })
  await expect(bounceToMemory(module, programme, 'wav24', { from })).rejects.toThrow(RangeError)
})

it('tells how far it is from where it went on, and never asks after the last window', async () => {
  const { from, windows } = await inTwoParts('wav24', 2, 9)
  expect(windows).toBe(WINDOWS - 1)
  const told: number[] = []
  await bounceToMemory(module, programme, 'wav24', {
    ...(from && { from }),
    onProgress: ({ done }) => told.push(done),
  })
  expect(told[0]).toBeGreaterThan(from?.done ?? 0)
  expect(told.at(-1)).toBe(LENGTH)
})
