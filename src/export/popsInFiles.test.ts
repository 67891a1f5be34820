import { describe, expect, it } from 'vitest'
import type { BounceReport } from '../domain/deliveryReport.ts'
import type { Session } from '../domain/session.ts'
import { STEMS } from '../domain/stems.ts'
import { frames } from '../domain/units.ts'
import { firstDifference, samples24 } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import {
  deliver,
  LENGTH,
  matrixProgramme,
  oddSession,
  pcmNamed,
  row,
  span,
} from '../testing/matrixFixture.ts'

const module = kernelModule()
const FULL = 2 ** 23

describe('pops', () => {
  const pops = { twoPop: true, tailPop: true, measure: 'programme' } as const

  it('stand around the programme in every file of the film, in all channels, and are not measured', async () => {
    const session = { ...oddSession, deliverables: [row('composite'), row('guide'), row('me', span(0, 50))] }
    const plain = await deliver(module, session, 'wav24')
    const { files, report } = await deliver(module, session, 'wav24', { pops })
    const length = LENGTH + 96_000
    // The last frame is the fourth, its first sample 6000: the tail pop is on the 52nd.
    const end = 2000 * 52
    expect(report.deliverables.map(({ from, samples }) => [from, samples])).toEqual([
      [-96_000, 96_000 + end],
      [-96_000, 96_000 + end],
      [0, 50],
    ])
    const pop = Int32Array.from({ length: 2000 }, (_, n) =>
      Math.round(0.1 * Math.sin((2 * Math.PI * 1000 * n) / 48_000) * FULL),
    )
    for (const [name, channels] of [
      ['reel_composite.wav', 2],
      ['reel_guide.wav', 1],
    ] as const) {
      const before = samples24(pcmNamed(plain.files, name), channels)
      samples24(pcmNamed(files, name), channels).forEach((channel, c) => {
        expect(firstDifference(channel.subarray(0, 2000), pop)).toBe(-1)
        expect(channel.subarray(2000, 96_000).every((value) => value === 0)).toBe(true)
        expect(firstDifference(channel.subarray(96_000, length), before[c])).toBe(-1)
        expect(firstDifference(channel.subarray(96_000 + end - 2000), pop)).toBe(-1)
      })
    }
    const figures = ({ deliverables }: BounceReport) =>
      deliverables.map(({ maxSamplePeakDbfs, maxTruePeakDbtp }) => [maxSamplePeakDbfs, maxTruePeakDbtp])
    expect(figures(report).map(([peak]) => peak)).toEqual(figures(plain.report).map(([peak]) => peak))
    expect(report.residuals.map(({ dbfs }) => (dbfs ?? -200) < -125)).toEqual([true, true])
  })

  it('are certified where a file has them, and named where a part of the film has none', async () => {
    const reel = { ...oddSession, deliverables: [row('composite', span(3000, 6000))] }
    const { report } = await deliver(module, reel, 'wav24', { pops: { ...pops, leader: frames(192) } })
    expect(report.certificate.pops).toEqual([])
    expect(report.warnings).toEqual([
      expect.stringMatching(/^No 2-pop, no tail pop, no leader in “Composite”: .* Export the whole film/),
    ])
    const both = { ...reel, deliverables: [...reel.deliverables, row('me')] }
    const film = (await deliver(module, both, 'wav24', { pops })).report
    expect(film.certificate.pops).toHaveLength(2)
    expect(film.warnings).toEqual([expect.stringMatching(/^No 2-pop, no tail pop in “Composite”: /)])
  })

  it('are measured with the file where that is asked for', async () => {
    const quiet = {
      ...matrixProgramme.session,
      deliverables: [row('composite')],
      stems: Object.fromEntries(
        STEMS.map(({ id }) => [id, { faderDb: null, mute: false }]),
      ) as Session['stems'],
    }
    const { report } = await deliver(module, quiet, 'wav24', { pops: { ...pops, measure: 'file' } })
    expect(report.deliverables[0]?.maxSamplePeakDbfs).toBeCloseTo(-20, 4)
    const programme = await deliver(module, quiet, 'wav24', { pops })
    expect(programme.report.deliverables[0]?.maxSamplePeakDbfs).toBeNull()
  })
})
