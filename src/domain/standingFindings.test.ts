import { describe, expect, it } from 'vitest'
import type { BounceReport, ReportedCheck } from './deliveryReport.ts'
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
  it('are none of a report without faults', () => {
    expect(standingFindings(report, nothing)).toEqual([])
  })
})
