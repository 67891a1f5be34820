import { expect, test } from 'vitest'
import type { GuideMedia } from '../domain/checks.ts'
import { composite } from '../domain/deliverables/composite.ts'
import { type Deliverable, deliverableOf } from '../domain/deliverables/deliverable.ts'
import { me } from '../domain/deliverables/me.ts'
import { guideOf } from '../domain/guide.ts'
import type { PopsOrder } from '../domain/pops.ts'
import { standingFindings } from '../domain/standingFindings.ts'
import { samplePosition } from '../domain/units.ts'
import type { OpenMedia } from '../media/playlist.ts'
import { probeMedia } from '../media/probe.ts'
import { bounceToMemory, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { memoryByteSource } from '../testing/memoryByteSource.ts'
import { noise } from '../testing/signals.ts'
import { type FixtureEncoding, wavFixture } from '../testing/wavFixture.ts'
import { verdictContradictions } from './packageVerdicts.ts'
import { runPreflight } from './preflight.ts'

const module = kernelModule()
const RATE = 48_000
const LENGTH = 8 * RATE
const sides = [1, 2].map((seed) => noise(LENGTH, seed, 0.1))
const programme = await programmeOf([{ stem: 'effects', samples: sides }])

async function guide(samples: readonly Float64Array[], at = 0, encoding: FixtureEncoding = 's24') {
  const source = memoryByteSource('guide.wav', wavFixture({ samples, encoding }))
  const probed = await probeMedia(source, RATE)
  if (!probed.ok || probed.value.kind !== 'inPlace') throw new Error('the guide is refused')
  const { info } = probed.value
  return { media: { id: 'guide', info, at } satisfies GuideMedia, file: { info, source } }
}

async function found(
  { media, file }: { readonly media: GuideMedia; readonly file: OpenMedia | null },
  session = programme.session,
  pops?: PopsOrder,
) {
  const order = { name: 'reel', format: 'wav24', checks: { guide: media }, ...(pops && { pops }) } as const
  const files = new Map(programme.media)
  if (file) files.set('guide', file)
  const { signal } = new AbortController()
  const job = { session, media: files, order, module, signal, onProgress: () => undefined }
  const before = await runPreflight(job)
  const { result } = await bounceToMemory(module, { session, media: files }, 'wav24', { order })
  return { before, result }
}

/** The sound `late` samples later, and only from sample `from` on. */
const shifted = (late: number, from = 0) =>
  sides.map((side) => side.map((_, n) => side[n - late] ?? 0).subarray(from))

const led = (samples: number) =>
  sides.map((side) => Float64Array.from({ length: LENGTH + samples }, (_, n) => side[n - samples] ?? 0))
const longer = (samples: number) =>
  sides.map((side) => Float64Array.from({ length: LENGTH + samples }, (_, n) => side[n] ?? 0))

test.each([
  ['as it should be', 0, []],
  ['480 samples early', 480, ['Composite is 480 samples (10.00 ms) earlier than the guide.']],
  ['a sample late', -1, ['Composite is 1 samples (0.02 ms) later than the guide.']],
])('a mix is held against its guide: %s', async (_what, late, texts) => {
  const { before, result } = await found(await guide(shifted(late)))
  if (!before.ok || !result.ok) throw new Error('it was not made')
  expect(before.value.done.map(({ check }) => check)).toEqual(expect.arrayContaining(['offset', 'drift']))
  const offsets = before.value.findings.filter(({ check }) => check === 'offset')
  expect(offsets.map(({ text }) => text)).toEqual(texts)
  expect(offsets.every(({ streams }) => streams.includes('guide'))).toBe(true)
  const reported = result.value.checks?.find(({ name }) => name === 'Sync')
  expect(reported?.findings.map(({ text }) => text)).toEqual(texts)
  expect(reported?.why).toContain(
    'Held against the guide “guide.wav”, which begins at 01:00:00:00 (sample 0).',
  )
  expect(result.value.certificate.guide).toMatchObject({ file: 'guide.wav', at: 0 })
})

test('composites of the user are held against the guide, and it is told where there are none', async () => {
  const row = deliverableOf(composite)
  const reels = [0, 1].map((n): Deliverable => {
    const range = {
      kind: 'span',
      from: samplePosition((n * LENGTH) / 2),
      to: samplePosition(((n + 1) * LENGTH) / 2),
    } as const
    return { ...row, id: `own ${n}`, name: `Composite R${n + 1}`, code: `r${n + 1}`, range }
  })
  const late = await guide(shifted(480))
  const deliver = (...deliverables: readonly Deliverable[]) =>
    found(late, { ...programme.session, deliverables: [{ ...row, included: false }, ...deliverables] })
  const { before, result } = await deliver(...reels)
  if (!before.ok || !result.ok) throw new Error('it was not made')
  const text = 'is 480 samples (10.00 ms) earlier than the guide.'
  expect(before.value.findings.map((one) => one.text)).toEqual([`Composite R1 + Composite R2 ${text}`])
  expect(result.value.checks?.find(({ name }) => name === 'Sync')?.findings.map((one) => one.text)).toEqual([
    `Composite R1 + Composite R2 ${text}`,
  ])
  expect(result.value.warnings).toEqual([])
  const none = await deliver({ ...deliverableOf(me), id: 'own', code: 'own' })
  expect(none.result.ok && none.result.value.warnings).toEqual([
    'The guide “guide.wav” was compared with nothing: include the Composite.',
  ])
})

test('a guide of another length is told before an export and in it, and can be waived', async () => {
  const short = sides.map((side) => side.subarray(0, LENGTH - RATE))
  const texts = [
    `The guide ends 48000 samples (1.000 s) before Composite: it has ${LENGTH - RATE} samples, and Composite ${LENGTH}.`,
  ]
  const ofLength = <T extends { readonly check: string }>(findings: readonly T[]) =>
    findings.filter(({ check }) => check === 'guideLength')
  const { before, result } = await found(await guide(short))
  if (!before.ok || !result.ok) throw new Error('it was not made')
  const [finding, ...others] = ofLength(before.value.findings)
  if (!finding) throw new Error('it is not told')
  expect(others).toEqual([])
  expect(finding).toMatchObject({ severity: 'warning', from: LENGTH - RATE, to: LENGTH, text: texts[0] })
  const reported = (report: typeof result.value) =>
    report.checks?.find(({ name }) => name === 'Length of the guide')
  expect(reported(result.value)).toMatchObject({ verdict: 'review', value: '1 warning, 0 waived' })
  expect(reported(result.value)?.findings.map(({ text }) => text)).toEqual(texts)
  expect(reported(result.value)?.why).toMatch(
    /“guide\.wav”, which begins .* It has 336000 samples\. .*: 1 frames\.$/,
  )
  expect(standingFindings(result.value, { hasGuide: true, spec: undefined })).toEqual([])
  const { check, from, to, streams } = finding
  const waivers = [{ id: '1', check, from, to, streams, reason: 'its tail is cut' }]
  const waived = await found(await guide(short), { ...programme.session, checks: { waivers } })
  expect(waived.before.ok && ofLength(waived.before.value.findings)).toMatchObject([{ waived: { id: '1' } }])
  expect(waived.result.ok && reported(waived.result.value)?.verdict).toBe('waived')
})

test.each([
  ['as long', () => guide(shifted(0)), 'pass'],
  ['a frame longer', () => guide(longer(2000)), 'pass'],
  ['two frames longer', () => guide(longer(4000)), 'review'],
  ['with a leader that its timecode tells', () => guide(led(2 * RATE), -2 * RATE), 'pass'],
  ['with a leader that only its sound tells', () => guide(led(2 * RATE)), 'pass'],
])('the length of a guide %s', async (_what, made, verdict) => {
  const { before, result } = await found(await made())
  if (!before.ok || !result.ok) throw new Error('it was not made')
  const open = before.value.findings.filter(({ check }) => check === 'guideLength').length
  expect(open).toBe(verdict === 'pass' ? 0 : 1)
  expect(result.value.checks?.find(({ name }) => name === 'Length of the guide')?.verdict).toBe(verdict)
  expect(verdictContradictions(result.value)).toEqual([])
})

test.each([
  ['as it is', undefined],
  ['with pops of its own', { twoPop: true, tailPop: true, partMarks: true, measure: 'programme' } as const],
])('a guide of the reel that is delivered is as long before an export and in it: %s', async (_how, pops) => {
  const range = { kind: 'span', from: samplePosition(RATE), to: samplePosition(7 * RATE) } as const
  const deliverables = [{ ...deliverableOf(composite), range }]
  const reel = await guide(
    sides.map((side) => side.subarray(RATE, 7 * RATE)),
    RATE,
  )
  const { before, result } = await found(reel, { ...programme.session, deliverables }, pops)
  if (!before.ok || !result.ok) throw new Error('it was not made')
  expect(before.value.findings.filter(({ check }) => check === 'guideLength')).toEqual([])
  expect(result.value.checks?.find(({ name }) => name === 'Length of the guide')?.verdict).toBe('pass')
  expect(verdictContradictions(result.value)).toEqual([])
  if (!pops) return
  // With the leader and the pops of the file, as a cutting room has it: two seconds before, and two and a frame after.
  const framed = await guide(
    sides.map((side) => {
      const all = new Float64Array(10 * RATE)
      all.set(side.subarray(RATE, 7 * RATE), 2 * RATE)
      return all
    }),
    -RATE,
  )
  const own = await found(framed, { ...programme.session, deliverables }, pops)
  if (!own.before.ok || !own.result.ok) throw new Error('it was not made')
  expect(own.before.value.findings.filter(({ check }) => check === 'guideLength')).toEqual([])
  expect(own.result.value.checks?.find(({ name }) => name === 'Length of the guide')?.verdict).toBe('pass')
  expect(verdictContradictions(own.result.value)).toEqual([])
})

test('a guide that begins before the session, and one that begins and ends within it', async () => {
  for (const one of [
    await guide(led(96_000), -96_000),
    await guide(
      shifted(0, RATE).map((side) => side.subarray(0, 5.5 * RATE)),
      RATE,
      's16',
    ),
  ]) {
    const { before } = await found(one)
    expect(before.ok && before.value.findings.filter(({ check }) => check === 'offset')).toEqual([])
    expect(before.ok && before.value.done.some(({ check }) => check === 'offset')).toBe(true)
  }
})

test.each([
  ['12 frames', 12 * 2000, '24000 samples (500.00 ms) earlier'],
  ['3 s', 3 * RATE + 5, '144005 samples (3.000 s) earlier'],
])('a guide that is %s late is found to the sample before an export and in it', async (_what, late, much) => {
  const { before, result } = await found(await guide(shifted(late)))
  if (!before.ok || !result.ok) throw new Error('it was not made')
  const texts = [`Composite is ${much} than the guide.`]
  expect(before.value.findings.filter(({ check }) => check === 'offset').map(({ text }) => text)).toEqual(
    texts,
  )
  const sync = result.value.checks?.find(({ name }) => name === 'Sync')
  expect(sync).toMatchObject({ verdict: 'review', findings: [{ text: texts[0] }] })
  expect(result.value.checks?.find(({ name }) => name === 'Drift')?.verdict).toBe('pass')
})

test.each([
  ['silent', () => sides.map((side) => side.map(() => 0)), 'The guide is silent'],
  ['another film', () => [71, 72].map((seed) => noise(LENGTH, seed, 0.1)), 'No match with the guide'],
])('a guide that is %s is no pass', async (_what, samples, says) => {
  const { before, result } = await found(await guide(samples()))
  if (!before.ok || !result.ok) throw new Error('it was not made')
  const texts = [expect.stringContaining(says)]
  expect(before.value.findings.filter(({ check }) => check === 'offset').map(({ text }) => text)).toEqual(
    texts,
  )
  const sync = result.value.checks?.find(({ name }) => name === 'Sync')
  expect(sync).toMatchObject({ verdict: 'review', findings: [{ text: texts[0] }] })
  expect(result.value.checks?.some(({ name }) => name === 'Drift')).toBe(false)
})

test('a guide whose timecode is an hour off is compared from the start, and the report says so', async () => {
  const { media, file } = await guide(shifted(0))
  const metadata = { broadcast: { version: 2, timeReference: samplePosition(2 * 3600 * RATE) } }
  const placed = guideOf('guide', { ...media.info, metadata }, programme.session)
  if (!placed.ok) throw new Error('it is refused')
  const { result } = await found({ media: placed.value, file })
  if (!result.ok) throw new Error('it was not made')
  expect(result.value.checks?.find(({ name }) => name === 'Sync')?.verdict).toBe('pass')
  expect(result.value.warnings).toEqual([
    expect.stringMatching(/“guide\.wav” says that it begins at 02:00:00:00.* from 01:00:00:00 on/),
  ])
})

test('a guide is asked for by name when it is gone, and named when it holds what is no number', async () => {
  const { media } = await guide(sides)
  const error = { code: 'guide/missing', file: 'guide.wav' }
  const gone = await found({ media, file: null })
  expect([gone.before, gone.result]).toMatchObject([
    { ok: false, error },
    { ok: false, error },
  ])
  const broken = sides.map((side) => side.map((x, n) => (n === 200_001 ? Number.NaN : x)))
  const { before, result } = await found(await guide(broken, 0, 'f32'))
  const bad = { code: 'audio/notFinite', file: 'guide.wav', value: 'NaN', channel: 0, sample: 200_001 }
  expect([before, result]).toMatchObject([
    { ok: false, error: bad },
    { ok: false, error: bad },
  ])
})
