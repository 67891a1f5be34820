import { expect, it } from 'vitest'
import type { CheckReport, Waiver } from '../domain/checks.ts'
import { type Deliverable, deliverableOf } from '../domain/deliverables/deliverable.ts'
import { MASTERS } from '../domain/deliverables/registry.ts'
import type { DeliveryOrder } from '../domain/delivery.ts'
import { ebuR128 } from '../domain/specs/ebuR128.ts'
import { frames, samplePosition } from '../domain/units.ts'
import { bounceToMemory, type Programme, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'
import { verdictContradictions } from './packageVerdicts.ts'
import { runPreflight } from './preflight.ts'

const module = kernelModule()
const RATE = 48_000
const LENGTH = 24 * RATE
const MIDDLE = LENGTH / 2
const part = (from: number, to: number) =>
  ({ kind: 'span', from: samplePosition(from), to: samplePosition(to) }) as const
const REELS = [part(0, MIDDLE), part(MIDDLE, LENGTH)]

/** Speech of every other second, over effects; at the end of either half, and of the effects and the optional alone, too loud. */
const PEAKS = [9.5 * RATE, 21.5 * RATE]
const isSpoken = (n: number): boolean => Math.floor(n / RATE) % 2 === 0
const peak = (n: number): number => (PEAKS.some((at) => n >= at && n < at + 40) ? 0.6 : 0)
const STEMS = ['dialogue', 'effects', 'music', 'optional'] as const
const programme: Programme = await programmeOf(
  STEMS.map((stem, index) => ({
    stem,
    samples: [0, 1].map((side) =>
      noise(LENGTH, 2 * index + side + 1, stem === 'music' ? 0.02 : 0.1).map((x, n) => {
        if (stem === 'effects') return x + peak(n)
        if (stem === 'optional') return peak(n)
        return stem === 'music' || isSpoken(n) ? x : 0
      }),
    ),
  })),
)
const usualOrder: DeliveryOrder = { name: 'reel', format: 'wav24', checks: {} }
const [composite, me] = MASTERS.map(deliverableOf) as [Deliverable, Deliverable]
const own = (row: Deliverable, name: string, change: Partial<Deliverable> = {}): Deliverable => ({
  ...row,
  id: name,
  name,
  code: name.replace(' ', '-'),
  ...change,
})
const reelsOf = (row: Deliverable) => REELS.map((range, n) => own(row, `${row.name} R${n + 1}`, { range }))

type Rows = readonly Deliverable[]

async function exported(deliverables: Rows, waivers: readonly Waiver[] = []) {
  const session = { ...programme.session, deliverables, checks: { waivers } }
  let report: CheckReport | undefined
  const { result } = await bounceToMemory(module, { ...programme, session }, 'wav24', {
    order: usualOrder,
    onChecked: (found) => {
      report = found
    },
  })
  if (!result.ok || !report) throw new Error('it was not made')
  return { ...report, faults: verdictContradictions(result.value) }
}

async function before(deliverables: Rows, order: DeliveryOrder = usualOrder) {
  const session = { ...programme.session, deliverables }
  const { signal } = new AbortController()
  const { media } = programme
  const looked = await runPreflight({ session, media, order, module, signal, onProgress: () => undefined })
  if (!looked.ok) throw new Error(looked.error.code)
  return looked.value
}

const done = (report: CheckReport) => report.done.map(({ check }) => check)
const places = ({ findings }: CheckReport) => findings.map(({ check, from, to }) => ({ check, from, to }))
const usual = await exported([composite, me])

it.each<[string, Rows]>([
  ['as two reels', [...reelsOf(composite), me]],
  ['as two reels, and the M&E too', [...reelsOf(composite), ...reelsOf(me)]],
  ['in a file for each channel', [own(composite, 'Copy', { split: true }), me]],
  ['without stems that have no tracks', [own(composite, 'Mix', { stems: STEMS }), me]],
])('a composite of the user is looked at as the ready-made one is, %s', async (_, rows) => {
  const deliverables = [{ ...composite, included: false }, ...rows]
  expect(done(usual)).toEqual(expect.arrayContaining(['gapLevel', 'swapped', 'offset', 'drift', 'silence']))
  // Each is cut off, and over the ceiling.
  expect(usual.findings.filter(({ text }) => text.startsWith('Composite: '))).toHaveLength(2 * PEAKS.length)
  const report = await exported(deliverables)
  expect(done(report)).toEqual(done(usual))
  expect(places(report)).toEqual(places(usual))
  expect(report.faults).toEqual([])
  // Waived before the export, it is so after it.
  const looked = await before(deliverables)
  expect(places(looked)).toEqual(places(usual))
  const waivers = looked.findings.map(({ check, from, to, streams }, n) => ({
    id: String(n),
    check,
    from,
    to,
    streams,
    reason: 'meant',
  }))
  expect((await exported(deliverables, waivers)).open).toEqual({ errors: 0, warnings: 0 })
})

it('what is found in a part is called by the name of that part, before an export and in it', async () => {
  const rows = [...reelsOf(composite), me]
  const namesOf = ({ findings }: CheckReport) =>
    findings
      .filter(({ check }) => check === 'truePeak')
      .map(({ text }) => text.split(':')[0])
      .filter((name) => name?.startsWith('Composite'))
  expect(namesOf(await exported(rows))).toEqual(['Composite R1', 'Composite R2'])
  expect(namesOf(await before(rows))).toEqual(['Composite R1', 'Composite R2'])
  // The leader of the second begins while the first still sounds.
  const pops = {
    twoPop: true,
    tailPop: true,
    leader: frames(8 * 24),
    partMarks: true,
    measure: 'programme',
  } as const
  expect(namesOf(await before(rows, { ...usualOrder, pops }))).toEqual(['Composite R1', 'Composite R2'])
})

it('what is found in all parts is called by three of their names, and how many more there are', async () => {
  const parts = [0, 1, 2, 3, 4].map((n) =>
    own(composite, `R${n + 1}`, { range: part((n * LENGTH) / 5, ((n + 1) * LENGTH) / 5) }),
  )
  const spec = { ...ebuR128, targetLufs: -5 }
  const looked = await before([...parts, me], { ...usualOrder, master: { spec, mode: 'measure' } })
  const loudness = looked.findings.find(({ check }) => check === 'loudness')
  expect(loudness?.text).toMatch(/^R1 \+ R2 \+ R3 and 2 more /)
})
