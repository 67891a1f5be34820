import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it, vi } from 'vitest'
import { kernelModule } from '../../testing/kernelModule.ts'
import { KERNEL_PATH, stemArguments } from '../../testing/packageRun.ts'
import { runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { parseArguments } from './arguments.ts'
import { bounceZip } from './bounceZip.ts'
import { verify } from './verify.ts'

// A machine that is busy with other things is no failure.
vi.setConfig({ testTimeout: 30_000 })

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

it('leaves nothing, and what was there as it was, when it fails', async () => {
  const folder = directory.file('failed')
  mkdirSync(folder)
  writeFileSync(`${folder}/reel.zip`, 'last week’s')
  const failed = await run('--dialogue', directory.file('missing.wav'), '--zip', `${folder}/reel.zip`)
  expect(failed.ok).toBe(false)
  expect(readdirSync(folder)).toEqual(['reel.zip'])
  expect(readFileSync(`${folder}/reel.zip`, 'utf8')).toBe('last week’s')
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
