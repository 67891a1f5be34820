import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageNames } from '../../domain/packageNames.ts'
import { PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { ffmpeg, ffprobeAudio, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise, sine } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'

// The command line as it is run: `node .ci/bounce.mjs`, judged by what it leaves on the disk and says.

const directory = temporaryDirectory()
afterAll(directory.remove)
const SCRIPT = `${PROJECT_ROOT}.ci/bounce.mjs`
const inputs = directory.file('in')
const at = (name: string): string => join(inputs, name)

type Outcome = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** `env` takes the place of what npm sets; the run is not one of npm's unless it says so. */
function start(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): [ChildProcess, Promise<Outcome>] {
  const inherited = Object.entries(process.env).filter(([key]) => !/^(npm_|INIT_CWD$|VITEST)/.test(key))
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (text) => {
    said.stdout += text
  })
  child.stderr.on('data', (text) => {
    said.stderr += text
  })
  return [child, new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })))]
}

const run = (args: readonly string[], cwd = inputs, env: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
  start(args, cwd, env)[1]

/** Everything in a folder: names with sizes and hashes. */
function contents(path: string): Record<string, string> {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
  const digest = (name: string): string => {
    const file = join(path, name)
    return statSync(file).isDirectory()
      ? 'folder'
      : createHash('sha256').update(readFileSync(file)).digest('hex')
  }
  return Object.fromEntries(names.map((name) => [name, digest(name)]))
}

beforeAll(async () => {
  mkdirSync(inputs)
  const write = (name: string, fixture: Parameters<typeof wavFixture>[0]): void =>
    writeFileSync(at(name), wavFixture(fixture))
  const tone = sine(200_000, 1000, 10 ** (-23 / 20))
  write('dx.wav', { samples: [noise(150_000, 1, 0.1), noise(150_000, 2, 0.1)] })
  write('fx.wav', { samples: [tone, tone] })
  write('mx.wav', { samples: [noise(120_000, 3, 0.1), noise(120_000, 4, 0.1)], encoding: 's16' })
  write('rate.wav', { samples: [noise(1000, 5)], sampleRate: 768_000 })
  const broken = noise(90_000, 6, 0.1)
  broken[80_001] = Number.NaN
  write('nan.wav', { samples: [broken], encoding: 'f32' })
  write('surround.wav', { samples: Array.from({ length: 9 }, (_, c) => noise(100, c + 1)) })
  write('cut.wav', { samples: [noise(1000, 7), noise(1000, 8)], dataSize: 0xffff_ffff })
  writeFileSync(at('text.wav'), 'INT. LIGHTHOUSE – NIGHT\n'.repeat(9))
  writeFileSync(at('empty.wav'), '')
  writeFileSync(at('<img onerror=x>\n.wav'), 'not sound')
  // What the command needs built, it builds; the first run must not count against a test's time.
  await run(['--help'])
})

/** What is beside the mixes. */
const PACKAGE = packageNames('')
const STEMS = ['--dialogue', 'dx.wav', '--effects', 'fx.wav', '--music', 'mx.wav'] as const

describe('a mix that goes well', () => {
  const out = directory.file('good')
  let outcome: Outcome
  beforeAll(async () => {
    outcome = await run([...STEMS, '--out', out, '--name', 'reel 1'])
  })

  it('ends with 0, and where nobody watches with a line for each file', () => {
    expect(outcome).toMatchObject({ code: 0, stdout: '' })
    expect(outcome.stderr).toMatch(
      /^reel_1_composite\.wav: 200 000 samples, −\d+\.\d LUFS, −\d+\.\d dBTP\nreel_1_me\.wav: [^\n]+\n$/,
    )
  })

  it('leaves two files and a report, and nothing else', () => {
    expect(readdirSync(out).sort()).toEqual([...PACKAGE, 'reel_1_composite.wav', 'reel_1_me.wav'].sort())
  })

  it('reports what it was asked to report, and it is so', () => {
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))
    expect(report.deliverables.map(({ id }: { id: string }) => id)).toEqual(['composite', 'me'])
    expect(report.residuals.map(({ dbfs }: { dbfs: number | null }) => dbfs)).toEqual([null, null])
    for (const file of report.deliverables) {
      expect(file).toMatchObject({ channels: 2, sampleRate: 48_000, bitDepth: 24, samples: 200_000 })
      const path = join(out, file.files[0].file)
      expect(file.files[0].sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'))
      expect(ffprobeAudio(path)).toMatchObject({ codec_name: 'pcm_s24le', channels: 2, duration_ts: 200_000 })
      for (const figure of [
        'integratedLufs',
        'loudnessRangeLu',
        'maxTruePeakDbtp',
        'maxMomentaryLufs',
        'maxShortTermLufs',
      ])
        expect(typeof file[figure], figure).toBe('number')
      expect(runTool('sndfile-info', [path]).toString()).not.toMatch(/should be|error|\*\*\*/i)
    }
  })

  it('measures the loudness that ffmpeg measures', () => {
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))
    for (const file of report.deliverables) {
      const filter = 'ebur128=peak=true:metadata=1,ametadata=print:file=-'
      const lines = ffmpeg('-i', join(out, file.files[0].file), '-af', filter, '-f', 'null', '-').toString()
      const last = (key: string): number =>
        Number(lines.slice(lines.lastIndexOf(`lavfi.r128.${key}=`)).split(/[=\n]/)[1])
      expect(Math.abs(file.integratedLufs - last('I'))).toBeLessThan(0.1)
    }
  })

  it('holds the sum that ffmpeg makes', () => {
    const sum = ['dx.wav', 'fx.wav', 'mx.wav'].flatMap((name) => ['-i', at(name)])
    const expected = ffmpeg(...sum, '-filter_complex', 'amix=inputs=3:normalize=0', '-f', 's24le', '-')
    const mixed = ffmpeg('-i', join(out, 'reel_1_composite.wav'), '-f', 's24le', '-')
    expect(mixed.equals(expected)).toBe(true)
  })

  it('puts the next run in the place of this one where that is said, the same to the bit but for date and time', async () => {
    // OriginationDate and OriginationTime, 18 bytes after the 320 of the texts before them (EBU Tech 3285, § 2.3).
    const files = () =>
      ['reel_1_composite.wav', 'reel_1_me.wav'].map((name) => {
        const bytes = readFileSync(join(out, name))
        const date = bytes.lastIndexOf('bext') + 8 + 320
        expect(bytes.toString('latin1', date, date + 10)).toMatch(/^\d{4}-\d\d-\d\d$/)
        return bytes.fill(0, date, date + 18)
      })
    const before = files()
    expect((await run([...STEMS, '--out', out, '--name', 'reel 1', '--replace'])).code).toBe(0)
    expect(files().map((file, i) => file.equals(before[i] ?? Buffer.of()))).toEqual([true, true])
  })

  it('overwrites another mix of the same name where that is said, and else names what is there', async () => {
    const other = directory.file('other')
    cpSync(out, other, { recursive: true })
    const before = contents(other)
    const music = ['--music', 'mx.wav', '--out', other, '--name']
    expect(await run([...music, 'Reel 1'])).toEqual({
      code: 1,
      stdout: '',
      stderr: `“${other}” holds “reel_1_composite.wav”, “reel_1_me.wav”, “report.json” and 4 more already. Name another place, or say --replace to replace what is there.\n`,
    })
    // Of another name, it would still have taken the report and the checksums from the mix that is there.
    expect((await run([...music, 'reel 2'])).stderr).toMatch(
      / holds “report\.json”, “report\.csv”, .* already\./,
    )
    expect(contents(other)).toEqual(before)
    expect((await run([...music, 'reel 1', '--replace'])).code).toBe(0)
    expect(ffprobeAudio(join(other, 'reel_1_me.wav')).duration_ts).toBe(120_000)
    expect(readdirSync(other)).toHaveLength(2 + PACKAGE.length)
  })

  it.each([
    ['wav16', 'pcm_s16le'],
    ['wav32f', 'pcm_f32le'],
  ])('as %s', async (format, codec) => {
    const folder = directory.file(format)
    expect((await run([...STEMS, '--out', folder, '--format', format])).code).toBe(0)
    expect(ffprobeAudio(join(folder, 'mix_composite.wav')).codec_name).toBe(codec)
  })

  it('reads a recording that was not finalised, and says so in the report', async () => {
    const folder = directory.file('cut')
    const outcome = await run(['--dialogue', 'cut.wav', '--out', folder, '--quiet'])
    expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' })
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
    expect(report.deliverables[0].samples).toBe(1000)
    expect(report.warnings).toHaveLength(2)
    expect(report.warnings[0]).toMatch(/^cut\.wav: /)
    // Dialogue alone leaves nothing for the M&E.
    expect(report.warnings[1]).toMatch(/^mix_me\.wav: it is silent/)
  })

  it.each([
    { what: 'with a way up', name: '../../evil', file: 'evil' },
    { what: 'with a way down from the root', name: '/etc/passwd', file: 'etc_passwd' },
    { what: 'hidden', name: '.hidden', file: 'hidden' },
    { what: 'too long for a disk', name: '漢'.repeat(300), file: '漢'.repeat(66) },
  ])('stays in its folder under a name $what', async ({ what, name, file }) => {
    const folder = directory.file(`name ${what}`)
    expect((await run(['--music', 'mx.wav', '--out', folder, '--name', name])).code).toBe(0)
    expect(readdirSync(folder).sort()).toEqual([`${file}_composite.wav`, `${file}_me.wav`, ...PACKAGE].sort())
  })
})

