import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { Waiver } from '../../domain/checks.ts'
import { errorText } from '../../domain/errors.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import { samples } from '../../domain/units.ts'
import { programmeOf } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { markerFixture } from '../../testing/markerFixture.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { parseArguments } from './arguments.ts'
import { bounce } from './bounce.ts'
import { checkOnly } from './checkOnly.ts'
import { ProgressPrinter } from './progressPrinter.ts'

// What the screen has besides, from the command line: checks before an export, a range, mono files for each channel.

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const RATE = 48_000
/** A flat top at full scale after a second. */
const sides = [1, 2].map((seed) =>
  noise(4 * RATE, seed, 0.1).map((x, n) => (n >= RATE && n < RATE + 9 ? 0.9999999 : x)),
)
const { session } = await programmeOf([{ stem: 'effects', samples: sides, name: 'effects.wav' }])
const region = markerFixture('two', { at: RATE, length: samples(2 * RATE), name: 'Reel 2' })
const document = directory.file('session.json')
writeFileSync(document, sessionDocument({ ...session, markers: [region] }))
writeFileSync(directory.file('effects.wav'), wavFixture({ samples: sides, encoding: 's24' }))

const run = (...argv: readonly string[]) => runOf('--session', document, ...argv)

async function runOf(...argv: readonly string[]) {
  const parsed = parseArguments(argv)
  if (!parsed.ok || 'package' in parsed.value) throw new Error('a wrong command line')
  const said = { lines: [] as string[], findings: [] as string[], printed: '' }
  const environment = {
    kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`,
    version: 'test',
    signal: new AbortController().signal,
    onLines: (lines: readonly string[]) => said.lines.push(...lines),
    onFindings: (found: readonly string[]) => said.findings.push(...found),
    printer: new ProgressPrinter({ write: (text) => (said.printed += text) }),
  }
  const result = await (parsed.value.checkOnly
    ? checkOnly(parsed.value, environment)
    : bounce(parsed.value, environment))
  return { ...said, error: result.ok ? '' : errorText(result.error) }
}

describe('--check-only', () => {
  it('prints what an export finds in the mix, at its timecodes, and makes nothing', async () => {
    const out = directory.file('none')
    const before = readdirSync(directory.file('.'))
    const checked = await run('--check-only', '--out', out)
    expect(checked).toMatchObject({ error: '', printed: '' })
    expect(existsSync(out)).toBe(false)
    expect(readdirSync(directory.file('.'))).toEqual(before)
    expect(checked.lines[0]).toMatch(/^01:00:01:00 Clipping: Effects: /)
    expect(checked.findings).toEqual([
      expect.stringMatching(/^Clipping: /),
      expect.stringMatching(/^True peak: /),
    ])
    const exported = await run('--checks', '--out', directory.file('whole'))
    expect(checked.lines.slice(0, -1)).toEqual(exported.lines.slice(0, -1))
  })

  it('says what files would not be as the spec asks', async () => {
    const { findings, printed } = await run('--check-only', '--spec', 'theatrical', '--range', 'Reel 2')
    const [mark] = findings
    expect(mark).toMatch(/^No 2-pop, no tail pop, no leader in “Composite”, “M&E”: /)
    expect(printed).toBe(`Warning: ${mark}\n`)
  })

  it('and an export end alike where a target that is missed is waived', async () => {
    const quiet = [1, 2].map((seed) => noise(4 * RATE, seed, 0.05))
    const clean = await programmeOf([{ stem: 'effects', samples: quiet, name: 'quiet.wav' }])
    writeFileSync(directory.file('quiet.wav'), wavFixture({ samples: quiet, encoding: 's24' }))
    const waiver = { id: 'l', check: 'loudness', from: 0, to: 4 * RATE, reason: 'as agreed' } as const
    const ends = async (name: string, waivers: readonly Waiver[]) => {
      const path = directory.file(`${name}.json`)
      writeFileSync(path, sessionDocument({ ...clean.session, ...(waivers[0] && { checks: { waivers } }) }))
      const argv = ['--session', path, '--spec', 'ebu-r128', '--measure-only']
      const before = await runOf(...argv, '--check-only')
      const after = await runOf(...argv, '--checks', '--out', directory.file(name))
      return [before, after].map(({ error, findings }) => error || findings)
    }
    const loud = expect.stringMatching(/^Loudness: /)
    expect(await ends('open', [])).toEqual([[loud], ['EBU R 128: the composite is not at its target.', loud]])
    expect(await ends('waived', [waiver])).toEqual([[], []])
  })

  it('fails as an export does', async () => {
    expect((await run('--check-only', '--range', 'Reel 3')).error).toMatch(/^There is no region Reel 3/)
    expect((await run('--check-only', '--guide', directory.file('gone.wav'))).error).toMatch(/gone\.wav/)
  })
})

describe('--range and --split', () => {
  const pcm = (...args: readonly string[]): Buffer => ffmpeg(...args, '-f', 's24le', '-')

  it('make of a region what ffmpeg cuts and splits of the whole', async () => {
    const whole = directory.file('film')
    const reel = directory.file('reel')
    await run('--name', 'f', '--no-checks', '--out', whole)
    expect(
      (await run('--name', 'f', '--no-checks', '--out', reel, '--range', 'Reel 2', '--split')).error,
    ).toBe('')
    expect(readdirSync(reel).filter((name) => name.endsWith('.wav'))).toEqual([
      ...['f_composite.L.wav', 'f_composite.R.wav', 'f_me.L.wav', 'f_me.R.wav'],
    ])
    for (const [channel, index] of [
      ['L', 0],
      ['R', 1],
    ] as const) {
      const cut = `atrim=start_sample=${RATE}:end_sample=${3 * RATE},pan=mono|c0=c${index}`
      const wanted = pcm('-i', `${whole}/f_composite.wav`, '-af', cut)
      expect(wanted.length).toBe(2 * RATE * 3)
      expect(pcm('-i', `${reel}/f_composite.${channel}.wav`).equals(wanted)).toBe(true)
    }
  })

  it('take timecodes in the place of a region', async () => {
    const by = async (range: string): Promise<Buffer> => {
      const out = directory.file(`by ${range.length}`)
      await run('--name', 'f', '--no-checks', '--out', out, '--range', range)
      return pcm('-i', `${out}/f_composite.wav`)
    }
    expect((await by('01:00:01:00-01:00:03:00')).equals(await by('Reel 2'))).toBe(true)
  })
})

it('an export takes away what a killed one has left of its files, and of no others', async () => {
  const out = directory.file('killed')
  mkdirSync(out)
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  for (const name of [`.f_me.wav.${pid}.part`, `.mine.${pid}.part`]) writeFileSync(`${out}/${name}`, 'x')
  await run('--name', 'f', '--no-checks', '--out', out)
  expect(readdirSync(out).filter((name) => name.endsWith('.part'))).toEqual([`.mine.${pid}.part`])
  expect(readFileSync(`${out}/f_me.wav`).length).toBeGreaterThan(4 * RATE * 6)
})
