import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageNames } from '../../domain/packageNames.ts'
import { emptySession } from '../../domain/session.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import { decodeCheckpoint } from '../../export/checkpoint.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { StemFiles } from './stemFiles.ts'

// The process as it is run, killed by SIGKILL, and run again: what it leaves on the disk is that of a run that was not.

const directory = temporaryDirectory()
afterAll(directory.remove)
/** Half a minute, of which the sums overflow full scale: four windows of these three files, the first a short one. */
const LENGTH = 30 * 48_000
const STEMS = ['dialogue', 'effects', 'music'] as const
const stems: string[] = []

beforeAll(async () => {
  for (const [n, stem] of STEMS.entries()) {
    const path = directory.file(`${stem}.wav`)
    const samples = [noise(LENGTH - n, 2 * n + 1, 0.5), noise(LENGTH - n, 2 * n + 2, 0.5)]
    writeFileSync(path, wavFixture({ samples, encoding: 'f64' }))
    stems.push(`--${stem}`, path)
  }
  await start(['--help']).ended
})

const GOES_ON = /^Goes on where it was interrupted, at \d+ %\.( MP3 is encoded again from its beginning\.)?\n/

type Outcome = { readonly code: number | null; readonly signal: string | null; readonly stderr: string }

/** As soon as it can be, it is kept how far the export is. */
function start(args: readonly string[]) {
  const inherited = Object.entries(process.env).filter(([key]) => !/^(npm_|INIT_CWD$|VITEST)/.test(key))
  const child = spawn(process.execPath, [`${PROJECT_ROOT}.ci/bounce.mjs`, ...args], {
    env: { ...Object.fromEntries(inherited), DUBSTAGE_KEEP_MS: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', (text) => {
    stderr += text
  })
  const ended = new Promise<Outcome>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, stderr })),
  )
  return { child, ended }
}
const run = (args: readonly string[]): Promise<Outcome> => start(args).ended

/** The stems, mixed by a run that was not interrupted: made once. */
async function wholePlain(): Promise<string> {
  const whole = directory.file('whole plain')
  if (!existsSync(whole)) expect((await run([...stems, '--out', whole])).code).toBe(0)
  return whole
}

const entries = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
const checkpointsIn = (folder: string): readonly string[] =>
  entries(folder).filter((name) => /(^|\/)\.checkpoint-[01]\.\d+\.part$/.test(name))

/** The highest number of a whole checkpoint in a folder; 0 for none. */
async function latest(folder: string): Promise<number> {
  let serial = 0
  for (const name of checkpointsIn(folder)) {
    const bytes = await Promise.resolve(join(folder, name))
      .then((path) => Uint8Array.from(readFileSync(path)))
      .catch(() => new Uint8Array())
    serial = Math.max(serial, (await decodeCheckpoint(bytes))?.serial ?? 0)
  }
  return serial
}

/** Runs a line, and kills it when its checkpoint `serial` is there. */
async function killed(args: readonly string[], folder: string, serial: number): Promise<void> {
  const { child, ended } = start(args)
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  while (!isOver && (await latest(folder)) < serial) await new Promise((resolve) => setTimeout(resolve, 1))
  child.kill('SIGKILL')
  const { signal, stderr } = await ended
  expect(signal).toBe('SIGKILL')
  if (args.includes('--resume')) expect(stderr).toMatch(GOES_ON)
  expect(await latest(folder)).toBeGreaterThanOrEqual(serial)
}

