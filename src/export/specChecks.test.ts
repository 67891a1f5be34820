import { expect, test } from 'vitest'
import type { CheckId, CheckReport, Waiver } from '../domain/checks.ts'
import { custom } from '../domain/specs/custom.ts'
import type { DeliverySpec, MasterMode } from '../domain/specs/deliverySpec.ts'
import { ebuR128 } from '../domain/specs/ebuR128.ts'
import { netflix } from '../domain/specs/netflix.ts'
import { theatrical } from '../domain/specs/theatrical.ts'
import { standingFindings } from '../domain/standingFindings.ts'
import type { StemId } from '../domain/stems.ts'
import { bounceToMemory, type Programme, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'
import { runPreflight } from './preflight.ts'

const module = kernelModule()
const RATE = 48_000
const LENGTH = 9 * RATE

/** Speech in the first half, music throughout, and a blow at 6 s. */
const programme: Programme = await programmeOf(
  (['dialogue', 'effects', 'music'] as const satisfies readonly StemId[]).map((stem, index) => ({
    stem,
    samples: [0, 1].map((side) =>
      noise(LENGTH, 2 * index + side + 1, 0.03).map((x, n) => {
        if (stem === 'dialogue') return n < LENGTH / 2 ? x : 0
        return stem === 'effects' && n >= 6 * RATE && n < 6.5 * RATE ? x * 12 : x
      }),
    ),
  })),
)

/** What an export finds, and the look before it. */
async function found(spec: DeliverySpec, mode: MasterMode = 'linked') {
  const order = { name: 'reel', format: 'wav24', checks: {}, master: { spec, mode } } as const
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
  const master = result.value.settings.master
  return { exported, before: before.value, report: result.value, master }
}
const OF_THE_SPEC = ['loudness', 'dialogueLoudness', 'momentary', 'shortTerm', 'loudnessRange', 'truePeak']
const ofSpec = ({ done, findings }: CheckReport) => ({
  done: done.filter(({ check }) => OF_THE_SPEC.includes(check)),
  findings: findings.filter(({ check }) => OF_THE_SPEC.includes(check)),
})

test('a mix that is brought to its target has it, and the look before says so too', async () => {
  const { exported, before, report } = await found(ebuR128)
  expect(ofSpec(exported)).toEqual({
    // The ceiling is that of the spec, and no longer the usual one.
    done: [
      { check: 'truePeak', threshold: -1 },
      { check: 'loudness', threshold: null },
    ],
    findings: [],
  })
  expect(ofSpec(before)).toEqual(ofSpec(exported))
  expect(report.checks?.find(({ name }) => name === 'True peak')?.why).toContain('Ceiling: -1 dBTP')
})

test('one that is only measured is told what it misses, and where', async () => {
  const spec = { ...ebuR128, maxMomentaryLufs: -20, maxShortTermLufs: -18, minLoudnessRangeLu: 15 }
  const { exported, before, report } = await found(spec, 'measure')
  const { findings, done } = ofSpec(exported)
  expect(done.map(({ check }) => check)).toEqual([
    'truePeak',
    'loudness',
    'momentary',
    'shortTerm',
    'loudnessRange',
  ])
  const composite = report.deliverables.find(({ id }) => id === 'composite')
  const of = (check: string) => findings.find((each) => each.check === check)
  expect(of('loudness')?.value).toBeCloseTo((composite?.integratedLufs ?? 0) + 23, 9)
  expect(of('momentary')?.value).toBeCloseTo(composite?.maxMomentaryLufs ?? 0, 9)
  const { from = 0, to = 0 } = of('momentary') ?? {}
  expect([from < 6 * RATE, from > 5.5 * RATE, to > 6.4 * RATE, to < 7 * RATE]).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(of('loudnessRange')).toMatchObject({
    severity: 'warning',
    value: composite?.loudnessRangeLu,
    from: 0,
    to: LENGTH,
  })
  expect(ofSpec(before)).toEqual(ofSpec(exported))
})

test('the dialogue is held to the target of its own, as the master has measured it', async () => {
  const reached = await found({ ...netflix, minLoudnessRangeLu: null })
  expect(ofSpec(reached.exported)).toMatchObject({
    done: [{ check: 'truePeak' }, { check: 'dialogueLoudness' }, { check: 'loudnessRange' }],
    findings: [],
  })
  const { exported, before, master } = await found(netflix, 'measure')
  const value = exported.findings.find(({ check }) => check === 'dialogueLoudness')?.value
  expect(value).toBeCloseTo((master?.afterLufs ?? 0) + 27, 9)
  expect(Math.abs(value ?? 0)).toBeGreaterThan(2)
  expect(ofSpec(before)).toEqual(ofSpec(exported))
})

test('how far the mix is over its dialogue is measured where the spec asks, in one pass more', async () => {
  const { exported, before, report } = await found({ ...ebuR128, maxOverDialogueLu: 0.1 }, 'measure')
  const composite = report.deliverables.find(({ id }) => id === 'composite')
  const over = exported.findings.find(({ check }) => check === 'dialogueLoudness')
  expect(over?.value).toBeGreaterThan(0.1)
  expect(over?.value).toBeLessThan((composite?.integratedLufs ?? 0) + 60)
  expect(ofSpec(before)).toEqual(ofSpec(exported))
})

test.each(['programme', 'dialogue'] as const)(
  'it is measured where there is no target too: %s',
  async (gate) => {
    const spec = { ...theatrical, gate, twoPop: false, tailPop: false, maxOverDialogueLu: 0.1 }
    const { exported, before, master } = await found(spec)
    const over = exported.findings.find(({ check }) => check === 'dialogueLoudness')
    expect(over?.value).toBeGreaterThan(0.1)
    expect(ofSpec(before)).toEqual(ofSpec(exported))
    expect(master).toMatchObject({ gainDb: 0, targetLufs: null, gate: null, withinTarget: null })
    expect(master?.dialogueShare).toBeGreaterThan(0.3)
    expect(master?.beforeLufs).toBeCloseTo(master?.afterLufs ?? 0, 1)
    const asks = await found({ ...spec, maxOverDialogueLu: null })
    expect(ofSpec(asks.exported).done.map(({ check }) => check)).not.toContain('dialogueLoudness')
    expect(asks.master?.dialogueShare).toBeNull()
  },
)

test('a waiver of clipping is none of the ceiling there, which is told and waived for itself', async () => {
  const at = 2 * RATE
  const held = [0, 1].map((side) =>
    noise(4 * RATE, side + 1, 0.03).map((x, n) => (n >= at && n < at + 9 ? 1 : x)),
  )
  const loud = await programmeOf([{ stem: 'music', samples: held }])
  const spec = { ...custom, targetLufs: null, truePeakDbtp: -1 }
  const order = { name: 'reel', format: 'wav24', checks: {}, master: { spec, mode: 'noLimit' } } as const
  const standing = async (waivers: readonly Waiver[]) => {
    const session = { ...loud.session, checks: { waivers } }
    const { result } = await bounceToMemory(module, { ...loud, session }, 'wav24', { order })
    if (!result.ok) throw new Error(result.error.code)
    return standingFindings(result.value, { hasGuide: false, spec })
  }
  const { signal } = new AbortController()
  const looked = await runPreflight({ ...loud, order, module, signal, onProgress: () => undefined })
  const findings = looked.ok ? looked.value.findings : []
  const waiversOf = (...checks: readonly CheckId[]) =>
    findings
      .filter(({ check }) => checks.includes(check))
      .map(({ check, from, to, streams }, n) => ({
        id: String(n),
        check,
        from,
        to,
        streams,
        reason: 'meant',
      }))
  expect(await standing(waiversOf('clipping'))).toEqual([
    expect.stringMatching(/^“Composite” comes to 1\.0 dBTP/),
    expect.stringMatching(/^“M&E” comes to 1\.0 dBTP/),
    'True peak: 2 errors, 0 waived.',
  ])
  expect(await standing(waiversOf('truePeak'))).toEqual([expect.stringMatching(/^Clipping: /)])
  expect(await standing(waiversOf('clipping', 'truePeak'))).toEqual([])
})
