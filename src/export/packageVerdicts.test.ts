import { expect, it } from 'vitest'
import { deliverableOf } from '../domain/deliverables/deliverable.ts'
import { DELIVERABLES } from '../domain/deliverables/registry.ts'
import { ebuR128 } from '../domain/specs/ebuR128.ts'
import { bounceToMemory, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'
import { verdictContradictions } from './packageVerdicts.ts'

const module = kernelModule()

it('limits over time are held against the mix, with a stem beside it that sounds as it does', async () => {
  const ofDialogue = await programmeOf([{ stem: 'dialogue', samples: [noise(4 * 48_000, 1, 0.1)] }])
  const deliverables = ['composite', 'dialogue'].flatMap((id) =>
    DELIVERABLES.filter((spec) => spec.id === id).map((spec) => ({ ...deliverableOf(spec), included: true })),
  )
  const session = { ...ofDialogue.session, deliverables }
  const spec = { ...ebuR128, maxMomentaryLufs: -60 }
  const order = { name: 'reel', format: 'wav24', checks: {}, master: { spec } } as const
  const { result } = await bounceToMemory(module, { ...ofDialogue, session }, 'wav24', { order })
  if (!result.ok) throw new Error(result.error.code)
  const report = result.value
  expect(report.deliverables.map(({ id }) => id)).toEqual(['composite', 'dialogue'])
  expect(verdictContradictions(report)).toEqual([])
  const checks = report.checks?.map((check) =>
    check.name === 'Momentary loudness'
      ? ({ ...check, verdict: 'pass', value: 'none', findings: [] } as const)
      : check,
  )
  expect(verdictContradictions({ ...report, ...(checks && { checks }) })).toEqual([
    expect.stringMatching(/^Momentary loudness: at most it is −\d+\.\d\d LUFS, and it has found nothing$/),
  ])
})
