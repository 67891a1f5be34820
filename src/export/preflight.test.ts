import { describe, expect, it, test } from 'vitest'
import type { CheckReport } from '../domain/checks.ts'
import type { DeliveryOrder } from '../domain/delivery.ts'
import type { PopsOrder } from '../domain/pops.ts'
import { custom } from '../domain/specs/custom.ts'
import type { StemId } from '../domain/stems.ts'
import { frames } from '../domain/units.ts'
import { bounceToMemory, type Programme, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'
import { runPreflight } from './preflight.ts'

const module = kernelModule()
const RATE = 48_000
const LENGTH = 9 * RATE
/** The film: of its nine seconds, the third to the seventh. Before and after it, tones of a laboratory. */
const FILM = { from: 2 * RATE, to: 7 * RATE }
const FFOA = frames(86_400 + 48)
const LFOA = frames(86_400 + 7 * 24 - 1)

/** Speech all through, and effects with a second of nothing in the leader, and one in the film. */
const programme: Programme = await programmeOf(
  (['dialogue', 'effects', 'music'] as const satisfies readonly StemId[]).map((stem, index) => ({
    stem,
    samples: [0, 1].map((side) =>
      noise(LENGTH, 2 * index + side + 1, 0.03).map((x, n) => {
        const isFilm = n >= FILM.from && n < FILM.to
        if (stem === 'music') return isFilm ? x * 0.02 : x * 6
        if (stem === 'dialogue') return x
        return (n >= RATE / 2 && n < 1.5 * RATE) || (n >= 4 * RATE && n < 5 * RATE) ? 0 : x
      }),
    ),
  })),
)
/** Nothing is within it, so that every figure is in a finding. */
const spec = { ...custom, targetLufs: -20, maxMomentaryLufs: -40, maxOverDialogueLu: -10 }

/** What an export finds, and the look before it. */
async function found(change: Partial<DeliveryOrder>) {
  const order: DeliveryOrder = { name: 'reel', format: 'wav24', checks: {}, ...change }
  let exported: CheckReport | undefined
  const { result } = await bounceToMemory(module, programme, 'wav24', {
    order,
    onChecked: (report) => {
      exported = report
    },
  })
  const { session, media } = programme
  const { signal } = new AbortController()
  const before = await runPreflight({ session, media, order, module, signal, onProgress: () => undefined })
  if (!result.ok || !before.ok || !exported) throw new Error('it was not made')
  return { exported, before: before.value, report: result.value }
}

/** What has been written has a form besides. */
const FORM = ['length', 'rate', 'channels']
const ofMix = ({ done, findings, open }: CheckReport) => ({
  done: done.filter(({ check }) => !FORM.includes(check)),
  findings,
  open,
})

describe.each<[string, PopsOrder]>([
  ['measured as a programme', { twoPop: false, tailPop: false, measure: 'programme' }],
  ['measured as a file', { twoPop: false, tailPop: false, measure: 'file' }],
  ['with pops and a leader', { twoPop: true, tailPop: true, leader: frames(240), measure: 'programme' }],
  ['with pops that are measured', { twoPop: true, tailPop: true, measure: 'file' }],
])('a film with a first and a last frame of action, %s', (_, marks) => {
  const pops = { ffoa: FFOA, lfoa: LFOA, ...marks }

  it.each(['linked', 'measure'] as const)(
    'is found the same before an export and in it: %s',
    async (mode) => {
      const { exported, before } = await found({ pops, master: { spec, mode } })
      expect(exported.findings.length).toBeGreaterThan(2)
      expect(ofMix(before)).toEqual(ofMix(exported))
    },
  )
})

test('what is before the first frame of action, and after the last, is not looked at', async () => {
  const holes = ({ findings }: CheckReport) => findings.filter(({ check }) => check === 'hole')
  const marked = await found({
    pops: { ffoa: FFOA, lfoa: LFOA, twoPop: false, tailPop: false, measure: 'file' },
  })
  expect(holes(marked.before)).toHaveLength(1)
  expect(Math.abs((holes(marked.before)[0]?.from ?? 0) - 4 * RATE)).toBeLessThan(RATE / 10)
  expect(holes((await found({})).before)).toHaveLength(2)
})

test('a film whose last frame of action is before its first is refused', async () => {
  const { session, media } = programme
  const { signal } = new AbortController()
  const pops = { ffoa: LFOA, lfoa: FFOA, twoPop: false, tailPop: false, measure: 'file' } as const
  const order = { checks: {}, pops }
  const before = await runPreflight({ session, media, order, module, signal, onProgress: () => undefined })
  expect(before).toMatchObject({ ok: false, error: { code: 'export/range' } })
})
