import { describe, expect, it } from 'vitest'
import type { Deliverable } from '../domain/deliverables/deliverable.ts'
import { deliverablesOf } from '../domain/sessionDeliverables.ts'
import { custom } from '../domain/specs/custom.ts'
import type { DeliverySpec } from '../domain/specs/deliverySpec.ts'
import { netflix } from '../domain/specs/netflix.ts'
import { samplePosition } from '../domain/units.ts'
import { bounceToMemory, type Programme, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'

const module = kernelModule()
const LENGTH = 48_000 * 4
const STEMS = ['dialogue', 'effects', 'music'] as const
const programme: Programme = await programmeOf(
  STEMS.map((stem, n) => ({
    stem,
    samples: [noise(LENGTH, 2 * n + 1, 0.1), noise(LENGTH, 2 * n + 2, 0.1)],
  })),
)
const target: DeliverySpec = { ...custom, targetLufs: -30 }

/** An export of these rows, each changed as it says. */
async function exported(rows: Readonly<Record<string, Partial<Deliverable>>>, spec = target) {
  const deliverables = deliverablesOf(programme.session)
    .filter(({ id }) => id in rows)
    .map((row) => ({ ...row, ...rows[row.id], included: true }))
  const session = { ...programme.session, deliverables }
  const order = { name: 'reel', format: 'wav24', checks: {}, master: { spec } } as const
  const { result, files } = await bounceToMemory(module, { ...programme, session }, 'wav24', { order })
  if (!result.ok) throw new Error(result.error.code)
  const { settings, residuals, checks = [], warnings } = result.value
  return {
    master: settings.master,
    residuals,
    loudness: checks.filter(({ name }) => /^Loudness/.test(name)),
    warnings,
    files,
  }
}

describe.each([['programme', target] as const, ['dialogue', { ...netflix, split: false }] as const])(
  'a composite without stems that have no tracks, by %s',
  (_, spec) => {
    it('is held to the target and to its sums as one with them', async () => {
      const whole = await exported({ composite: {}, me: {} }, spec)
      const unticked = await exported({ composite: { stems: STEMS }, me: {} }, spec)
      expect(whole.master?.withinTarget).toBe(true)
      expect(whole.residuals).toHaveLength(2)
      expect(whole.loudness[0]).toMatchObject({ verdict: 'pass' })
      expect(unticked.files.map((file, n) => whole.files[n]?.equals(file))).toEqual([true, true])
      expect({ ...unticked, files: [] }).toEqual({ ...whole, files: [] })
    })
  },
)

const SAID =
  'Custom: no file here is the composite of the whole film as it is mixed, so none was held to −30.0 LUFS. Export the composite too.'
it.each<[string, Readonly<Record<string, Partial<Deliverable>>>]>([
  ['the M&E alone', { me: {} }],
  [
    'a part of the film',
    { composite: { range: { kind: 'span', from: samplePosition(0), to: samplePosition(LENGTH / 2) } } },
  ],
  ['a composite in mono', { composite: { layout: 'mono' }, me: {} }],
  ['a composite without its music', { composite: { stems: ['dialogue', 'effects'] } }],
])('where a target has no composite to be held against, the report says so: %s', async (_, rows) => {
  const { master, loudness, warnings } = await exported(rows)
  expect(master).toMatchObject({ afterLufs: null, withinTarget: null })
  expect(loudness).toEqual([])
  expect(warnings.filter((each) => each.startsWith('Custom:'))).toEqual([SAID])
})

it('nothing is said of a composite where no loudness is asked for', async () => {
  const { warnings } = await exported({ me: {} }, { ...custom, targetLufs: null })
  expect(warnings.filter((each) => each.startsWith('Custom:'))).toEqual([])
})
