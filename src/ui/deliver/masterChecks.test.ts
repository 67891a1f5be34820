import { describe, expect, it } from 'vitest'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import type { MasterReport } from '../../domain/specs/masterReport.ts'
import { masterChecks } from './masterChecks.ts'

const master: MasterReport = {
  mode: 'linked',
  spec: { id: 'netflix', name: 'Netflix', source: '', sourceDate: null, uncertain: [] },
  gainDb: 1.25,
  ceilingDbtp: -2,
  targetLufs: -27,
  belowLu: 2,
  aboveLu: 2,
  gate: 'dialogue',
  dialogueShare: 0.4,
  beforeLufs: -28.2,
  afterLufs: -26.9,
  withinTarget: true,
  maxReductionDb: -0.4,
  secondsLimited: 0.34,
}
const checks = (change: Partial<MasterReport> | null, ...peaks: number[]) =>
  checksOf(change, ['dialogue', 'music'], peaks)
/** Of files that hold these stems, where dialogue and music have tracks. */
const checksOf = (change: Partial<MasterReport> | null, stems: readonly string[], peaks: readonly number[]) =>
  masterChecks({
    settings: {
      layout: 'Stereo',
      tracks: [{ stem: 'dialogue' }, { stem: 'music' }],
      ...(change && { master: { ...master, ...change } }),
    },
    deliverables: peaks.map((maxTruePeakDbtp) => ({
      maxTruePeakDbtp,
      stems,
      layout: 'Stereo',
      range: 'film',
    })),
  } as unknown as BounceReport)

describe('masterChecks', () => {
  it('are none without a target', () => {
    expect(checks(null, 3)).toEqual([])
  })
  it('say what was reached, and how', () => {
    expect(checks({}, -2.1, -3)).toEqual([
      {
        name: 'Loudness',
        passed: true,
        value: '−26.9 LUFS',
        why: 'Where dialogue or narration sounds. Netflix: −27.0 ±2. Gain of all: +1.3 dB.',
      },
      {
        name: 'True peak',
        passed: true,
        value: '−2.1 dBTP',
        why: 'Of every file. Netflix: −2.0 or lower. Limited by up to 0.4 dB, for 0.3 s.',
      },
    ])
  })
  it('pass nothing that was missed, or is not known', () => {
    expect(checks({ withinTarget: false }, -2).map(({ passed }) => passed)).toEqual([false, true])
    expect(checks({ withinTarget: null, afterLufs: null }, -2)[0]).toMatchObject({
      passed: false,
      value: 'not measured',
    })
    expect(checks({}, -3, -1.7).map(({ passed }) => passed)).toEqual([true, false])
  })
  it('say that there is no composite to be held to the target', () => {
    const [loudness] = checksOf({ withinTarget: null, afterLufs: null }, ['effects', 'music'], [-2])
    expect(loudness).toEqual({
      name: 'Loudness',
      passed: false,
      value: 'no composite',
      why: 'No file here is the composite of the whole film as it is mixed. Export it too, and it is held to the target. Netflix: −27.0 ±2. Gain of all: +1.3 dB.',
    })
  })
  it('hold nothing to what is not asked for', () => {
    expect(checks({ targetLufs: null, ceilingDbtp: null }, 3)).toEqual([])
  })
})
