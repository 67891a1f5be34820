import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptySession } from '../../domain/session.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import { pcmOf } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { KERNEL_PATH } from '../../testing/packageRun.ts'
import { runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { parseArguments } from './arguments.ts'
import type { BounceEnvironment } from './bounce.ts'
import { ProgressPrinter } from './progressPrinter.ts'
import { type Fault, several } from './several.ts'
import { StemFiles } from './stemFiles.ts'
import { verify } from './verify.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const { signal } = new AbortController()
const home = directory.file('home')
const at = (name: string): string => `${home}/${name}`

/** A document of one file of music. */
async function documentOf(name: string, title: string, music: string): Promise<string> {
  const files = new StemFiles(kernelModule(), signal)
  const added = await files.addTo(emptySession(title), [{ stem: 'music', path: music }])
  await files.close()
  if (!added.ok) throw new Error(added.error.code)
  writeFileSync(at(name), sessionDocument(added.value))
  return at(name)
}

beforeAll(async () => {
  mkdirSync(home)
  for (const [n, length] of [48_000, 60_000, 72_000].entries()) {
    const samples = [noise(length, 2 * n + 1, 0.2), noise(length, 2 * n + 2, 0.2)]
    writeFileSync(at(`music ${n + 1}.wav`), wavFixture({ samples, encoding: 's24' }))
    await documentOf(`r${n + 1}.json`, `Reel ${n + 1}`, at(`music ${n + 1}.wav`))
  }
  const broken = noise(90_000, 9, 0.1)
  broken[80_001] = Number.NaN
  writeFileSync(at('nan.wav'), wavFixture({ samples: [broken], encoding: 'f32' }))
  await documentOf('nan.json', 'Broken', at('nan.wav'))
  writeFileSync(at('text.json'), 'INT. LIGHTHOUSE')
})

/** All in this process: what was told, on a terminal, and what went wrong. */
async function run(argv: readonly string[], change: Partial<BounceEnvironment> = {}) {
  const parsed = parseArguments([...argv, ...(argv.includes('--check-only') ? [] : ['--no-checks'])])
  if (!parsed.ok || 'package' in parsed.value || !parsed.value.session) throw new Error('no order')
  const said: string[] = []
  const lines: string[] = []
  const faults: Fault[] = []
  const printer = new ProgressPrinter({ isTTY: true, write: (text) => said.push(text) })
  const onLines = (more: readonly string[]): void => void lines.push(...more)
  const own = new AbortController().signal
  const environment = { kernelPath: KERNEL_PATH, version: 'test', signal: own, printer, onLines, ...change }
  await several({ ...parsed.value, session: parsed.value.session }, environment, (fault) =>
    faults.push(fault),
  )
  return { said: said.join(''), lines, faults }
}
const three = ['--session', at('r1.json'), at('r2.json'), at('r3.json')]

describe('several sessions', () => {
  it('are exported one after the other, each as by itself into a folder of its own', async () => {
    const out = directory.file('out')
    const { said, faults } = await run([...three, '--out', out])
    expect(faults).toEqual([])
    expect(readdirSync(out).sort()).toEqual(['Reel_1', 'Reel_2', 'Reel_3'])
    const single = directory.file('single')
    mkdirSync(single)
    const [, second = ''] = three.slice(1)
    await run(['--session', second, at('r1.json'), '--out', single])
    const mix = (folder: string): Buffer => pcmOf(readFileSync(`${folder}/Reel_2/Reel_2_composite.wav`))
    expect(mix(out).equals(mix(single))).toBe(true)
    expect(mix(out).length).toBe(60_000 * 6)
    for (const reel of readdirSync(out)) {
      const verified = await verify(`${out}/${reel}`, { kernelPath: KERNEL_PATH, signal })
      expect(verified.ok && verified.value.map((one) => one.faults)).toEqual([[]])
    }
    expect(said).toContain('2 of 3, Reel 2: ')
    expect(said).toMatch(/2 of 3, Reel 2: made in “[^”]+out\/Reel_2”\.\n/)
    expect(said.endsWith('3 of 3 sessions are made: “Reel 1”, “Reel 2”, “Reel 3”.\n')).toBe(true)
  })

  it('go into a ZIP file each where that is asked for', async () => {
    const out = directory.file('zips')
    expect((await run([...three, '--zip', out])).faults).toEqual([])
    expect(readdirSync(out).sort()).toEqual(['Reel_1.zip', 'Reel_2.zip', 'Reel_3.zip'])
    for (const zip of readdirSync(out))
      expect(runTool('unzip', ['-tqq', `${out}/${zip}`]).toString()).toBe('')
  })

  it('of one title are called by their documents, and refused where those are one too', async () => {
    const twin = await documentOf('reel 2 new.json', 'REEL 2', at('music 1.wav'))
    const out = directory.file('twins')
    expect((await run(['--session', at('r1.json'), at('r2.json'), twin, '--out', out])).faults).toEqual([])
    expect(readdirSync(out).sort()).toEqual(['Reel_1', 'r2', 'reel_2_new'])
    const other = directory.file('refused twins')
    const { faults } = await run(['--session', at('r1.json'), at('r1.json'), '--out', other])
    expect(faults.map(({ code }) => code)).toEqual([2, 2])
    expect(faults[0]?.sentence).toMatch(/another session goes into “r1” too/)
    expect(existsSync(other)).toBe(false)
  })

  it('are all looked into before the first is begun: what is wrong with any is told, and nothing made', async () => {
    const lost = await documentOf('lost.json', 'Lost', at('music 2.wav'))
    writeFileSync(
      lost,
      readFileSync(lost, 'utf8')
        .replaceAll('music 2.wav', 'gone.wav')
        .replace(/"bytes": ?\d+/, '"bytes":7'),
    )
    const out = directory.file('wrong')
    const { said, faults } = await run(['--session', at('r1.json'), at('text.json'), lost, '--out', out])
    expect(faults.map(({ sentence }) => sentence.slice(0, sentence.indexOf(': ')))).toEqual([
      at('text.json'),
      lost,
    ])
    expect(said).toBe('Nothing was begun.\n')
    expect(existsSync(out)).toBe(false)
  })

  it('replace nothing unasked, which is told before the first is begun', async () => {
    const out = directory.file('there')
    mkdirSync(`${out}/Reel_2`, { recursive: true })
    writeFileSync(`${out}/Reel_2/report.json`, 'mine')
    const { faults } = await run([...three, '--out', out])
    expect(faults.map(({ sentence }) => sentence)).toEqual([
      `${at('r2.json')}: “${out}/Reel_2” holds “report.json” already. Name another place, or say --replace to replace what is there.`,
    ])
    expect(readdirSync(out)).toEqual(['Reel_2'])
    expect((await run([...three, '--out', out, '--replace'])).faults).toEqual([])
    expect(readdirSync(out)).toHaveLength(3)
  })

  it('never write over what another of them is mixed from', async () => {
    const out = directory.file('over')
    mkdirSync(`${out}/Reel_1`, { recursive: true })
    const source = `${out}/Reel_1/Reel_1_me.wav`
    writeFileSync(source, readFileSync(at('music 3.wav')))
    await documentOf('over.json', 'Over', source)
    const asked = ['--session', at('r1.json'), at('over.json'), '--media', out, '--out', out, '--replace']
    const { faults } = await run(asked)
    expect(faults.map(({ sentence }) => sentence)).toEqual([
      `${at('r1.json')}: “Reel_1_me.wav” could not be written: it is one of the sessions’ files. Give another --out.`,
    ])
    expect(readFileSync(source).equals(readFileSync(at('music 3.wav')))).toBe(true)
  })

  it('do without one that fails, which is told at once and at the end', async () => {
    const out = directory.file('failing')
    const { said, faults } = await run([
      '--session',
      at('r1.json'),
      at('nan.json'),
      at('r3.json'),
      '--out',
      out,
    ])
    expect(faults).toHaveLength(1)
    expect(faults[0]?.code).toBe(1)
    expect(faults[0]?.sentence).toMatch(/^2 of 3, Broken: .*NaN/)
    expect(readdirSync(out).sort()).toEqual(['Reel_1', 'Reel_3'])
    expect(said).toMatch(/\n2 of 3 sessions are made: “Reel 1”, “Reel 3”\.\nNot made: “Broken”\.\n$/)
  })

  it('are checked alone, and nothing is written', async () => {
    const before = readdirSync(home)
    const { said, lines, faults } = await run([...three, '--check-only'])
    expect(faults).toEqual([])
    expect(lines.filter((line) => /^\d of 3, Reel \d:$/.test(line))).toHaveLength(3)
    expect(lines).toHaveLength(6)
    expect(said.endsWith('3 of 3 sessions are checked: “Reel 1”, “Reel 2”, “Reel 3”.\n')).toBe(true)
    expect(readdirSync(home)).toEqual(before)
  })

  it('tell of findings together, each by its session', async () => {
    const found: (readonly string[])[] = []
    const argv = [...three, '--out', directory.file('loud'), '--gain', '30']
    await run(argv, { onFindings: (said) => found.push(said) })
    expect(found).toHaveLength(1)
    for (const n of [1, 2, 3]) expect(found[0]?.some((text) => text.startsWith(`Reel ${n}: `))).toBe(true)
  })
})

describe('the process', () => {
  type Outcome = { readonly code: number | null; readonly stderr: string }
  function start(args: readonly string[]): [ChildProcess, Promise<Outcome>] {
    const inherited = Object.entries(process.env).filter(([key]) => !/^(npm_|INIT_CWD$|VITEST)/.test(key))
    const child = spawn(process.execPath, [`${PROJECT_ROOT}.ci/bounce.mjs`, ...args], {
      env: Object.fromEntries(inherited),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr?.on('data', (text) => {
      stderr += text
    })
    return [child, new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })))]
  }

  it('ends with 1 where one failed, and with 3 only where all are made', async () => {
    const findings = ['--gain', '30', '--fail-on-findings', '--no-checks']
    const [, mixed] = start([
      '--session',
      at('r1.json'),
      at('nan.json'),
      '--out',
      directory.file('code 1'),
      ...findings,
    ])
    expect((await mixed).code).toBe(1)
    const [, made] = start([...three, '--out', directory.file('code 3'), '--quiet', ...findings])
    const { code, stderr } = await made
    expect(code).toBe(3)
    expect(stderr).toMatch(/^Findings: Reel 1: [^\n]+ Reel 3: [^\n]+\n$/)
  })

  it('that is told to stop leaves what is whole, and nothing of the rest', async () => {
    // An hour of silence that takes no room.
    const header = Buffer.from(
      wavFixture({ samples: [new Float64Array(1), new Float64Array(1)], dataSize: 0 }),
    ).subarray(0, 44)
    header.writeUInt32LE(3600 * 48_000 * 6, 40)
    header.writeUInt32LE(3600 * 48_000 * 6 + 36, 4)
    writeFileSync(at('long.wav'), header)
    runTool('truncate', ['-s', String(44 + 3600 * 48_000 * 6), at('long.wav')])
    await documentOf('long.json', 'Long', at('long.wav'))
    const out = directory.file('stopped')
    const argv = ['--session', at('r1.json'), at('long.json'), at('r3.json'), '--out', out, '--no-checks']
    const [child, ended] = start(argv)
    while (!existsSync(`${out}/Long`) || readdirSync(`${out}/Long`).length < 2)
      await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill('SIGINT')
    const { code, stderr } = await ended
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /\n2 of 3, Long: Cancelled\.\n1 of 3 sessions is made: “Reel 1”\.\nNot made: “Long”\.\nNot begun: “Reel 3”\.\n$/,
    )
    expect(readdirSync(out)).toEqual(['Reel_1'])
    const verified = await verify(`${out}/Reel_1`, { kernelPath: KERNEL_PATH, signal })
    expect(verified.ok && verified.value.map((one) => one.faults)).toEqual([[]])
    renameSync(at('long.wav'), directory.file('long.wav'))
  })
})