describe('a mix that a control would send back', () => {
  const clipped = [...STEMS, '--gain', '24', '--quiet']

  it('ends with 3 where that is asked for, and the files are there', async () => {
    const out = directory.file('findings')
    const { code, stdout, stderr } = await run([...clipped, '--out', out, '--fail-on-findings'])
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(/^Findings: “Composite”: \d+ samples went over full scale\. [^\n]+\n$/)
    expect(readdirSync(out)).toHaveLength(2 + PACKAGE.length)
  })

  it('ends with 0 where it is not, and where there is nothing', async () => {
    expect((await run([...clipped, '--out', directory.file('unasked')])).code).toBe(0)
    const clean = await run([...STEMS, '--quiet', '--out', directory.file('clean'), '--fail-on-findings'])
    expect(clean).toEqual({ code: 0, stdout: '', stderr: '' })
  })
})

describe('relative paths', () => {
  it.each<[string, string, NodeJS.ProcessEnv]>([
    ['are those of the folder it is run in', inputs, {}],
    [
      'are those of the folder npm was called in, when it is npm run bounce',
      PROJECT_ROOT,
      { npm_lifecycle_event: 'bounce', INIT_CWD: inputs },
    ],
    [
      'are not those of another script of npm that it runs under',
      inputs,
      { npm_lifecycle_event: 'test', INIT_CWD: PROJECT_ROOT },
    ],
  ])('%s', async (name, cwd, env) => {
    const outcome = await run(['--music', './mx.wav', '--out', `../relative ${name.length}`], cwd, env)
    expect(outcome).toMatchObject({ code: 0, stdout: '' })
    expect(readdirSync(directory.file(`relative ${name.length}`))).toContain('mix_me.wav')
  })
})

