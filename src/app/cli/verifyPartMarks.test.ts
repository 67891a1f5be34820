import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { packageForger } from '../../testing/packageForger.ts'
import { exportPackage, keepFolder, stemArguments } from '../../testing/packageRun.ts'
import { temporaryDirectory } from '../../testing/referenceTools.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const out = directory.file('package')
const { verdictOf, faultsOf, forge, replace } = packageForger(out)
let stems: readonly string[] = []
let restore = (): void => undefined
/** Five seconds of eight, with a leader of three: from 01:00:01:00 on. */
const PART = ['--range', '01:00:01:00-01:00:06:00', '--pops', 'both', '--leader', '3', '--part-pops']
const LEADER = 3 * 48_000

beforeAll(async () => {
  stems = stemArguments(directory.file, ['dialogue', 'effects', 'music'], 8 * 48_000)
  await exportPackage(out, [...stems, '--name', 'reel', '--deliverables', 'composite,dx,mx,fx', ...PART])
  restore = keepFolder(out)
})
afterEach(() => restore())

type Writable<T> = T extends object ? { -readonly [Key in keyof T]: Writable<T[Key]> } : T
const forged = (change: (report: Writable<BounceReport>) => void): void =>
  forge((json) => {
    const report = JSON.parse(json)
    change(report)
    return `${JSON.stringify(report, null, 2)}\n`
  })
const certified = (report: Writable<BounceReport>, index = 0) => {
  const marks = report.certificate.deliverables[index]?.marks
  if (!marks) throw new Error('it has marks of its own')
  return marks
}

describe('a part with leader and pops of its own', () => {
  it('holds, with its sums and what stands around it', async () => {
    const { faults, verified } = await verdictOf()
    expect(faults).toEqual([])
    expect(verified).toContain('composite − its stems: exact null, as in the report')
    expect(verified).toContain('Composite: silence and its own pops around its part of the mix')
  })

  it.each([
    ['wav16', 'programme'],
    ['wav16shaped', 'file'],
    ['wav32f', 'file'],
    ['wav24', 'file'],
  ])('holds as %s too, measured %s', async (format, measure) => {
    const other = directory.file(`${format}-${measure}`)
    const rows = ['--deliverables', 'composite,dx,mx,fx', '--format', format, '--measure', measure]
    await exportPackage(other, [...stems, '--name', 'reel', ...rows, ...PART])
    expect(await faultsOf(other)).toEqual([])
  })

  it('is not compared around it where it is compressed or converted, which is said', async () => {
    const other = directory.file('converted')
    const rows = ['--deliverables', 'composite', '--rate-out', '96000']
    await exportPackage(other, [...stems, '--name', 'reel', ...rows, ...PART])
    const { faults, notes } = await verdictOf(other)
    expect(faults).toEqual([])
    expect(notes).toContain(
      'Composite: its leader and pops are not compared, as it is compressed with loss or converted',
    )
  })

  it('holds as FLAC', async () => {
    const other = directory.file('flac')
    const rows = ['--deliverables', 'composite', '--container', 'flac']
    await exportPackage(other, [...stems, '--name', 'reel', ...rows, ...PART])
    const { faults, verified } = await verdictOf(other)
    expect(faults).toEqual([])
    expect(verified).toContain('Composite: silence and its own pops around its part of the mix')
    const flac = packageForger(other)
    for (const action of [
      { from: 80_000, to: 20_000 },
      { from: 48_000, to: -400_000 },
      { from: -48_000_000, to: 288_000 },
    ]) {
      flac.forge((json) => {
        const report = JSON.parse(json)
        Object.assign(certified(report).action, action)
        return JSON.stringify(report)
      })
      expect(await flac.faultsOf()).toContainEqual(
        expect.stringMatching(/“Composite” has not its part of the mix in it/),
      )
    }
  })

  it('is found out with sound in its leader, or after its end', async () => {
    for (const place of [LEADER - 1, 48_000 + 100, LEADER + 5 * 48_000]) {
      replace('reel_composite.wav', (bytes) => {
        const at = bytes.indexOf('data') + 8 + place * 6
        bytes.writeIntLE(bytes.readIntLE(at, 3) + 3, at, 3)
        return bytes
      })
      expect(await faultsOf()).toContain(
        `reel_composite.wav: its sample ${place} is beside its part of the mix, and neither silence nor its pop`,
      )
      restore()
    }
  })

  it.each<[string, (report: Writable<BounceReport>) => void, RegExp]>([
    [
      'a part that is less than it was',
      (report) => Object.assign(certified(report).action, { from: certified(report).action.from + 2000 }),
      /is beside its part of the mix, and neither silence nor its pop/,
    ],
    [
      'a part that is more than its file',
      (report) => Object.assign(certified(report).action, { to: 48_000 * 100 }),
      /“Composite” has not its part of the mix in it/,
    ],
    [
      'a pop elsewhere',
      (report) => Object.assign(certified(report).pops[0] ?? {}, { from: -95_999 }),
      /“Composite” has a pop of its own from sample -95999 to -46000, where none belongs/,
    ],
    [
      'no pop',
      (report) => certified(report).pops.splice(0, 1),
      /its sample 48001 is beside its part of the mix, and neither silence nor its pop/,
    ],
    [
      'no marks',
      (report) => delete report.certificate.deliverables[0]?.marks,
      /its loudness is not measured from sample/,
    ],
    [
      'the film',
      (report) => Object.assign(report.deliverables[0] ?? {}, { range: 'film' }),
      /“Composite” is the film, and has leader and pops of its own/,
    ],
  ])('is found out by a report that says %s', async (_, change, fault) => {
    forged(change)
    expect(await faultsOf()).toContainEqual(expect.stringMatching(fault))
  })
})
