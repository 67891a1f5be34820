import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { frameSpan } from '../../domain/certificate.ts'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import { ebuR128 } from '../../domain/specs/ebuR128.ts'
import { specDocument } from '../../domain/specs/specDocument.ts'
import { timecodeAtSample } from '../../domain/timebase.ts'
import { startOf } from '../../export/deliveryFacts.ts'
import { reportTimebase } from '../../export/reportDocument.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { checkOf, type Forged, packageForger } from '../../testing/packageForger.ts'
import { exportPackage, keepFolder, stemArguments } from '../../testing/packageRun.ts'
import { temporaryDirectory } from '../../testing/referenceTools.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const out = directory.file('package')
const { verdictOf, faultsOf, forge, replace } = packageForger(out)
let restore = (): void => undefined
let stems: readonly string[] = []

beforeAll(async () => {
  stems = stemArguments(directory.file, ['dialogue', 'effects', 'music'], 4 * 48_000 + 17)
  const rows = ['--name', 'reel', '--deliverables', 'composite,me,dx', '--checks']
  await exportPackage(out, [...stems, ...rows, '--spec', 'ebu-r128', '--measure-only'])
  restore = keepFolder(out)
})
afterEach(() => restore())

/** The report with something else in it, and tables and checksums to match. */
const forged = (change: (report: Forged) => void): void =>
  forge((json) => {
    const report = JSON.parse(json)
    change(report)
    return `${JSON.stringify(report, null, 2)}\n`
  })

function masterOf({ settings: { master } }: Forged) {
  if (!master) throw new Error('there is a master')
  return master
}

it('holds as it was written, though its mix is not within its target', async () => {
  expect((await verdictOf()).faults).toEqual([])
  forged((report) => {
    expect(masterOf(report).withinTarget).toBe(false)
    expect(checkOf(report, 'Loudness').verdict).toBe('review')
  })
})