/** Does to unfinished files of FLAC what finishing them does, and a kill may come after: MD5 in the head (RFC 9639 § 8.2), frames behind. */
function finishByHand(folder: string): void {
  const parts = readdirSync(folder).filter((name) => /^\..*\.flac\.\d+\.part$/.test(name))
  expect(parts.length).toBeGreaterThan(0)
  for (const name of parts) {
    const bytes = readFileSync(join(folder, name))
    writeFileSync(join(folder, name), Buffer.concat([bytes.fill(0xff, 26, 42), Buffer.alloc(1000, 1)]))
  }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Files by name, with their dates put to those of `like`; and the report, of which times and their sums are left out. */
function delivered(folder: string, like = folder) {
  const mixes = readdirSync(folder).filter((name) => !packageNames('').includes(name))
  const files = Object.fromEntries(
    mixes.map((name) => {
      const bytes = readFileSync(join(folder, name))
      const other = readFileSync(join(like, name))
      // OriginationDate and OriginationTime, 18 bytes after the 320 of the texts before them (EBU Tech 3285, § 2.3).
      const date = bytes.lastIndexOf('bext') + 8 + 320
      if (/\.(wav|flac)$/.test(name)) other.copy(bytes, date, date, date + 18)
      return [name, sha256(bytes)]
    }),
  )
  const { createdAt, ...report } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
  const said: Record<string, string> = {}
  for (const one of report.deliverables)
    for (const file of one.files) {
      said[file.file] = file.sha256
      file.sha256 = ''
    }
  const checks = readFileSync(join(folder, 'checks.csv'), 'utf8')
  return { createdAt, files, report, said, checks }
}

/** That a delivery is that of a run from start to end, and that nothing else is there. */
function expectWhole(resumed: string, whole: string): void {
  const expected = delivered(whole, resumed)
  const made = delivered(resumed)
  expect(made.files).toEqual(expected.files)
  expect(made.said).toEqual(expected.files)
  expect(made.report).toEqual(expected.report)
  expect(made.checks).toBe(expected.checks)
  expect(readdirSync(resumed).sort()).toEqual(readdirSync(whole).sort())
}

describe('a run that was killed and is run again with --resume', () => {
  it.each([
    ['as WAV of 24 bits, with checks', ['--checks'], [1, 3]],
    ['shaped, in mono files', ['--format', 'wav16shaped', '--split'], [2]],
    [
      'behind the limiter of a spec, with pops and checks',
      ['--spec', 'ebu-r128', '--pops', 'both', '--checks'],
      [2],
    ],
    [
      'as FLAC at another rate',
      ['--container', 'flac', '--rate-out', '96000', '--deliverables', 'composite'],
      [1],
    ],
    ['as MP3, with checks', ['--container', 'mp3', '--deliverables', 'composite', '--checks'], [2]],
    ['as AIFF', ['--container', 'aiff', '--deliverables', 'composite,me,dx,mx,fx'], [1]],
  ])('goes on to the same bytes and the same report: %s', async (name, more, serials) => {
    const whole = directory.file(`whole ${name}`)
    expect((await run([...stems, ...more, '--out', whole])).code).toBe(0)
    for (const serial of serials) {
      const out = directory.file(`${serial} ${name}`)
      const line = [...stems, ...more, '--out', out]
      await killed(line, out, serial)
      expect(readdirSync(out).filter((file) => !file.startsWith('.'))).toEqual([])
      if (more.includes('flac')) finishByHand(out)
      const { code, stderr } = await run([...line, '--resume'])
      const [goesOn, again] = GOES_ON.exec(stderr) ?? ['']
      expect({ code, goesOn: goesOn !== '', again: again !== undefined }).toEqual({
        code: 0,
        goesOn: true,
        again: more.includes('mp3'),
      })
      expectWhole(out, whole)
    }
  })

  it('again and again', async () => {
    const [whole, out] = [await wholePlain(), directory.file('again')]
    await killed([...stems, '--out', out], out, 1)
    for (const serial of [2, 3]) await killed([...stems, '--out', out, '--resume'], out, serial)
    expect((await run([...stems, '--out', out, '--resume'])).stderr).toMatch(GOES_ON)
    expectWhole(out, whole)
  })

  it('goes on with a ZIP file', async () => {
    const whole = await wholePlain()
    const home = directory.file('zip')
    mkdirSync(home)
    const line = [...stems, '--zip', join(home, 'reel.zip')]
    await killed(line, home, 2)
    expect((await run([...line, '--resume'])).stderr).toMatch(GOES_ON)
    expect(readdirSync(home)).toEqual(['reel.zip'])
    const out = directory.file('unzipped')
    runTool('unzip', ['-q', join(home, 'reel.zip'), '-d', out])
    expectWhole(out, whole)
  })

  it.each(['--out', '--zip'])(
    'and finds a file missing, or no room, is still there for the next: %s',
    async (kind) => {
      const [whole, music] = [await wholePlain(), directory.file(`away${kind}.wav`)]
      copyFileSync(directory.file('music.wav'), music)
      const home = directory.file(`missing${kind}`)
      mkdirSync(home)
      const out = kind === '--zip' ? join(home, 'mix.zip') : home
      const line = [...stems.slice(0, 4), '--music', music, kind, out]
      await killed(line, home, 2)
      renameSync(music, `${music}.away`)
      expect((await run([...line, '--resume'])).stderr).toContain('away')
      expect(await latest(home)).toBeGreaterThanOrEqual(2)
      renameSync(`${music}.away`, music)
      expect((await run([...line, '--resume'])).stderr).toMatch(GOES_ON)
      const made = kind === '--zip' ? directory.file('unzipped after all') : home
      if (kind === '--zip') runTool('unzip', ['-q', out, '-d', made])
      expect(delivered(made, whole).files).toEqual(delivered(whole).files)
      expect(readdirSync(home).filter((name) => name.startsWith('.'))).toEqual([])
    },
  )

  it('says what the files say: when it was begun first', async () => {
    const out = directory.file('dates')
    await killed([...stems, '--out', out], out, 1)
    const begun = Math.min(
      ...readdirSync(out).map((name) => statSync(join(out, name)).birthtimeMs || Number.POSITIVE_INFINITY),
    )
    await new Promise((resolve) => setTimeout(resolve, 2500))
    await run([...stems, '--out', out, '--resume'])
    const bytes = readFileSync(join(out, 'mix_me.wav'))
    const date = bytes.lastIndexOf('bext') + 8 + 320
    const [day, time] = [
      bytes.toString('latin1', date, date + 10),
      bytes.toString('latin1', date + 10, date + 18),
    ]
    expect(Math.abs(new Date(`${day}T${time}`).getTime() - begun)).toBeLessThan(2000)
  })
})

describe('a run of several sessions that was killed', () => {
  const home = directory.file('home')
  const at = (name: string): string => join(home, name)
  const three = ['r1', 'r2', 'r3'].map((name) => at(`${name}.json`))
  beforeAll(async () => {
    mkdirSync(home)
    const session = emptySession()
    for (const [n, stem] of STEMS.entries()) {
      const files = new StemFiles(kernelModule(), new AbortController().signal)
      const media = STEMS.map((one) => ({ stem: one, path: directory.file(`${one}.wav`) })).slice(0, n + 1)
      const added = await files.addTo({ ...session, title: `Reel ${n + 1}` }, media)
      await files.close()
      if (!added.ok) throw new Error(`${stem}: ${added.error.code}`)
      writeFileSync(three[n] ?? '', sessionDocument(added.value))
    }
  })
  const line = (out: string, sessions = three): string[] => [
    ...[
      '--session',
      ...sessions,
      '--media',
      directory.file('.'),
      '--no-checks',
      '--gain',
      '12',
      '--fail-on-findings',
      '--out',
      out,
    ],
  ]

  it('leaves what is made, goes on with the next, and does not begin with what was not begun before', async () => {
    const [whole, out] = [directory.file('whole several'), directory.file('several')]
    const uninterrupted = await run(line(whole))
    expect(uninterrupted.code).toBe(3)
    await killed(line(out), join(out, 'Reel_2'), 2)
    expect(existsSync(join(out, 'Reel_3'))).toBe(false)
    const first = statSync(join(out, 'Reel_1', 'report.json')).mtimeMs
    // Without --resume what is there is not replaced; and that is still so afterwards.
    expect((await run(line(out))).stderr).toMatch(/“[^”]+Reel_1” holds [^\n]+ already/)
    const { code, stderr } = await run([...line(out), '--resume'])
    expect(code).toBe(3)
    const lines = stderr.split('\n')
    expect(lines[0]).toBe(`1 of 3, Reel 1: made before, in “${out}/Reel_1”.`)
    expect(lines[1]).toMatch(/^Goes on where it was interrupted, at \d+ %\.$/)
    expect(lines.at(-3)).toBe('3 of 3 sessions are made: “Reel 1”, “Reel 2”, “Reel 3”.')
    // What was found in the first is said again.
    expect(lines.at(-2)).toMatch(/^Findings: Reel 1: /)
    expect(lines.at(-2)).toBe(uninterrupted.stderr.split('\n').at(-2))
    expect(statSync(join(out, 'Reel_1', 'report.json')).mtimeMs).toBe(first)
    expect(readdirSync(out).sort()).toEqual(['Reel_1', 'Reel_2', 'Reel_3'])
    for (const reel of readdirSync(out)) expectWhole(join(out, reel), join(whole, reel))
  })

  it('does not take for made what is no longer what is asked for', async () => {
    const out = directory.file('several changed')
    await killed(line(out), join(out, 'Reel_2'), 1)
    const { code, stderr } = await run([...line(out), '--format', 'wav16', '--resume'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/r1\.json: “[^”]+Reel_1” holds [^\n]+ already[^\n]+\nNothing was begun\.\n$/)
    // It was not touched: the line as it was goes on.
    expect((await run([...line(out), '--resume'])).stderr).toMatch(/^1 of 3, Reel 1: made before/)
  })
})

describe('begins anew, and says why', () => {
  const anew = async (name: string, before: readonly string[], after = before) => {
    const out = directory.file(name)
    await killed([...before, '--out', out], out, 2)
    return { out, resume: () => run([...after, '--out', out, '--resume']) }
  }
  const CHANGED =
    /^Begins anew: the mix, a file of it, what is asked for or Dubstage itself has changed since\.\n/

  it('where a file has changed', async () => {
    const music = directory.file('changing.wav')
    copyFileSync(directory.file('music.wav'), music)
    const line = [...stems.slice(0, 4), '--music', music]
    const { out, resume } = await anew('changed', line)
    const bytes = readFileSync(music)
    bytes.writeDoubleLE(0.25, bytes.length - 800_000)
    writeFileSync(music, bytes)
    expect((await resume()).stderr).toMatch(CHANGED)
    const whole = directory.file('whole changed')
    await run([...line, '--out', whole])
    expectWhole(out, whole)
  })

  it('where a file has another date only', async () => {
    const music = directory.file('touched.wav')
    copyFileSync(directory.file('music.wav'), music)
    const { resume } = await anew('touched', [...stems.slice(0, 4), '--music', music])
    utimesSync(music, 1, 1)
    expect((await resume()).stderr).toMatch(CHANGED)
  })

  it('where something else is asked for', async () => {
    const { out, resume } = await anew('asked', stems, [...stems, '--gain', '-1'])
    expect((await resume()).stderr).toMatch(CHANGED)
    const whole = directory.file('whole asked')
    await run([...stems, '--gain', '-1', '--out', whole])
    expectWhole(out, whole)
  })

  it('where an unfinished file does not hold what was written, but not for its latest checkpoint alone', async () => {
    const { out, resume } = await anew('damaged', stems)
    const whole = await wholePlain()
    const part = readdirSync(out).find((name) => name.startsWith('.mix_me.wav.')) ?? ''
    truncateSync(join(out, part), 1000)
    expect((await resume()).stderr).toMatch(
      /^Begins anew: the unfinished files do not hold any more what was written to them\.\n/,
    )
    expectWhole(out, whole)
    const other = await anew('damaged slot', stems)
    const slots = await Promise.all(
      checkpointsIn(other.out).map(async (name) => {
        const bytes = Uint8Array.from(readFileSync(join(other.out, name)))
        return { path: join(other.out, name), serial: (await decodeCheckpoint(bytes))?.serial ?? 99 }
      }),
    )
    const last = slots.toSorted((a, b) => b.serial - a.serial)[0]?.path ?? ''
    writeFileSync(last, readFileSync(last).fill(7, 5000, 5001))
    expect((await other.resume()).stderr).toMatch(GOES_ON)
    expectWhole(other.out, whole)
  })

  it('where nothing was interrupted', async () => {
    const out = directory.file('nothing')
    const { code, stderr } = await run([...stems, '--out', out, '--resume'])
    expect(code).toBe(0)
    expect(stderr).toMatch(/^Begins anew: nothing is there that it could go on with\.\n/)
  })
})

it('without --resume begins anew, and leaves nothing of the run that was killed', async () => {
  const out = directory.file('without')
  await killed([...stems, '--out', out], out, 2)
  const { code, stderr } = await run([...stems, '--out', out])
  expect({ code, isQuiet: /^mix_composite/.test(stderr) }).toEqual({ code: 0, isQuiet: true })
  expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([])
})

it('a run that goes on and is told to stop leaves nothing', async () => {
  const out = directory.file('stopped')
  await killed([...stems, '--out', out], out, 1)
  const { child, ended } = start([...stems, '--out', out, '--resume'])
  while ((await latest(out)) < 2) await new Promise((resolve) => setTimeout(resolve, 1))
  child.kill('SIGTERM')
  const { code, stderr } = await ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/Cancelled\.\n$/)
  expect(entries(out)).toEqual([])
})