describe('a mix that cannot be', () => {
  /** Code, one line that says `words`, silence on standard output. */
  function expectRefusal({ code, stdout, stderr }: Outcome, words: RegExp): void {
    expect(stderr).toMatch(/^[^\n]+\n$/)
    expect(stderr).toMatch(words)
    expect(stdout).toBe('')
    expect(code).toBeGreaterThan(0)
  }

  const failures: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      'a missing file',
      ['--music', 'none.wav'],
      /none\.wav” could not be read: there is no such file or folder\. Check/,
    ],
    ['a folder for a file', ['--music', '.'], /it is not a file/],
    ['text renamed .wav', ['--dialogue', 'text.wav'], /“text\.wav” cannot be read: it looks like/],
    ['an empty file', ['--dialogue', 'empty.wav'], /“empty\.wav” is empty/],
    ['a rate beyond all', ['--music', 'mx.wav', '--effects', 'rate.wav'], /“rate\.wav” is at 768000 Hz/],
    ['nine channels', ['--music', 'surround.wav'], /“surround\.wav” has 9 channels/],
    [
      'a value that is no number',
      ['--effects', 'fx.wav', '--music', 'nan.wav'],
      /“nan\.wav”.*NaN.*sample 80001, channel 1/,
    ],
    ['a name with markup and a line break', ['--music', '<img onerror=x>\n.wav'], /“<img onerror=x> \.wav”/],
    [
      'an unknown option',
      ['--music', 'mx.wav', '--loudness', '-23'],
      /unknown option --loudness\. All options: npm run --silent bounce -- --help/,
    ],
    ['a format that is not', ['--music', 'mx.wav', '--format', 'mp3'], /--format is one of/],
    ['no stem', [], /no stem is given/],
  ]

  it.each(failures)('%s: one line, and no folder', async (name, args, words) => {
    const out = directory.file(`refused ${name}`)
    expectRefusal(await run([...args, '--out', out]), words)
    expect(existsSync(out)).toBe(false)
  })

  it('leaves an earlier mix and everything else in the folder as they were', async () => {
    const out = directory.file('kept')
    expect((await run([...STEMS, '--out', out])).code).toBe(0)
    writeFileSync(join(out, 'notes.txt'), 'mine')
    const before = contents(out)
    for (const [, args, words] of failures)
      expectRefusal(await run([...args, '--out', out, '--replace']), words)
    expect(contents(out)).toEqual(before)
  })

  it('leaves none of the folders that it made on the way to its own', async () => {
    const top = directory.file('a')
    expectRefusal(await run(['--music', 'nan.wav', '--out', join(top, 'b', 'c')]), /nan\.wav/)
    expect(existsSync(top)).toBe(false)
  })

  it('a file in the place of the folder, or of a folder above it', async () => {
    const file = directory.file('in the way')
    writeFileSync(file, 'mine')
    expectRefusal(await run(['--music', 'mx.wav', '--out', file]), /could not be written/)
    expectRefusal(await run(['--music', 'mx.wav', '--out', join(file, 'sub')]), /could not be written/)
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  it.each(['new_me.wav', 'report.json'])(
    'a folder in the place of %s: what was there stays, an earlier mix too',
    async (name) => {
      const out = directory.file(`blocked ${name}`)
      mkdirSync(join(out, name), { recursive: true })
      writeFileSync(join(out, 'new_composite.wav'), 'an earlier mix')
      const before = contents(out)
      const outcome = await run(['--effects', 'fx.wav', '--out', out, '--name', 'new', '--replace'])
      expectRefusal(outcome, new RegExp(`“${name}” could not be written`))
      expect(contents(out)).toEqual(before)
    },
  )

  it('a run that is told to stop leaves nothing', async () => {
    const out = directory.file('stopped')
    const long = at('long.wav')
    // An hour of silence that takes no room.
    const header = Buffer.from(
      wavFixture({ samples: [new Float64Array(1), new Float64Array(1)], dataSize: 0 }),
    ).subarray(0, 44)
    header.writeUInt32LE(3600 * 48_000 * 6, 40)
    header.writeUInt32LE(3600 * 48_000 * 6 + 36, 4)
    writeFileSync(long, header)
    runTool('truncate', ['-s', String(44 + 3600 * 48_000 * 6), long])
    const [child, ended] = start(['--music', long, '--out', out], inputs, {})
    while (!existsSync(out) || readdirSync(out).length < 2)
      await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill('SIGTERM')
    expectRefusal(await ended, /^Cancelled\.$/m)
    expect(existsSync(out)).toBe(false)
  })

  it.each(['mix_composite.wav', 'mix_me.wav'])('over one of its own stems, %s', async (name) => {
    const folder = directory.file(`over-${name}`)
    mkdirSync(folder)
    writeFileSync(join(folder, name), readFileSync(at('mx.wav')))
    const before = contents(folder)
    for (const replace of [[], ['--replace']]) {
      const stems = ['--dialogue', 'dx.wav', '--music', join(folder, name), ...replace]
      expectRefusal(await run([...stems, '--out', folder]), /it is one of the stems/)
    }
    expect(contents(folder)).toEqual(before)
  })
})

describe('help', () => {
  it('is the usage, on standard output', async () => {
    const { code, stdout, stderr } = await run(['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const option of ['--dialogue', '--effects', '--fill', '--music', '--out', '--name', '--format'])
      expect(stdout).toContain(`\n  ${option} `)
  })
})
