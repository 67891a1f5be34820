import { describe, expect, it } from 'vitest'
import type { BounceReport, ReportedCheck } from './deliveryReport.ts'
import { custom } from './specs/custom.ts'
import { standingChecks, standingFindings } from './standingFindings.ts'

const check = (name: string, verdict: ReportedCheck['verdict']): ReportedCheck => ({
  ...{ name, verdict, value: '2 found', why: '', findings: [], waiver: null },
})
const report = {
  settings: { sampleRate: 48_000 },
  deliverables: [],
  residuals: [],
} as unknown as BounceReport
const nothing = { hasGuide: false, spec: undefined }

describe('standingFindings', () => {
  it('are errors that nobody has waived, and no warnings', () => {
    const checks = [check('Clipping', 'review'), check('Sync', 'waived'), check('Drift', 'pass')]
    expect(standingChecks([...checks, check('Loudness range', 'review')], true)).toEqual([
      'Clipping: 2 found.',
    ])
  })
  it('are checks that could not be made', () => {
    expect(standingChecks([check('Clipping', 'pass')], true)).toEqual([
      expect.stringMatching(/^Sync could not be checked/),
    ])
    expect(standingChecks([check('Clipping', 'pass')], false)).toEqual([])
  })
  it('are null tests that do not null', () => {
    const residual = { name: 'a − b', dbfs: -20, format: 'wav24', of: 'files', limitDbfs: -130 } as const
    const residuals = [{ ...residual, verdict: 'review' } as const, { ...residual, verdict: 'pass' } as const]
    expect(standingFindings({ ...report, residuals }, nothing)).toEqual([
      'Null test (a − b): it does not null.',
    ])
  })
  const missed = {
    ...report,
    settings: {
      ...report.settings,
      master: {
        spec: { name: 'EBU' },
        targetLufs: -23,
        gate: 'programme',
        afterLufs: -22.6,
        withinTarget: false,
      },
    },
    deliverables: [{ name: 'Composite', maxTruePeakDbtp: -0.5, sampleRate: 48_000, clippedSamples: 0 }],
  } as unknown as BounceReport
  const held = { hasGuide: false, spec: { ...custom, truePeakDbtp: -1 } }
  const [target, ceiling] = ['EBU: the composite is not at its target.', '“Composite” comes to −0.5 dBTP.']
  it.each<[string, readonly ReportedCheck[] | undefined, readonly (string | undefined)[]]>([
    ['without checks', undefined, [target, ceiling]],
    ['with its loudness waived', [check('Loudness', 'waived')], [ceiling]],
    ['with its loudness open', [check('Loudness', 'review')], [target, ceiling, 'Loudness: 2 found.']],
    ['with that of another target waived', [check('Loudness of the dialogue', 'waived')], [target, ceiling]],
    ['with its peaks waived', [{ ...check('True peak', 'waived'), why: 'Ceiling: -1 dBTP.' }], [target]],
    [
      'with peaks waived that are over a higher threshold',
      [{ ...check('True peak', 'waived'), why: 'Ceiling: -0.3 dBTP.' }],
      [target, ceiling],
    ],
  ])('are a target and a ceiling that are missed: %s', (_what, checks, sentences) => {
    expect(standingFindings({ ...missed, ...(checks && { checks }) }, held)).toEqual(sentences)
  })
  it('are none of a report without faults', () => {
    expect(standingFindings(report, nothing)).toEqual([])
  })
})
