import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import type { PlannedDeliverable } from '../../domain/deliveryPlan.ts'
import { errorText } from '../../domain/errors.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { KERNEL_PATH, stemArguments } from '../../testing/packageRun.ts'
import { runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { parseArguments } from './arguments.ts'
import { bounceZip } from './bounceZip.ts'
import { checkRoom } from './diskRoom.ts'
import { ProgressPrinter } from './progressPrinter.ts'
import { verify } from './verify.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const stems = stemArguments(directory.file, ['dialogue', 'music'], 48_000)
const environment = { kernelPath: KERNEL_PATH, version: 'test', signal: new AbortController().signal }

async function run(...argv: readonly string[]) {
  const parsed = parseArguments(argv)
  if (!parsed.ok) return parsed
  if ('package' in parsed.value) throw new Error('an order for a package')
  return bounceZip(parsed.value, environment)
}

it('leaves one file, which other programs read and verify finds to hold', async () => {
  const folder = directory.file('out')
  mkdirSync(folder)
  const path = `${folder}/reel.zip`
  expect((await run(...stems, '--zip', path, '--name', 'reel')).ok).toBe(true)
  expect(readdirSync(folder)).toEqual(['reel.zip'])
  expect(runTool('unzip', ['-tqq', path]).toString()).toBe('')
  const verified = await verify(path, environment)
  expect(verified.ok && verified.value.map(({ faults }) => faults)).toEqual([[]])
})

it('needs room for its longest file a second time, not for all of them', async () => {
  const folder = directory.file('room')
  mkdirSync(folder)
  const sizes: number[] = []
  const weigh = (): void => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
      statSync(`${folder}/${name}`),
    )
    sizes.push(files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0))
  }
  const printer = new ProgressPrinter({ isTTY: true, write: weigh })
  const argv = [...stems, '--deliverables', 'composite,me,dx,mx', '--zip', `${folder}/reel.zip`]
  const parsed = parseArguments(argv)
  if (!parsed.ok || 'package' in parsed.value) throw new Error('no order')
  expect((await bounceZip(parsed.value, { ...environment, printer })).ok).toBe(true)
  const archive = statSync(`${folder}/reel.zip`).size
  expect(sizes.length).toBeGreaterThan(4)
  expect(Math.max(...sizes)).toBeLessThan(archive * 1.3)
})

it('says what room it needs before it begins', async () => {
  const planned = { from: 0, to: 2 ** 50, layout: { speakers: ['L', 'R'] }, files: [{}], format: 'wav24' }
  const one = { ...planned, container: 'wav', sampleRate: 48_000 } as unknown as PlannedDeliverable
  const refused = await checkRoom(directory.file('.'), [one, one], 48_000, true)
  if (refused.ok || refused.error.code !== 'export/room') throw new Error('it has room for petabytes')
  // Two files and the longest of them a second time, six bytes a sample.
  const needed = ((3 * 6 * 2 ** 50) / 1e9).toFixed(2)
  expect(errorText(refused.error)).toMatch(
    new RegExp(`^There is no room in “.*”: the export needs ${needed} GB \\(one of the files is there twice`),
  )
  expect((await checkRoom(directory.file('.'), [{ ...one, to: 48_000 }], 48_000, true)).ok).toBe(true)
  // What is there of it needs no more room.
  expect((await checkRoom(directory.file('.'), [one, one], 48_000, true, Number.MAX_VALUE)).ok).toBe(true)
})

it('leaves nothing, and what was there as it was, when it fails', async () => {
  const folder = directory.file('failed')
  mkdirSync(folder)
  writeFileSync(`${folder}/reel.zip`, 'last week’s')
  const failed = await run(
    '--dialogue',
    directory.file('missing.wav'),
    '--zip',
    `${folder}/reel.zip`,
    '--replace',
  )
  expect(failed.ok).toBe(false)
  expect(readdirSync(folder)).toEqual(['reel.zip'])
  expect(readFileSync(`${folder}/reel.zip`, 'utf8')).toBe('last week’s')
})

it('replaces a ZIP file where that is said, and else leaves it', async () => {
  const folder = directory.file('there')
  mkdirSync(folder)
  writeFileSync(`${folder}/REEL.zip`, 'last week’s')
  const line = [...stems, '--zip', `${folder}/reel.zip`]
  expect(await run(...line)).toEqual({
    ok: false,
    error: { code: 'export/exists', folder, files: ['REEL.zip'] },
  })
  expect(readdirSync(folder)).toEqual(['REEL.zip'])
  expect(readFileSync(`${folder}/REEL.zip`, 'utf8')).toBe('last week’s')
  renameSync(`${folder}/REEL.zip`, `${folder}/reel.zip`)
  expect((await run(...line, '--replace')).ok).toBe(true)
  expect(runTool('unzip', ['-tqq', `${folder}/reel.zip`]).toString()).toBe('')
})

it.each([
  [['--zip', 'reel.zip', '--out', 'x'], '--zip takes no --out beside it'],
  [['--zip', 'reel.wav'], '--zip is a file that ends in .zip, not reel.wav'],
])('refuses %j', async (options, said) => {
  const refused = await run(...stems, ...options)
  expect(refused.ok ? '' : JSON.stringify(refused.error)).toContain(said)
})

it('is not written over a file that is mixed', async () => {
  const path = directory.file('stem.zip')
  writeFileSync(path, readFileSync(directory.file('dialogue.wav')))
  const refused = await run('--dialogue', path, '--zip', path)
  expect(refused).toMatchObject({ ok: false, error: { code: 'export/write' } })
})
