import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { applyCommand } from '../../domain/commands.ts'
import { deliverableOf } from '../../domain/deliverables/deliverable.ts'
import { deliverable } from '../../domain/deliverables/registry.ts'
import { packageNames } from '../../domain/packageNames.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import { samplePosition } from '../../domain/units.ts'
import { pcmOf, programmeOf, samples24 } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { ffmpeg, ffprobeAudio, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { parseArguments } from './arguments.ts'
import { bounce } from './bounce.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const LENGTH = 9600
const STEMS = ['dialogue', 'effects', 'music', 'narration'] as const
const inputs = STEMS.flatMap((stem, n) => {
  const path = directory.file(`${stem}.wav`)
  const samples = [noise(LENGTH, 2 * n + 1, 0.2), noise(LENGTH, 2 * n + 2, 0.2)]
  writeFileSync(path, wavFixture({ samples, encoding: 's24' }))
  return [`--${stem}`, path]
})

let made = 0
async function run(...argv: readonly string[]) {
  made += 1
  const out = directory.file(`out ${made}`)
  mkdirSync(out)
  const parsed = parseArguments([...argv, '--out', out])
  if (!parsed.ok) return { out, result: parsed, names: [] }
  if ('package' in parsed.value) throw new Error('an order for a package')
  const result = await bounce(parsed.value, {
    kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`,
    version: 'test',
    signal: new AbortController().signal,
  })
  // What is beside them is the same every time.
  const names = readdirSync(out).filter((name) => !packageNames('').includes(name))
  return { out, result, names: names.toSorted() }
}
const samplesOf = (path: string, channels: number) => samples24(pcmOf(readFileSync(path)), channels)

describe('the command line', () => {
  it('makes the deliverables that it is asked for, named by a template', async () => {
    const { out, names } = await run(
      ...inputs,
      ...['--name', 'Long Tide', '--deliverables', 'PM,dx,Music,guide'.replace('PM', 'composite')],
      ...['--template', '{title}_{reel}_{version}_{type}_{layout}_{rate}_{depth}_{fps}', '--reel', 'r02'],
    )
    const end = '48k_24b_24.wav'
    expect(names).toEqual([
      `Long_Tide_r02_composite_2ch_${end}`,
      `Long_Tide_r02_dx_2ch_${end}`,
      `Long_Tide_r02_guide_1ch_${end}`,
      `Long_Tide_r02_mx_2ch_${end}`,
    ])
    const guide = `${out}/Long_Tide_r02_guide_1ch_${end}`
    expect(ffprobeAudio(guide)).toMatchObject({ channels: 1, duration_ts: LENGTH })
    // ffmpeg's fold-down of its sum of dialogue and narration, in doubles.
    const half = Math.SQRT1_2
    const reference = ffmpeg(
      ...['-i', inputs[1] ?? '', '-i', inputs[7] ?? '', '-filter_complex'],
      `amix=2:normalize=0,aformat=dblp,pan=1c|c0=${half}*c0+${half}*c1`,
      ...['-f', 'f64le', '-'],
    )
    const [channel = new Int32Array(0)] = samplesOf(guide, 1)
    expect(reference.length).toBe(LENGTH * 8)
    for (const [n, value] of channel.entries())
      expect(Math.abs(value - reference.readDoubleLE(n * 8) * 2 ** 23)).toBeLessThanOrEqual(0.51)
  })

  it('takes the matrix of a session document: ranges, mono files and formats', async () => {
    const { session, media } = await programmeOf([
      { stem: 'music', samples: [noise(LENGTH, 5, 0.2), noise(LENGTH, 6, 0.2)], name: 'score.wav' },
    ])
    const file = media.get('1')
    const bytes = await file?.source.read(0, file.source.size)
    if (!bytes?.ok) throw new Error('the fixture can be read')
    writeFileSync(directory.file('score.wav'), bytes.value)
    const row = {
      ...deliverableOf(deliverable('music')),
      id: 'cue',
      code: 'CUE1',
      split: true,
      included: true,
      format: 'wav16' as const,
      range: { kind: 'span', from: samplePosition(1001), to: samplePosition(5003) } as const,
    }
    const own = applyCommand(session, { type: 'deliverables/set', deliverables: [row] })
    writeFileSync(directory.file('reel.json'), sessionDocument(own))
    const { out, names } = await run('--session', directory.file('reel.json'))
    expect(names).toEqual(['Fixture_CUE1.L.wav', 'Fixture_CUE1.R.wav'])
    for (const name of names)
      expect(ffprobeAudio(`${out}/${name}`)).toMatchObject({
        codec_name: 'pcm_s16le',
        channels: 1,
        duration_ts: 4002,
      })
  })

  it('sets pops around the film, and the gain of all', async () => {
    const pops = ['--pops', 'both', '--measure', 'programme', '--gain', '-6.5']
    const { out, result } = await run(...inputs, ...pops)
    if (!result.ok || !('residuals' in result.value)) throw new Error('it was made')
    expect(result.value.settings).toMatchObject({ masterGainDb: -6.5, measured: 'programme' })
    const volume = ffmpeg(
      ...['-ss', '0', '-t', '0.0416', '-i', `${out}/mix_composite.wav`, '-af', 'volumedetect'],
      ...['-f', 's16le', '-'],
    )
    expect(Math.max(...new Int16Array(volume.buffer, volume.byteOffset, 1900))).toBeCloseTo(3277, -1)
    expect(ffprobeAudio(`${out}/mix_composite.wav`).duration_ts).toBe(96_000 + 2000 * 53)
  })

  it('counts pops and leader from the frames of action, and holds what is before and after', async () => {
    const marks = ['--ffoa', '01:00:00:02', '--lfoa', '01:00:00:05', '--leader', '3']
    const { out, result } = await run(...inputs, '--pops', 'both', ...marks)
    if (!result.ok || !('residuals' in result.value)) throw new Error('it was made')
    const first = 2 * 2000 - 3 * 48_000
    const { programme, pops, deliverables } = result.value.certificate
    expect(programme).toEqual({ from: 4000, to: 12_000 })
    expect(pops.map(({ from }) => from)).toEqual([4000 - 96_000, 2000 * (5 + 48)])
    expect(deliverables.map(({ span }) => span.from)).toEqual([first, first])
    const path = `${out}/mix_composite.wav`
    expect(ffprobeAudio(path).duration_ts).toBe(2000 * (5 + 49) - first)
    const raw = ffmpeg('-i', path, '-f', 's16le', '-')
    const frames = new Int16Array(raw.buffer, raw.byteOffset, raw.byteLength >> 1)
    const peak = (from: number, to: number): number =>
      frames.subarray(2 * (from - first), 2 * (to - first)).reduce((most, one) => Math.max(most, one), 0)
    expect(peak(first, 4000 - 96_000)).toBe(0)
    expect(peak(4000 - 96_000, 6000 - 96_000)).toBeCloseTo(3277, -1)
    expect(peak(6000 - 96_000, 0)).toBe(0)
    expect(peak(0, LENGTH)).toBeGreaterThan(3277)
    expect(peak(LENGTH, 2000 * 53)).toBe(0)
  })

  it('leaves out of the figures what is not between the frames of action', async () => {
    const loud = await run(
      ...inputs,
      '--ffoa',
      '01:00:00:01',
      '--lfoa',
      '01:00:00:01',
      '--measure',
      'programme',
    )
    if (!loud.result.ok || !('residuals' in loud.result.value)) throw new Error('it was made')
    const [composite] = loud.result.value.deliverables
    const own = ffmpeg(
      ...['-i', `${loud.out}/mix_composite.wav`, '-af', 'atrim=start_sample=2000:end_sample=4000'],
      ...['-f', 'f64le', '-'],
    )
    const heard = new Float64Array(own.buffer, own.byteOffset, own.byteLength >> 3)
    const peak = Math.max(...heard.map(Math.abs))
    expect(composite?.maxSamplePeakDbfs).toBeCloseTo(20 * Math.log10(peak), 2)
  })

  it.each([
    [['--deliverables', 'composite,dub'], 'There is no deliverable dub. There are composite, me, '],
    [['--template', '{titel}'], '--template has no field {titel}'],
    [['--template', '{title}'], 'two files would be called'],
    [['--gain', 'loud'], '--gain is a number of dB'],
    [['--gain', '61'], '--gain is a number of dB'],
    [['--pops', 'yes'], '--pops is one of 2-pop, tail, both'],
    [['--measure', 'film', '--pops', 'both'], '--measure is file or programme'],
    [['--measure', 'file'], '--measure goes with --pops, --ffoa'],
    [['--part-pops'], '--part-pops goes with --pops or --leader'],
    [['--ffoa', '1:2:3:99'], '--ffoa is a timecode of the session'],
    [['--lfoa', '00:59:59:00'], '--lfoa is a timecode of the session'],
    [['--ffoa', '01:00:00:03', '--lfoa', '01:00:00:02'], 'The last frame of action is before the first'],
    [['--ffoa', '01:00:01:00'], 'its first frame of action is not before its last'],
    [['--leader', 'long'], '--leader is a number of seconds up to 600'],
  ])('leaves nothing for %j', async (options, said) => {
    const { result, names } = await run(...inputs, ...options)
    expect(names).toEqual([])
    expect(result.ok ? '' : JSON.stringify(result.error)).toContain(said)
  })
})
