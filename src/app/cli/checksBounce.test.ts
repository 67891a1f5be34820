import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import { errorText } from '../../domain/errors.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import { custom } from '../../domain/specs/custom.ts'
import { specDocument } from '../../domain/specs/specDocument.ts'
import { programmeOf } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { parseArguments } from './arguments.ts'
import { bounce } from './bounce.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const RATE = 48_000
const LENGTH = 14 * RATE
/** Louder for four seconds in the middle. */
const sides = [1, 2].map((seed) =>
  noise(LENGTH, seed, 0.03).map((x, n) => (n > 5 * RATE && n < 9 * RATE ? 4 * x : x)),
)
const write = (name: string, samples: readonly Float64Array[], sampleRate = RATE): string => {
  const path = directory.file(name)
  writeFileSync(path, wavFixture({ samples, sampleRate, encoding: 's24' }))
  return path
}
const effects = write('effects.wav', sides)
const late = (by: number) => sides.map((side) => side.map((_, n) => side[n - by] ?? 0))

let made = 0
async function run(...argv: readonly string[]) {
  made += 1
  const out = directory.file(`out ${made}`)
  mkdirSync(out)
  const lines: string[] = []
  const parsed = parseArguments([...argv, '--name', 'Tide', '--out', out])
  if (!parsed.ok || 'package' in parsed.value) throw new Error('a wrong command line')
  const result = await bounce(parsed.value, {
    kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`,
    version: 'test',
    signal: new AbortController().signal,
    onLines: (said) => lines.push(...said),
  })
  if (!result.ok) return { out, lines, said: errorText(result.error) }
  const report: BounceReport = JSON.parse(readFileSync(`${out}/report.json`, 'utf8'))
  const table = readFileSync(`${out}/checks.csv`, 'utf8')
  return { out, lines, said: '', report, table, html: readFileSync(`${out}/report.html`, 'utf8') }
}

describe('--guide', () => {
  it('holds the mix against a file, and says how far it is off, printed and in the report', async () => {
    const { lines, report, html, table } = await run(
      '--effects',
      effects,
      '--checks',
      '--guide',
      write('g.wav', late(480)),
    )
    const text = 'Composite is 480 samples (10.00 ms) earlier than the guide.'
    expect(lines.some((line) => line.includes(`Sync: ${text}`))).toBe(true)
    expect(report?.checks?.find(({ name }) => name === 'Sync')?.findings[0]?.text).toBe(text)
    expect(html).toContain(text)
    const row = table?.split('\r\n').find((line) => line.startsWith('Sync,review,'))
    expect(row).toMatch(/^Sync,review,"1 error, 0 waived",01:00:00:\d\d,01:00:1\d:\d\d,/)
    expect(row).toContain(text)
  })

  it.each(['g.aif', 'g.flac'])('takes %s, and finds nothing where all is well', async (name) => {
    const guide = directory.file(name)
    ffmpeg('-i', effects, guide)
    const { report } = await run('--effects', effects, '--checks', '--guide', guide)
    expect(report?.checks?.find(({ name }) => name === 'Sync')?.verdict).toBe('pass')
  })

  it('says in the report where there is no composite to hold against it', async () => {
    const only = ['--deliverables', 'fx', '--checks', '--guide', effects]
    const { report } = await run('--effects', effects, ...only)
    expect(report?.warnings).toEqual([
      'The guide “effects.wav” was compared with nothing: include the Composite.',
    ])
    expect(report?.checks?.some(({ name }) => name === 'Sync')).toBe(false)
  })

  it('refuses by name what is at another rate, cannot be decoded, or is not there', async () => {
    const slow = write('slow.wav', late(0), 44_100)
    const aac = directory.file('g.m4a')
    ffmpeg('-i', effects, aac)
    for (const [path, says] of [
      [slow, '“slow.wav” is at 44100 Hz, and the mix at 48000 Hz'],
      [aac, '“g.m4a” cannot be decoded here'],
      [directory.file('gone.wav'), 'gone.wav” could not be read'],
    ] as const) {
      const { said, out } = await run('--effects', effects, '--checks', '--guide', path)
      expect(said).toContain(says)
      expect(readdirSync(out)).toEqual([])
    }
  })
})

describe('--spec with --checks', () => {
  it('holds the mix to all of its limits, as ffmpeg measures what is written', async () => {
    const spec = directory.file('strict.json')
    const strict = {
      ...custom,
      id: 'strict',
      targetLufs: -10,
      maxMomentaryLufs: -30,
      maxShortTermLufs: -30,
      minLoudnessRangeLu: 35,
    }
    writeFileSync(spec, specDocument(strict))
    const { report, out } = await run('--effects', effects, '--checks', '--spec', spec, '--measure-only')
    const file = `${out}/Tide_composite.wav`
    const print = 'ebur128=metadata=1,ametadata=print:file=-'
    const log = ffmpeg('-i', file, '-af', print, '-f', 'null', '-').toString()
    const values = (key: string): number[] =>
      [...log.matchAll(new RegExp(`r128\\.${key}=(\\S+)`, 'g'))].map(([, value]) => Number(value))
    const figureOf = (name: string): number => {
      const [found] = report?.checks?.find((check) => check.name === name)?.findings ?? []
      return Number(found?.text.replace('−', '-').match(/-?\d+\.\d+/)?.[0])
    }
    expect(Math.abs(figureOf('Loudness') - (values('I').at(-1) ?? 0))).toBeLessThan(0.1)
    expect(Math.abs(figureOf('Momentary loudness') - Math.max(...values('M')))).toBeLessThan(0.2)
    expect(Math.abs(figureOf('Short-term loudness') - Math.max(...values('S')))).toBeLessThan(0.1)
    expect(Math.abs(figureOf('Loudness range') - (values('LRA').at(-1) ?? 0))).toBeLessThan(0.1)
  })

  it('knows those that the session has of its own', async () => {
    const { session } = await programmeOf([{ stem: 'effects', samples: sides, name: 'effects.wav' }])
    const path = directory.file('session.json')
    const mine = { ...custom, id: 'mine', name: 'Mine', targetLufs: -30 }
    writeFileSync(path, sessionDocument({ ...session, specs: [mine] }))
    const { report } = await run('--session', path, '--checks', '--spec', 'mine')
    expect(report?.settings.master).toMatchObject({ spec: { id: 'mine' }, targetLufs: -30 })
    expect(report?.checks?.find(({ name }) => name === 'Loudness')?.verdict).toBe('pass')
  })
})
