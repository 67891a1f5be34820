import { expect, test } from 'vitest'
import type { GuideMedia } from '../domain/checks.ts'
import type { OpenMedia } from '../media/playlist.ts'
import { probeMedia } from '../media/probe.ts'
import { bounceToMemory, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { memoryByteSource } from '../testing/memoryByteSource.ts'
import { noise } from '../testing/signals.ts'
import { type FixtureEncoding, wavFixture } from '../testing/wavFixture.ts'
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

async function found({ media, file }: { readonly media: GuideMedia; readonly file: OpenMedia | null }) {
  const order = { name: 'reel', format: 'wav24', checks: { guide: media } } as const
  const files = new Map(programme.media)
  if (file) files.set('guide', file)
  const { signal } = new AbortController()
  const job = { session: programme.session, media: files, order, module, signal, onProgress: () => undefined }
  const before = await runPreflight(job)
  const { result } = await bounceToMemory(module, { ...programme, media: files }, 'wav24', { order })
  return { before, result }
}

/** The sound `late` samples later, and only from sample `from` on. */
const shifted = (late: number, from = 0) =>
  sides.map((side) => side.map((_, n) => side[n - late] ?? 0).subarray(from))

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
})

test('a guide that begins before the session, and one that begins and ends within it', async () => {
  const leader = sides.map((side) =>
    Float64Array.from({ length: LENGTH + 96_000 }, (_, n) => side[n - 96_000] ?? 0),
  )
  for (const one of [
    await guide(leader, -96_000),
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
