import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { err, ok } from '../../lib/result.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { exportPackage, KERNEL_PATH, stemArguments } from '../../testing/packageRun.ts'
import { temporaryDirectory } from '../../testing/referenceTools.ts'
import { parseArguments } from './arguments.ts'
import { bounce } from './bounce.ts'
import { ProgressPrinter } from './progressPrinter.ts'
import { publishFiles } from './publishFiles.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const argv = stemArguments(directory.file, ['dialogue', 'music'], 96_000)

/** The files of a folder and the SHA-256 of each. */
const filesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [
        name,
        createHash('sha256')
          .update(readFileSync(`${folder}/${name}`))
          .digest('hex'),
      ]),
  )

/** Exports into a folder at another gain, in the place of what is there; while it runs something is done to it. */
async function exportWhile(out: string, work: () => void, options = ['--replace']) {
  const parsed = parseArguments([...argv, '--gain', '-6', '--out', out, ...options])
  if (!parsed.ok || 'package' in parsed.value) throw new Error('no order')
  let isDone = false
  const printer = new ProgressPrinter({
    isTTY: true,
    write() {
      if (!isDone) work()
      isDone = true
    },
  })
  const signal = new AbortController().signal
  const result = await bounce(parsed.value, { kernelPath: KERNEL_PATH, version: 'test', signal, printer })
  expect(isDone).toBe(true)
  return result
}

it('an export that fails at its last step leaves the one before it as it was', async () => {
  const out = directory.file('delivery')
  await exportPackage(out, argv)
  const before = filesOf(out)
  const result = await exportWhile(out, () => {
    rmSync(`${out}/report.csv`)
    mkdirSync(`${out}/report.csv`)
    writeFileSync(`${out}/report.csv/mine`, 'kept')
  })
  expect(result).toMatchObject({ ok: false, error: { code: 'export/write', file: 'report.csv' } })
  expect(readFileSync(`${out}/report.csv/mine`, 'utf8')).toBe('kept')
  const { 'report.csv': _, ...others } = before
  expect(filesOf(out)).toEqual(others)
})

it('a file that comes into the folder while it is mixed is not replaced unasked', async () => {
  const out = directory.file('meanwhile')
  mkdirSync(out)
  const result = await exportWhile(out, () => writeFileSync(`${out}/report.json`, 'of another'), [])
  expect(result).toEqual({
    ok: false,
    error: { code: 'export/exists', folder: out, files: ['report.json'] },
  })
  expect(readdirSync(out)).toEqual(['report.json'])
  expect(readFileSync(`${out}/report.json`, 'utf8')).toBe('of another')
})

it('an earlier file that cannot get its name back is kept under another, which is said', async () => {
  const folder = directory.file('stuck')
  mkdirSync(folder)
  for (const name of ['a', 'b']) writeFileSync(`${folder}/${name}`, `before ${name}`)
  const sinks = [
    async () => ok(undefined),
    async () => {
      rmSync(`${folder}/a`)
      mkdirSync(`${folder}/a/in the way`, { recursive: true })
      return err({ code: 'export/write', file: 'b', detail: 'odd' } as const)
    },
  ].map((publish) => ({ publish }))
  const aside = `.a.${process.pid}.old`
  expect(await publishFiles(folder, ['a', 'b'], sinks)).toEqual({
    ok: false,
    error: { code: 'export/write', file: 'a', detail: expect.stringContaining(`is “${aside}” now`) },
  })
  expect(readFileSync(`${folder}/${aside}`, 'utf8')).toBe('before a')
  expect(readFileSync(`${folder}/b`, 'utf8')).toBe('before b')
})

it('what was there before is under its name until the next is', async () => {
  const folder = directory.file('always')
  mkdirSync(folder)
  const names = ['a', 'b', 'new']
  for (const name of ['a', 'b']) writeFileSync(`${folder}/${name}`, `before ${name}`)
  const seen: string[] = []
  const sinks = names.map((name) => ({
    async publish() {
      for (const one of ['a', 'b']) seen.push(readFileSync(`${folder}/${one}`, 'utf8'))
      writeFileSync(`${folder}/unfinished`, `after ${name}`)
      renameSync(`${folder}/unfinished`, `${folder}/${name}`)
      return ok(undefined)
    },
  }))
  expect(await publishFiles(folder, names, sinks)).toEqual(ok(undefined))
  expect(seen).toEqual(['before a', 'before b', 'after a', 'before b', 'after a', 'after b'])
  expect(readdirSync(folder).toSorted()).toEqual(names)
})

it('one that does not takes its place, and leaves nothing beside it', async () => {
  const out = directory.file('again')
  await exportPackage(out, argv)
  const before = filesOf(out)
  expect((await exportWhile(out, () => undefined)).ok).toBe(true)
  const after = filesOf(out)
  expect(Object.keys(after)).toEqual(Object.keys(before))
  expect(after['mix_composite.wav']).not.toBe(before['mix_composite.wav'])
})