describe('a forged verdict is found, with tables and checksums to match', () => {
  const cases: readonly (readonly [string, (report: Forged) => void, RegExp])[] = [
    [
      'the loudness of the master, and that it is within its target',
      (report) => Object.assign(masterOf(report), { afterLufs: -23, withinTarget: true }),
      /its master comes to −23\.00 LUFS, and its composite to −\d+\.\d\d LUFS/,
    ],
    [
      'that it is within its target',
      (report) => Object.assign(masterOf(report), { withinTarget: true }),
      /its master is not within its target, and it says within its target/,
    ],
    [
      'a target that it is within',
      (report) => Object.assign(masterOf(report), { aboveLu: 20, withinTarget: true }),
      /Loudness: the mix is within its target, and it has found that it is not/,
    ],
    [
      'a gain of the master',
      (report) => Object.assign(masterOf(report), { gainDb: 3 }),
      /its master has a gain of 3\.00 dB, and its settings 0\.00 dB/,
    ],
    [
      'a limiter that there was none of',
      (report) => Object.assign(masterOf(report), { maxReductionDb: -2 }),
      /its master has no ceiling, and has limited/,
    ],
    [
      'a check that passes, with what it has found',
      (report) => Object.assign(checkOf(report, 'Loudness'), { verdict: 'pass' }),
      /Loudness: with 1 error, 0 waived found it comes to “review”, and it says “pass”/,
    ],
    [
      'a check whose finding is gone',
      (report) =>
        Object.assign(checkOf(report, 'Loudness'), { verdict: 'pass', value: 'none', findings: [] }),
      /Loudness: the mix is not within its target, and it has found nothing/,
    ],
    [
      'a check that is waived without a reason at what it has found',
      (report) =>
        Object.assign(checkOf(report, 'Loudness'), {
          verdict: 'waived',
          value: '0 errors, 1 waived',
          waiver: 'as agreed',
        }),
      /Loudness: it has found 1 error, 0 waived, and it says 0 errors, 1 waived/,
    ],
    [
      'a check that is gone',
      (report) => {
        report.checks = report.checks?.filter(({ name }) => name !== 'Loudness') ?? []
      },
      /it has a target, and no check of Loudness/,
    ],
    [
      'a check that there is none of',
      (report) => Object.assign(checkOf(report, 'Clicks'), { name: 'Beauty' }),
      /there is no check “Beauty”/,
    ],
    [
      'a threshold that cannot be',
      (report) => {
        checkOf(report, 'True peak').why = checkOf(report, 'True peak').why.replace(/-1 dBTP/, '6 dBTP')
      },
      /True peak: its threshold cannot be: it is not from -12 to 0 dBTP/,
    ],
    [
      'a threshold that is gone',
      (report) => Object.assign(checkOf(report, 'Clicks'), { why: 'Nothing.' }),
      /Clicks: it does not say its threshold/,
    ],
    [
      'a peak over the ceiling that the meter does not have',
      (report) => {
        const check = checkOf(report, 'True peak')
        const text = 'Dialogue stem: true peak −0.5 dBTP.'
        check.findings.push({ from: '01:00:00:00', to: '01:00:01:00', text })
        Object.assign(check, { verdict: 'review', value: '1 error, 0 waived' })
      },
      /True peak: “Dialogue stem” comes to −\d+\.\d\d dBTP, which it has found to be over the ceiling/,
    ],
    [
      'a warning that is gone',
      (report) => {
        report.warnings = []
      },
      /it does not warn: EBU R 128: the composite is at −/,
    ],
    [
      'a frame rate by another name',
      (report) => {
        report.settings.frameRate = '25 fps'
      },
      /its frame rate is 24 fps, and it says 25 fps/,
    ],
    [
      'a pop, where nothing is summed again',
      (report) => {
        report.certificate.pops = [{ from: 0, to: 192_000 }]
      },
      /it has a pop from sample 0 to 192000, where none belongs/,
    ],
    [
      'dither',
      (report) => {
        report.settings.dither = 'TPDF'
      },
      /its dither is none, and it says TPDF/,
    ],
    [
      'a track that begins elsewhere',
      (report) => Object.assign(report.settings.tracks[0]?.start ?? {}, { samples: 2000 }),
      /track “dialogue” begins at sample 0, and it says 2000/i,
    ],
    [
      'files of a track',
      (report) => {
        for (const track of report.settings.tracks) track.files = ['other.wav']
      },
      /has not the files of its clips/,
    ],
    [
      'a source that is gone',
      (report) => {
        report.certificate.sources = report.certificate.sources.slice(1)
      },
      /was mixed, and is none of its sources/,
    ],
    [
      'channels in another order',
      (report) => Object.assign(report.deliverables[0]?.files[0] ?? {}, { speakers: 'R L' }),
      /“Composite”: the channels of Stereo are not R L/,
    ],
    [
      'a bit rate of what is not compressed',
      (report) => Object.assign(report.deliverables[0] ?? {}, { bitRate: 320_000 }),
      /“Composite”: a file of wav has no bit rate/,
    ],
  ]
  it.each(cases)('%s', async (_what, change, fault) => {
    forged(change)
    const faults = await faultsOf()
    expect(faults.join('\n')).toMatch(fault)
    expect(faults.every((each) => each.startsWith('report.json: '))).toBe(true)
  })
})

