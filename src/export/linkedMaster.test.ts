import { describe, expect, it } from 'vitest'
import type { DeliveryOrder } from '../domain/delivery.ts'
import type { Session } from '../domain/session.ts'
import { deliverablesOf } from '../domain/sessionDeliverables.ts'
import { amazon } from '../domain/specs/amazon.ts'
import { custom } from '../domain/specs/custom.ts'
import type { DeliverySpec, MasterOrder } from '../domain/specs/deliverySpec.ts'
import { netflix } from '../domain/specs/netflix.ts'
import { theatrical } from '../domain/specs/theatrical.ts'
import { decibels, samplePosition } from '../domain/units.ts'
import { bounceToMemory, pcmOf, programmeOf, samples24 } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise, silence, sine } from '../testing/signals.ts'

const module = kernelModule()
const LENGTH = 48_000 * 6
/** Lines of two seconds in six, over an even bed. */
const lines = noise(LENGTH, 3, 0.2).map((value, n) => (n >= 96_000 && n < 192_000 ? value : 0))
const bed = noise(LENGTH, 4, 0.02)
const peaks = sine(LENGTH, 997, 0.6).map((value, n) => (n % 24_000 < 2400 ? value : 0))
const programme = await programmeOf([
  { stem: 'dialogue', samples: [lines, lines] },
  { stem: 'effects', samples: [peaks, peaks] },
  { stem: 'music', samples: [bed, bed] },
])
const ALL = ['composite', 'me', 'dialogue', 'effects', 'music']

async function bounce(master: MasterOrder, change: Partial<DeliveryOrder> = {}, of = programme) {
  const order = { name: 'reel', format: 'wav24', deliverables: ALL, master, ...change } as const
  const { result, files } = await bounceToMemory(module, of, 'wav24', { order })
  if (!result.ok) throw new Error(result.error.code)
  return { report: result.value, files, master: result.value.settings.master }
}
const spec = (change: Partial<DeliverySpec>): DeliverySpec => ({ ...custom, ...change })
/** `toEqual` takes minutes over files. */
const sameBytes = (a: readonly Buffer[], b: readonly Buffer[]): boolean =>
  a.length === b.length && a.every((file, n) => pcmOf(file).equals(pcmOf(b[n] ?? Buffer.alloc(0))))
const named = (report: { deliverables: readonly { id: string }[] }, id: string): number =>
  report.deliverables.findIndex((each) => each.id === id)

