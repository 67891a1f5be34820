import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { checkOf, type Forged, packageForger } from '../../testing/packageForger.ts'
import { exportPackage, keepFolder, stemArguments } from '../../testing/packageRun.ts'
import { temporaryDirectory } from '../../testing/referenceTools.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const stems = stemArguments(directory.file, ['dialogue', 'effects', 'music'], 4 * 48_000 + 17)

describe('a guide', () => {
  const own = directory.file('guided')
  const guided = packageForger(own)
  let unforged = (): void => undefined
  beforeAll(async () => {
    const rows = ['--name', 'reel', '--deliverables', 'composite,me', '--checks']
    await exportPackage(own, [...stems, ...rows, '--guide', directory.file('dialogue.wav')])
    unforged = keepFolder(own)
  })
  afterEach(() => unforged())

  it('is in the certificate and in what the checks say, and the package holds', async () => {
    expect(await guided.faultsOf()).toEqual([])
    guided.forge((json) => {
      const { certificate }: BounceReport = JSON.parse(json)
      expect(certificate.guide).toMatchObject({ file: 'dialogue.wav', at: 0, bytes: expect.any(Number) })
      return json
    })
  })

  it('of a package of before its length was looked at holds as well', async () => {
    const name = 'Length of the guide'
    guided.forge((json) => {
      const report = JSON.parse(json)
      delete report.certificate.guide.samples
      report.checks = report.checks.filter((check: { readonly name: string }) => check.name !== name)
      return JSON.stringify(report)
    })
    expect((await guided.faultsOf()).filter((fault) => fault.includes(name))).toEqual([])
  })

  it.each<readonly [string, (report: Forged) => void, RegExp]>([
    [
      'that the certificate does not name',
      ({ certificate }) => {
        delete certificate.guide
      },
      /Sync: it was held against a guide, and its certificate names none/,
    ],
    [
      'that the checks say there was none of',
      (report) => Object.assign(checkOf(report, 'Sync'), { why: 'No guide was given. Offset: 0 samples.' }),
      /Sync: it was not held against the guide that its certificate names/,
    ],
    [
      'of another name',
      ({ certificate }) => Object.assign(certificate.guide ?? {}, { file: 'other.wav' }),
      /Sync: it was not held against the guide that its certificate names/,
    ],
    [
      'elsewhere',
      ({ certificate }) => Object.assign(certificate.guide ?? {}, { at: 24_000 }),
      /Sync: it was not held against the guide that its certificate names, or not there/,
    ],
    [
      'without its check',
      (report) => {
        report.checks = report.checks?.filter(({ name }) => name !== 'Sync') ?? []
      },
      /it names a guide, and has no check of Sync/,
    ],
    [
      'without the check of its length',
      (report) => {
        report.checks = report.checks?.filter(({ name }) => name !== 'Length of the guide') ?? []
      },
      /it names a guide, and has no check of Length of the guide/,
    ],
    [
      'of another length than its check says',
      ({ certificate }) => Object.assign(certificate.guide ?? {}, { samples: 24_000 }),
      /Length of the guide: its certificate does not say that the guide is as long/,
    ],
    [
      'of another length, of which nothing was found',
      (report) => {
        const { guide } = report.certificate
        const check = checkOf(report, 'Length of the guide')
        check.why = check.why.replace(`has ${guide?.samples} samples`, 'has 24000 samples')
        Object.assign(guide ?? {}, { samples: 24_000 })
      },
      /Length of the guide: what it has found is not how the guide lies to the mix/,
    ],
    [
      'that ends elsewhere, which is not so',
      (report) => {
        const text = 'The guide ends 48000 samples (1.000 s) after Composite: it has 1 samples.'
        const check = checkOf(report, 'Length of the guide')
        check.findings.push({ from: '01:00:04:00', to: '01:00:04:23', text })
        Object.assign(check, { verdict: 'review', value: '1 warning, 0 waived' })
      },
      /Length of the guide: what it has found is not how the guide lies to the mix/,
    ],
  ])('%s', async (_what, change, fault) => {
    guided.forge((json) => {
      const report = JSON.parse(json)
      change(report)
      return `${JSON.stringify(report, null, 2)}\n`
    })
    expect((await guided.faultsOf()).join('\n')).toMatch(fault)
  })

  it('that there was no composite for is named all the same', async () => {
    const alone = directory.file('alone')
    const forger = packageForger(alone)
    const rows = ['--name', 'reel', '--deliverables', 'me', '--checks']
    await exportPackage(alone, [...stems, ...rows, '--guide', directory.file('dialogue.wav')])
    expect(await forger.faultsOf()).toEqual([])
    forger.forge((json) => json.replace('was compared with nothing', 'fits'))
    expect(await forger.faultsOf()).toContainEqual(
      expect.stringContaining('it does not warn: The guide “dialogue.wav” was compared with nothing'),
    )
  })
})