describe('where a file begins is held to what it says itself', () => {
  /** All of the report a second later: it agrees with itself. */
  function secondLater(report: Forged): void {
    report.certificate.timebase.startFrame += 24
    const timebase = reportTimebase(report as BounceReport)
    report.settings.start = timecodeAtSample(timebase, 0)
    for (const { start } of report.settings.tracks) start.timecode = timecodeAtSample(timebase, start.samples)
    for (const certified of report.certificate.deliverables) {
      certified.timeReference = startOf(timebase, certified.span.from, 48_000)
      certified.frames = frameSpan(timebase, certified.span)
    }
  }

  it('by a report that is a second off and agrees with itself', async () => {
    forged(secondLater)
    const faults = await faultsOf()
    expect(faults).toContain(
      'reel_me.wav: its bext says that it begins 172800000 samples after midnight, and the report 172848000',
    )
    expect(faults.filter((each) => each.includes(': its iXML says that it begins '))).toHaveLength(3)
    expect(faults).toHaveLength(6)
  })

  it('by a file whose bext or iXML was changed', async () => {
    const at = (bytes: Buffer, text: string): number => bytes.indexOf(text)
    replace('reel_dx.wav', (bytes) => {
      // The last field of the bext chunk of version 0: behind description, originator, reference, date and time.
      bytes.writeUInt32LE(172_800_001, at(bytes, 'bext') + 8 + 256 + 32 + 32 + 10 + 8)
      return bytes
    })
    replace('reel_me.wav', (bytes) => {
      bytes.write('25/1', at(bytes, '<TIMECODE_RATE>') + '<TIMECODE_RATE>'.length)
      return bytes
    })
    expect(await faultsOf()).toEqual([
      'reel_me.wav: its iXML says that timecode counts 25/1 frames a second, and the report 24/1 frames a second',
      'reel_dx.wav: its bext says that it begins 172800001 samples after midnight, and the report 172800000',
    ])
  })

  it.each(['flac', 'mp3', 'm4a'])('by the tags of %s', async (container) => {
    const own = directory.file(`as ${container}`)
    const forger = packageForger(own)
    await exportPackage(own, [...stems, '--name', 'reel', '--deliverables', 'dx', '--container', container])
    expect(await forger.faultsOf()).toEqual([])
    const file = `reel_dx.${container}`
    forger.replace(file, (bytes) => {
      const tag = bytes.indexOf('172800000', bytes.indexOf('TIME_REFERENCE'))
      bytes.write('172800009', tag)
      return bytes
    })
    expect(await forger.faultsOf()).toEqual([
      `${file}: its tags say that it begins 172800009 samples after midnight, and the report 172800000`,
    ])
    rmSync(own, { recursive: true })
  })

  it('by the Broadcast Wave that a FLAC keeps', async () => {
    const own = directory.file('kept')
    const forger = packageForger(own)
    await exportPackage(own, [...stems, '--name', 'reel', '--deliverables', 'dx', '--container', 'flac'])
    forger.replace('reel_dx.flac', (bytes) => {
      bytes.writeUInt32LE(5, bytes.indexOf('riffbext') + 12 + 256 + 32 + 32 + 10 + 8)
      return bytes
    })
    expect(await forger.faultsOf()).toEqual([
      'reel_dx.flac: its bext says that it begins 5 samples after midnight, and the report 172800000',
    ])
  })
})

it('a limit over time is held to the maximum of the composite', async () => {
  const own = directory.file('limits')
  const forger = packageForger(own)
  const spec = directory.file('limits.json')
  const limits = { ...ebuR128, id: 'limits', maxMomentaryLufs: -5, maxShortTermLufs: -5 }
  writeFileSync(spec, specDocument(limits))
  const rows = ['--name', 'reel', '--deliverables', 'composite', '--checks', '--measure-only']
  await exportPackage(own, [...stems, ...rows, '--spec', spec])
  expect(await forger.faultsOf()).toEqual([])
  forger.forge((json) => json.replaceAll('At most −5 LUFS.', 'At most −40 LUFS.'))
  expect(await forger.faultsOf()).toEqual([
    expect.stringMatching(/Momentary loudness: at most it is −\d+\.\d\d LUFS, and it has found nothing/),
    expect.stringMatching(/Short-term loudness: at most it is −\d+\.\d\d LUFS, and it has found nothing/),
  ])
})

it('of a target by dialogue nothing is told that the files cannot show, and that is said', async () => {
  const own = directory.file('dialogue')
  const { verdictOf: verdict, forge: change } = packageForger(own)
  const rows = ['--name', 'reel', '--deliverables', 'composite', '--checks', '--spec', 'netflix']
  await exportPackage(own, [...stems, ...rows])
  const { faults, notes } = await verdict()
  expect(faults).toEqual([])
  expect(notes).toContainEqual(
    expect.stringMatching(/^the loudness where dialogue sounds is not measured again/),
  )
  change((json) => json.replace('"withinTarget": true', '"withinTarget": false'))
  expect((await verdict()).faults).toContainEqual({
    file: 'report.json',
    detail: 'its master is within its target, and it says not within its target',
  })
})
