import { describe, expect, it } from 'vitest'
import type { BounceReport, DeliverableReport } from '../../domain/deliveryReport.ts'
import { certificateFixture } from '../../testing/certificateFixture.ts'
import { checksOf } from './checks.ts'

const file = (change: Partial<DeliverableReport> = {}): DeliverableReport => ({
  id: 'composite',
  name: 'Composite',
  stems: ['music'],
  files: [],
  layout: 'Stereo',
  channels: 2,
  sampleRate: 48_000,
  container: 'wav',
  format: 'wav24',
  bitDepth: 24,
  figuresOf: 'file',
  range: 'film',
  from: 0,
  samples: 4_800_000,
  integratedLufs: -23,
  loudnessRangeLu: 5,
  maxTruePeakDbtp: -2,
  maxSamplePeakDbfs: -3,
  maxMomentaryLufs: -18,
  maxShortTermLufs: -20,
  clippedSamples: 0,
  ...change,
})
const report = (change: Partial<BounceReport>): BounceReport => ({
  app: { name: 'Dubstage', version: '0' },
  title: '',
  createdAt: '',
  settings: {
    format: 'wav24',
    sampleRate: 48_000,
    layout: '',
    frameRate: '',
    start: '',
    panLaw: '',
    dither: 'none',
    masterGainDb: 0,
    measured: 'file',
    tracks: [],
    stems: {},
  },
  deliverables: [file(), file({ id: 'me' })],
  residuals: [],
  warnings: [],
  certificate: certificateFixture(2),
  ...change,
})
const failed = (...args: Parameters<typeof report>): string[] =>
  checksOf(report(...args))
    .filter(({ passed }) => !passed)
    .map(({ name }) => name)

describe('checksOf', () => {
  it('passes a clean export', () => {
    expect(failed({})).toEqual([])
  })
  it('goes by the verdict of a null test, and says what it is held to', () => {
    const residual = { name: 'composite − its stems', dbfs: -120, format: 'wav24', limitDbfs: -130 } as const
    const residuals = [{ ...residual, of: 'files', verdict: 'review' }] as const
    expect(failed({ residuals })).toEqual(['Null test'])
    const [check] = checksOf(
      report({ residuals: [{ ...residual, of: 'mix', limitDbfs: null, verdict: 'pass' }] }),
    )
    expect(check).toMatchObject({
      passed: true,
      why: 'Composite − its stems. Before the files were compressed or converted. Pass at an exact null.',
    })
  })
  it('asks for equal lengths of those files only that hold the whole film', () => {
    const deliverables = [file(), file({ range: 'region', samples: 7 })]
    expect(failed({ deliverables })).toEqual([])
  })
  it('asks for one length, and not for one number of samples, of files at different rates', () => {
    const deliverables = [file(), file({ sampleRate: 44_100, samples: 4_410_000 })]
    expect(failed({ deliverables })).toEqual([])
  })
  it('names clipping, unequal lengths and warnings', () => {
    const deliverables = [file({ clippedSamples: 3 }), file({ samples: 4_799_999 })]
    expect(failed({ deliverables, warnings: ['x'] })).toEqual(['Full scale', 'Length', 'Warnings'])
  })
})
