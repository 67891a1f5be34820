import { describe, expect, it } from 'vitest'
import type { BounceReport, DeliverableReport } from '../../domain/delivery.ts'
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
  range: 'film',
  from: 0,
  samples: 48_000,
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
  it.each([
    ['wav24', -120, true],
    ['wav24', -119.9, false],
    ['wav16', -72, true],
    ['wav16', -70.9, false],
    ['wav16shaped', -52, true],
    ['wav16shaped', -50.9, false],
    ['wav32f', null, true],
  ] as const)('at %s a residual of %d dBFS passes: %s', (format, dbfs, passes) => {
    const residuals = [{ name: 'composite − its stems', dbfs, format }]
    expect(failed({ residuals })).toEqual(passes ? [] : ['Null test'])
  })
  it('asks for equal lengths of those files only that hold the whole film', () => {
    const deliverables = [file(), file({ range: 'region', samples: 7 })]
    expect(failed({ deliverables })).toEqual([])
  })
  it('names clipping, unequal lengths and warnings', () => {
    const deliverables = [file({ clippedSamples: 3 }), file({ samples: 47_999 })]
    expect(failed({ deliverables, warnings: ['x'] })).toEqual(['Full scale', 'Length', 'Warnings'])
  })
})
