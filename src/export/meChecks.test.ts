import { describe, expect, it } from 'vitest'
import type { CheckReport, Finding } from '../domain/checks.ts'
import { type Deliverable, deliverableOf } from '../domain/deliverables/deliverable.ts'
import { MASTERS } from '../domain/deliverables/registry.ts'
import type { DeliveryOrder } from '../domain/delivery.ts'
import type { StemId } from '../domain/stems.ts'
import { samplePosition } from '../domain/units.ts'
import { bounceToMemory, type Programme, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'
import { runPreflight } from './preflight.ts'

const module = kernelModule()
const RATE = 48_000
const LENGTH = 9 * RATE
const HOLE = { from: 2 * RATE, to: 3 * RATE }

const syllables = (n: number): number => Math.max(0, Math.sin((2 * Math.PI * 3 * n) / RATE))
/** Speech all through; effects with a second of nothing, which the fill has; and the speech again, as an effort. */
const SOUND: Readonly<Partial<Record<StemId, (noise: number, n: number) => number>>> = {
  dialogue: (x, n) => x * syllables(n),
  effects: (x, n) => (n >= HOLE.from && n < HOLE.to ? 0 : x / 4),
  fill: (x, n) => (n >= HOLE.from && n < HOLE.to ? x / 4 : 0),
  music: (x) => x / 50,
  optional: (x, n) => (x * syllables(n)) / 20,
}
const programme: Programme = await programmeOf(
  (Object.keys(SOUND) as StemId[]).map((stem, index) => ({
    stem,
    samples: [0, 1].map((side) =>
      noise(LENGTH, stem === 'optional' ? side + 1 : 2 * index + side + 1, 0.2).map(
        (x, n) => SOUND[stem]?.(x, n) ?? 0,
      ),
    ),
  })),
)

const [composite, me] = MASTERS.map(deliverableOf) as [Deliverable, Deliverable]
const own = (name: string, stems: readonly StemId[], change: Partial<Deliverable> = {}): Deliverable => ({
  ...me,
  id: name,
  name,
  code: name,
  stems,
  ...change,
})
const order: DeliveryOrder = { name: 'reel', format: 'wav24', checks: {} }

/** What is found in M&Es by an export of these rows, having made sure that the look before it finds the same. */
async function found(...deliverables: readonly Deliverable[]) {
  const session = { ...programme.session, deliverables }
  let exported: CheckReport | undefined
  const { result } = await bounceToMemory(module, { ...programme, session }, 'wav24', {
    order,
    onChecked: (report) => {
      exported = report
    },
  })
  const { media } = programme
  const { signal } = new AbortController()
  const before = await runPreflight({ session, media, order, module, signal, onProgress: () => undefined })
  if (!result.ok || !before.ok || !exported) throw new Error('it was not made')
  const said = ({ findings }: CheckReport) =>
    findings.map(({ check, streams, text }) => ({ check, streams, text }))
  expect(said(before.value)).toEqual(said(exported))
  return exported.findings
}
const of = (findings: readonly Finding[], check: string) => findings.filter((one) => one.check === check)

describe('an M&E that is filled', () => {
  it('has no holes', async () => {
    expect(await found(composite, me)).toEqual([])
  })

  it('has one where its fill is switched off', async () => {
    const holes = await found(composite, { ...me, stems: ['effects', 'music'] })
    expect(holes).toMatchObject([
      {
        check: 'hole',
        streams: ['deliverable:me', 'stem:effects'],
        text: 'Effects are silent for 1.0 s of dialogue. Fill is switched off in the M&E.',
      },
    ])
    expect(Math.abs((holes[0]?.from ?? 0) - HOLE.from)).toBeLessThan(RATE / 10)
    expect(Math.abs((holes[0]?.to ?? 0) - HOLE.to)).toBeLessThan(RATE / 10)
  })

  it('has none in a row of its own, and a row without fill has one', async () => {
    expect(await found(composite, own('Filled', ['effects', 'fill', 'music']))).toEqual([])
    expect(await found(composite, me, own('Bare', ['effects', 'music']))).toMatchObject([
      { check: 'hole', streams: ['deliverable:Bare', 'stem:effects'] },
    ])
  })

  it('is looked at once where rows sound alike, and told by the name of each that does not', async () => {
    const bare = ['effects', 'music'] as const
    const region = { kind: 'span', from: samplePosition(RATE), to: samplePosition(4 * RATE) } as const
    const holes = await found(
      composite,
      own('Part', bare, { range: region, layout: 'mono' }),
      own('Bare', bare),
      own('Bare in 16 bits', bare, { format: 'wav16' }),
      own('Bare and mono', bare, { layout: 'mono' }),
    )
    expect(holes).toMatchObject([
      {
        check: 'hole',
        streams: ['deliverable:Bare', 'deliverable:Bare and mono', 'stem:effects'],
        text: expect.stringContaining('Fill is switched off in the Bare + Bare and mono.'),
      },
    ])
  })
})

it('dialogue is found in an M&E of its own, and levels are not held against what has no music', async () => {
  const findings = await found(
    composite,
    me,
    own('Kept efforts', ['effects', 'fill', 'music', 'optional']),
    own('Filled effects', ['effects', 'fill']),
  )
  expect(findings).toMatchObject([{ check: 'bleed', streams: ['deliverable:Kept efforts', 'stem:dialogue'] }])
  expect(of(findings, 'bleed')[0]?.text).toMatch(/^The Kept efforts has the dialogue in it, 26 dB under/)
})

it('a part of the film that is delivered as an M&E has the holes of that part', async () => {
  const part = (from: number, to: number): Deliverable =>
    own('Part', ['effects', 'music'], {
      range: { kind: 'span', from: samplePosition(from), to: samplePosition(to) },
    })
  const holes = async (row: Deliverable) => {
    const session = { ...programme.session, deliverables: [composite, row] }
    const { result } = await bounceToMemory(module, { ...programme, session }, 'wav24', { order })
    if (!result.ok) throw new Error(result.error.code)
    return (result.value.checks ?? []).flatMap(({ name, findings }) =>
      name === 'Unfilled holes' ? findings : [],
    )
  }
  expect(await holes(part(RATE, 5 * RATE))).toHaveLength(1)
  expect(await holes(part(4 * RATE, 8 * RATE))).toHaveLength(0)
})