describe('a target', () => {
  it('is reached with one gain on everything, measured before', async () => {
    const plain = await bounce({})
    const { report, master } = await bounce({ spec: spec({ targetLufs: -30 }) })
    const before = plain.report.deliverables[0]?.integratedLufs ?? 0
    expect(master?.beforeLufs).toBeCloseTo(before, 3)
    expect(master?.gainDb).toBeCloseTo(-30 - before, 3)
    expect(master?.afterLufs).toBeCloseTo(-30, 3)
    expect(master).toMatchObject({ mode: 'linked', gate: 'programme', withinTarget: true, maxReductionDb: 0 })
    expect(
      report.deliverables.map(
        ({ integratedLufs }, n) =>
          (integratedLufs ?? 0) - (plain.report.deliverables[n]?.integratedLufs ?? 0),
      ),
    ).toSatisfy((moved: readonly number[]) =>
      moved.every((by) => Math.abs(by - (master?.gainDb ?? 0)) < 0.01),
    )
    expect(report.deliverables[0]?.before?.integratedLufs).toBeCloseTo(before, 3)
    expect(report.settings.masterGainDb).toBe(master?.gainDb)
    expect(plain.master).toBeUndefined()
  })

  it('is not reached by what is only measured', async () => {
    const plain = await bounce({})
    const { files, master } = await bounce({ spec: spec({ targetLufs: -30 }), mode: 'measure' })
    expect(sameBytes(files, plain.files)).toBe(true)
    expect(master).toMatchObject({ mode: 'measure', gainDb: 0, ceilingDbtp: null, withinTarget: false })
    expect(master?.beforeLufs).toBe(master?.afterLufs)
  })

  it('is not looked for when somebody gives the gain', async () => {
    const { master } = await bounce({ spec: spec({}), gainDb: decibels(-4) })
    expect(master).toMatchObject({ gainDb: -4, beforeLufs: null, withinTarget: false })
  })

  it('is that of a composite too whose layout is named, and is that of the mix', async () => {
    const rows = deliverablesOf(programme.session).map((row) => ({ ...row, layout: 'stereo' as const }))
    const named = { ...programme, session: { ...programme.session, deliverables: rows } }
    const order = { deliverables: ['composite'] }
    const { master } = await bounce({ spec: spec({ targetLufs: -30 }) }, order, named)
    expect(master?.afterLufs).toBeCloseTo(-30, 3)
    expect(master?.withinTarget).toBe(true)
    const mono = rows.map((row) => ({ ...row, layout: 'mono' as const }))
    const folded = { ...programme, session: { ...programme.session, deliverables: mono } }
    expect((await bounce({ spec: spec({ targetLufs: -30 }) }, order, folded)).master?.afterLufs).toBeNull()
  })

  it('is nobody’s when the composite is silent', async () => {
    const nothing = await programmeOf([{ stem: 'music', samples: [silence(48_000), silence(48_000)] }])
    const { master, report } = await bounce({ spec: spec({}) }, { deliverables: ['composite'] }, nothing)
    expect(master).toMatchObject({ gainDb: 0, beforeLufs: null, afterLufs: null, withinTarget: null })
    expect(report.warnings.join()).toContain('no loudness to bring to −23.0 LUFS')
  })
})

describe('dialogue as gate', () => {
  it('measures the composite where the dialogue stem sounds', async () => {
    const { master } = await bounce({ spec: netflix })
    const alone = await bounce({ spec: spec({ targetLufs: -27 }) })
    // 4 of the 56 blocks hang over into a line from before and after it.
    expect(master).toMatchObject({ gate: 'dialogue', withinTarget: true })
    expect(master?.dialogueShare).toBeGreaterThan(0.3)
    expect(master?.dialogueShare).toBeLessThan(0.45)
    expect(master?.afterLufs).toBeCloseTo(-27, 2)
    expect(Math.abs((master?.gainDb ?? 0) - (alone.master?.gainDb ?? 0))).toBeGreaterThan(0.3)
  })

  const musicOnly = () =>
    programmeOf([{ stem: 'music', samples: [noise(LENGTH, 8, 0.1), noise(LENGTH, 9, 0.1)] }])

  it('gives way where there is little of it', async () => {
    const music = await musicOnly()
    const { master } = await bounce({ spec: netflix }, { deliverables: ['composite'] }, music)
    expect(master).toMatchObject({ gate: 'programme', targetLufs: -24, dialogueShare: 0, withinTarget: true })
    expect(master?.afterLufs).toBeCloseTo(-24, 2)
  })

  it('takes no pop for dialogue where the whole file is measured', async () => {
    const pops = { twoPop: true, tailPop: true, measure: 'file' } as const
    const order = { deliverables: ['composite'], pops }
    const none = await bounce({ spec: amazon }, order, await musicOnly())
    expect(none.master).toMatchObject({ gate: 'programme', dialogueShare: 0, withinTarget: true })
    // The pops are louder than the lines, and would have the gate and the mean.
    const inFile = await bounce({ spec: amazon }, order)
    const inFilm = await bounce({ spec: amazon }, { ...order, pops: { ...pops, measure: 'programme' } })
    expect(inFile.master?.gate).toBe('dialogue')
    expect(inFile.master?.gainDb).toBeCloseTo(inFilm.master?.gainDb ?? 0, 9)
  })
})

