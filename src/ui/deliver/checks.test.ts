import { describe, expect, it } from 'vitest'
import type { BounceReport, DeliverableReport } from '../../domain/delivery.ts'
import { checksOf } from './checks.ts'

const file = (change: Partial<DeliverableReport> = {}): DeliverableReport => ({
  id: 'composite',
  file: 'a_composite.wav',
  channels: 2,
  sampleRate: 48_000,
  bitDepth: 24,
  samples: 48_000,
  integratedLufs: -23,
  loudnessRangeLu: 5,
  maxTruePeakDbtp: -2,
  maxSamplePeakDbfs: -3,
  maxMomentaryLufs: -18,
  maxShortTermLufs: -20,
  clippedSamples: 0,
  sha256: '',
  ...change,
})
const report = (
  change: Partial<BounceReport>,
  format: 'wav16' | 'wav16shaped' | 'wav24' = 'wav24',
): BounceReport => ({
  app: { name: 'Dubstage', version: '0' },
  title: '',
  createdAt: '',
  settings: {
    format,
    sampleRate: 48_000,
    layout: '',
    frameRate: '',
    start: '',
    panLaw: '',
    dither: 'none',
    tracks: [],
    stems: {},
  },
  deliverables: [file(), file({ id: 'me' })],
  nullResidualDbfs: null,
  warnings: [],
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
    ['wav16', -90, true],
    ['wav16', -79.9, false],
    ['wav16shaped', -62, true],
    ['wav16shaped', -59.9, false],
  ] as const)('at %s a residual of %d dBFS passes: %s', (format, nullResidualDbfs, passes) => {
    expect(failed({ nullResidualDbfs }, format)).toEqual(passes ? [] : ['Null test'])
  })
  it('names clipping, unequal lengths and warnings', () => {
    const deliverables = [file({ clippedSamples: 3 }), file({ samples: 47_999 })]
    expect(failed({ deliverables, warnings: ['x'] })).toEqual(['Full scale', 'Length', 'Warnings'])
  })
})
