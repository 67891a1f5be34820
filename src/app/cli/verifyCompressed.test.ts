import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PackageVerdict } from '../../export/packageCheck.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { packageForger } from '../../testing/packageForger.ts'
import { exportPackage, keepFolder, stemArguments } from '../../testing/packageRun.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)

beforeAll(async () => {
  const stems = stemArguments(directory.file, ['dialogue', 'effects', 'music'], 4 * 48_000 + 17)
  const rows = ['--name', 'reel', '--deliverables', 'composite,me,dx,fx,mx', '--pops', '2-pop']
  for (const container of ['flac', 'mp3', 'm4a'])
    await exportPackage(directory.file(container), [...stems, ...rows, '--container', container])
})

const verdictOf = (container: string): Promise<PackageVerdict> =>
  packageForger(directory.file(container)).verdictOf()

/**
 * Puts another file, the composite changed by ffmpeg or these bytes, in the place of the composite, with report, tables and
 * checksums to match: nothing but measuring it again tells. Gives what that says, and puts everything back.
 */
async function replaced(container: string, change: readonly string[] | Buffer): Promise<string> {
  const folder = directory.file(container)
  const name = `reel_composite.${container}`
  const made = directory.file(`made.${container}`)
  if (Buffer.isBuffer(change)) writeFileSync(made, change)
  else ffmpeg('-y', '-i', `${folder}/${name}`, ...change, made)
  const restore = keepFolder(folder)
  const { replace, faultsOf } = packageForger(folder)
  try {
    replace(name, () => readFileSync(made))
    return (await faultsOf()).join('\n')
  } finally {
    restore()
  }
}

describe('FLAC', () => {
  it('is measured to the sample, and its sums are made again', async () => {
    const { faults, notes, verified } = await verdictOf('flac')
    expect(faults).toEqual([])
    expect(notes).toEqual([])
    expect(verified).toContainEqual(
      expect.stringMatching(/^Composite: \d{3} \d{3} samples, .*, as in the report$/),
    )
    expect(verified.filter((line) => line.startsWith('composite − '))).toHaveLength(2)
  })

  it.each([
    [
      'one sample that is another',
      ['-af', 'aeval=val(ch)+if(eq(n\\,100000)\\,0.0001\\,0):c=same'],
      /leaves −\d/,
    ],
    ['a hundredth of a decibel', ['-af', 'volume=-0.01dB:precision=double'], /its integrated loudness is/],
    [
      'samples that are missing',
      ['-af', 'atrim=start_sample=10'],
      /it has 288007 samples, and is to have 288017/,
    ],
    ['another depth', ['-sample_fmt', 's16'], /its samples are 16-bit, and 24-bit in the report/],
    ['another rate', ['-ar', '44100'], /it is at 44100 Hz, and is to be at 48000/],
  ])('of which %s is found', async (_, change, fault) => {
    expect(await replaced('flac', change)).toMatch(fault)
  })
})

describe('MP3', () => {
  it('is decoded, and its loudness is that of what was coded', async () => {
    const { faults, notes, verified } = await verdictOf('mp3')
    expect(faults).toEqual([])
    expect(verified).toContainEqual(
      expect.stringMatching(/^Composite: 288 017 samples, .*, decoded, as loud as what was coded$/),
    )
    expect(notes).toEqual([
      'composite − its stems: not made again, as “Composite” is compressed with loss or converted',
      expect.stringContaining('is compressed with loss or converted'),
    ])
  })

  it('another deliverable in its place is found by its loudness, also where it changes over time', async () => {
    const other = readFileSync(`${directory.file('mp3')}/reel_dx.mp3`)
    const found = await replaced('mp3', other)
    expect(found).toMatch(/reel_composite\.mp3: its integrated loudness is/)
    expect(found).toMatch(/reel_composite\.mp3: its short-term loudness after 3 s is/)
    expect(found).not.toMatch(/reel_dx/)
  })

  it('a part that is missing is found', async () => {
    expect(await replaced('mp3', ['-af', 'atrim=start=1', '-b:a', '320k'])).toMatch(
      /it has \d+ samples, and is to have 288017/,
    )
  })
})

it('of what is converted and compressed the loudness over time is not compared, and that is said', async () => {
  // A sample less than five seconds, which are five at the other rate: a value more over time.
  const samples = [noise(479_999, 1, 0.2), noise(479_999, 2, 0.2)]
  const path = directory.file('hd.wav')
  writeFileSync(path, wavFixture({ samples, encoding: 's24', sampleRate: 96_000 }))
  const rates = ['--rate', '96000', '--rate-out', '48000']
  const kind = ['--deliverables', 'mx', '--container', 'mp3']
  await exportPackage(directory.file('converted'), ['--music', path, ...rates, ...kind])
  const { faults, notes } = await verdictOf('converted')
  expect(faults).toEqual([])
  expect(notes).toContain(
    'Music stem: its loudness over time is not compared, as the report has that of before it was converted',
  )
})

it('AAC is compared by its checksum only, and that is said by name', async () => {
  const { faults, notes } = await verdictOf('m4a')
  expect(faults).toEqual([])
  expect(notes).toContain(
    'Composite: not measured again, as there is no AAC decoder here; compared by checksum only',
  )
})