describe('the ceiling', () => {
  const loud = spec({ targetLufs: -12, truePeakDbtp: -2, aboveLu: 3, belowLu: 3 })

  it('holds in every file, and the files sum to less than −130 dBFS', async () => {
    const { report, files, master } = await bounce({ spec: loud })
    expect(master?.maxReductionDb).toBeLessThan(-1)
    expect(master?.secondsLimited).toBeGreaterThan(0.5)
    for (const { maxTruePeakDbtp, clippedSamples } of report.deliverables) {
      expect(maxTruePeakDbtp).toBeLessThanOrEqual(-2 + 0.01)
      expect(clippedSamples).toBe(0)
    }
    expect(report.deliverables[0]?.before?.truePeakOverDbtp).toBeGreaterThan(-1)
    const [composite, dialogue, effects, music] = ['composite', 'dialogue', 'effects', 'music'].map((id) =>
      samples24(pcmOf(files[named(report, id)] ?? Buffer.alloc(0))),
    )
    let most = 0
    for (let n = 0; n < LENGTH; n++) {
      const parts = [dialogue, effects, music].reduce((sum, part) => sum + (part?.[0]?.[n] ?? 0), 0)
      most = Math.max(most, Math.abs((composite?.[0]?.[n] ?? 0) - parts))
    }
    expect(20 * Math.log10(most / 2 ** 23)).toBeLessThan(-130)
    expect(report.residuals[0]?.dbfs).toBeCloseTo(20 * Math.log10(most / 2 ** 23), 6)
  })

  it('is not there when nobody is to limit', async () => {
    const { report, master } = await bounce({ spec: loud, mode: 'noLimit' })
    expect(master).toMatchObject({ mode: 'noLimit', ceilingDbtp: null, maxReductionDb: 0, secondsLimited: 0 })
    expect(report.deliverables[0]?.maxTruePeakDbtp).toBeGreaterThan(-1.9)
  })

  it('costs no samples: files are as long as ever, and what is not over is where it was', async () => {
    const plain = await bounce({})
    const { files, master, report } = await bounce({ spec: { ...theatrical, twoPop: false, tailPop: false } })
    expect(master).toMatchObject({
      targetLufs: null,
      gainDb: 0,
      maxReductionDb: 0,
      ceilingDbtp: 0,
      withinTarget: null,
    })
    expect(sameBytes(files, plain.files)).toBe(true)
    expect(report.deliverables.map(({ samples }) => samples)).toEqual(ALL.map(() => LENGTH))
  })

  it('is kept over ranges that begin and end anywhere, and over pops', async () => {
    const rows = (session: Session): Session => ({
      ...session,
      deliverables: (
        [
          [0, 100],
          [100, 101],
          [70_000, 70_150],
          [140_000, 200_001],
        ] as const
      ).map(([from, to], n) => ({
        id: `part${n}`,
        name: `Part ${n}`,
        code: `p${n}`,
        stems: ['dialogue', 'effects', 'music'],
        layout: n === 3 ? 'mono' : 'session',
        split: false,
        range: { kind: 'span', from: samplePosition(from), to: samplePosition(to) },
        included: true,
      })),
    })
    const cut = { ...programme, session: rows(programme.session) }
    const quiet = spec({ targetLufs: null, truePeakDbtp: 0 })
    const pops = { twoPop: true, tailPop: true, measure: 'file' } as const
    const deliverables = ['part0', 'part1', 'part2', 'part3']
    // 6 dB down: folded down to mono it would be over.
    const gainDb = decibels(-6)
    const plain = await bounce({ gainDb }, { deliverables, pops }, cut)
    const same = await bounce({ spec: quiet, gainDb }, { deliverables, pops }, cut)
    expect(sameBytes(same.files, plain.files)).toBe(true)
    const low = await bounce(
      { spec: spec({ targetLufs: null, truePeakDbtp: -12 }) },
      { deliverables, pops },
      cut,
    )
    for (const { maxSamplePeakDbfs } of low.report.deliverables)
      expect(maxSamplePeakDbfs).toBeLessThanOrEqual(-12)
    const film = await bounce({ spec: quiet }, { pops })
    const without = await bounce({}, { pops })
    expect(sameBytes(film.files, without.files)).toBe(true)
  })
})
