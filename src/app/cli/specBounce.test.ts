import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import { errorText } from '../../domain/errors.ts'
import { custom } from '../../domain/specs/custom.ts'
import { specDocument } from '../../domain/specs/specDocument.ts'
import { pcmOf } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { parseArguments } from './arguments.ts'
import { bounce } from './bounce.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const LENGTH = 48_000 * 8
const inputs = (['dialogue', 'effects', 'music'] as const).flatMap((stem, n) => {
  const path = directory.file(`${stem}.wav`)
  const bursts = (value: number, at: number): number =>
    stem === 'effects' && at % 40_000 < 800 ? value * 9 : value
  const samples = [noise(LENGTH, 2 * n + 1, 0.08).map(bursts), noise(LENGTH, 2 * n + 2, 0.08).map(bursts)]
  writeFileSync(path, wavFixture({ samples, encoding: 's24' }))
  return [`--${stem}`, path]
})

let made = 0
async function run(...argv: readonly string[]) {
  made += 1
  const out = directory.file(`out ${made}`)
  mkdirSync(out)
  const parsed = parseArguments([...inputs, '--name', 'Tide', ...argv, '--out', out])
  if (!parsed.ok) return { out, said: errorText(parsed.error), master: undefined }
  if ('package' in parsed.value) throw new Error('an order for a package')
  const kernelPath = `${PROJECT_ROOT}.build/kernel.wasm`
  const { signal } = new AbortController()
  const result = await bounce(parsed.value, { kernelPath, version: 'test', signal })
  if (!result.ok) return { out, said: errorText(result.error), master: undefined }
  const report: BounceReport = JSON.parse(readFileSync(`${out}/report.json`, 'utf8'))
  return { out, said: '', master: report.settings.master, report }
}

/** Integrated loudness and true peak by ffmpeg: LUFS to 0.001, dBTP to 0.01. */
function measured(file: string): { lufs: number; dbtp: number } {
  const print = 'ebur128=peak=true:metadata=1,ametadata=print:file=-'
  const log = ffmpeg('-i', file, '-af', print, '-f', 'null', '-').toString()
  const lufs = Number([...log.matchAll(/r128\.I=(\S+)/g)].at(-1)?.[1])
  const peaks = [...log.matchAll(/true_peaks?_ch\d=(\S+)/g)].map(([, peak]) => Number(peak))
  return { lufs, dbtp: 20 * Math.log10(peaks.reduce((a, b) => Math.max(a, b))) }
}

describe('--spec', () => {
  it('brings what is written to the target and under the ceiling, as ffmpeg measures it', async () => {
    const { out, master } = await run('--spec', 'EBU-R128')
    const composite = measured(`${out}/Tide_composite.wav`)
    expect(composite.lufs).toBeCloseTo(master?.afterLufs ?? 0, 1)
    expect(Math.abs(composite.lufs + 23)).toBeLessThanOrEqual(0.2)
    expect(composite.dbtp).toBeLessThanOrEqual(-1 + 0.01)
    expect(measured(`${out}/Tide_me.wav`).dbtp).toBeLessThanOrEqual(-1 + 0.01)
    expect(master).toMatchObject({
      mode: 'linked',
      spec: { id: 'ebu-r128' },
      ceilingDbtp: -1,
      withinTarget: true,
    })
  })

  it('limits, when it must, no more than to the ceiling', async () => {
    const { out, master } = await run('--spec', 'youtube')
    const { dbtp } = measured(`${out}/Tide_composite.wav`)
    expect(master?.maxReductionDb).toBeLessThan(-1)
    expect(dbtp).toBeLessThanOrEqual(-1 + 0.01)
    expect(dbtp).toBeGreaterThan(-1.3)
    const loose = await run('--spec', 'youtube', '--no-limit')
    expect(loose.master).toMatchObject({ mode: 'noLimit', ceilingDbtp: null, gainDb: master?.gainDb })
  })

  it('only measures when only that is asked for', async () => {
    const plain = await run()
    const { out, master } = await run('--spec', 'ebu-r128', '--measure-only')
    expect(master).toMatchObject({ mode: 'measure', gainDb: 0 })
    // Files say when they were made.
    const read = (folder: string) => pcmOf(readFileSync(`${folder}/Tide_composite.wav`))
    expect(read(out).equals(read(plain.out))).toBe(true)
    expect(plain.master).toBeUndefined()
  })

  it('names files as the spec asks, and leaves what the command line says', async () => {
    const names = async (...argv: string[]) =>
      readdirSync((await run(...argv)).out)
        .filter((name) => name.endsWith('.wav'))
        .toSorted()
    expect(await names('--spec', 'netflix')).toEqual([
      'Tide_ME_2ch_48k_24b_24.L.wav',
      'Tide_ME_2ch_48k_24b_24.R.wav',
      'Tide_PM_2ch_48k_24b_24.L.wav',
      'Tide_PM_2ch_48k_24b_24.R.wav',
    ])
    expect(await names('--spec', 'netflix', '--template', '{title}_{type}', '--format', 'wav16')).toContain(
      'Tide_PM.L.wav',
    )
  })

  it('has the channels and the rate of every file as the spec asks, as the checks find', async () => {
    const rows = ['--deliverables', 'composite,me,guide']
    const { report } = await run('--spec', 'netflix', '--checks', '--rate', '96000', ...rows)
    const verdicts = report?.checks?.filter(({ name }) => ['Channel form', 'Sample rate'].includes(name))
    expect(verdicts?.map(({ verdict }) => verdict)).toEqual(['pass', 'pass'])
    expect(report?.warnings.filter((said) => said.startsWith('Not as'))).toEqual([])
    expect(report?.deliverables.map(({ files, sampleRate }) => [files.length, sampleRate])).toEqual([
      [2, 48_000],
      [2, 48_000],
      [1, 48_000],
    ])
  })

  it('takes a file, and refuses one with wrong types by the name of the field', async () => {
    const file = directory.file('mine.json')
    writeFileSync(file, specDocument({ ...custom, id: 'mine', targetLufs: -20 }))
    const { master } = await run('--spec', file)
    expect(master).toMatchObject({ spec: { id: 'mine' }, targetLufs: -20, withinTarget: true })
    writeFileSync(file, specDocument(custom).replace('"targetLufs": -23', '"targetLufs": "loud"'))
    const refused = await run('--spec', file)
    expect(refused.said).toMatch(/“mine.json” is not a delivery spec: targetLufs: /)
    expect(readdirSync(refused.out)).toEqual([])
  })

  it.each([
    [['--spec', 'nobody'], /There is no delivery spec nobody/],
    [['--no-limit'], /--no-limit goes with --spec/],
    [['--measure-only'], /--measure-only goes with --spec/],
    [['--spec', 'netflix', '--measure-only', '--no-limit'], /do not go together/],
    [['--spec', 'netflix', '--measure-only', '--gain', '1'], /--measure-only and --gain/],
    [['--spec', 'netflix', '--no-limit', 'yes'], /stands before any option/],
    [['--spec'], /--spec needs a value/],
  ])('refuses %j', async (argv, says) => {
    expect((await run(...argv)).said).toMatch(says)
  })
})
