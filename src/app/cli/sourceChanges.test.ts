import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { emptySession } from '../../domain/session.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { KERNEL_PATH, stemArguments } from '../../testing/packageRun.ts'
import { temporaryDirectory } from '../../testing/referenceTools.ts'
import { parseArguments } from './arguments.ts'
import { bounce } from './bounce.ts'
import { pack } from './pack.ts'
import { ProgressPrinter } from './progressPrinter.ts'
import { StemFiles } from './stemFiles.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const stems = stemArguments(directory.file, ['dialogue', 'music'], 96_000)
const path = directory.file('music.wav')
const environment = { kernelPath: KERNEL_PATH, version: 'test', signal: new AbortController().signal }

/** An export during which, once it runs, something is done. */
async function exportWhile(out: string, work: () => void) {
  const parsed = parseArguments([...stems, '--out', directory.file(out)])
  if (!parsed.ok || 'package' in parsed.value) throw new Error('no order')
  let isDone = false
  const printer = new ProgressPrinter({
    isTTY: true,
    write() {
      if (!isDone) work()
      isDone = true
    },
  })
  const result = await bounce(parsed.value, { ...environment, printer })
  expect(isDone).toBe(true)
  return result
}

it.each([
  ['is written to', () => writeFileSync(path, readFileSync(path).fill(9, 1000, 2000))],
  ['gets another date', () => utimesSync(path, 1, 1)],
  ['grows', () => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(10)]))],
] as const)('a source that %s while it is read is named, and nothing is left', async (name, work) => {
  const result = await exportWhile(name, work)
  expect(result).toEqual({ ok: false, error: { code: 'file/changed', file: 'music.wav' } })
  expect(readdirSync(directory.file('.'))).not.toContain(name)
})

it('of which a package is made is named too, and nothing is left', async () => {
  const reel = directory.file('reel.json')
  const files = new StemFiles(kernelModule(), new AbortController().signal)
  const added = await files.addTo(emptySession('Reel'), [{ stem: 'music', path }])
  await files.close()
  if (!added.ok) throw new Error(added.error.code)
  writeFileSync(reel, sessionDocument(added.value))
  const packWhile = (name: string, work: (text: string) => void) => {
    const order = { session: { path: reel, media: null }, package: directory.file(name) }
    return pack(order, { ...environment, printer: new ProgressPrinter({ isTTY: true, write: work }) })
  }
  const shown: string[] = []
  expect(await packWhile('whole.zip', (text) => shown.push(text))).toEqual({ ok: true })
  expect(shown.join('')).toMatch(/100 %.*whole\.zip: 3 files, \d{3} \d{3} bytes\n$/s)
  expect(await packWhile('changed.zip', () => utimesSync(path, 2, 2))).toEqual({
    ok: false,
    error: { code: 'file/changed', file: 'music.wav' },
  })
  expect(readdirSync(directory.file('.')).filter((name) => name.includes('.zip'))).toEqual(['whole.zip'])
})

it('one that is left alone is not', async () => {
  expect((await exportWhile('alone', () => undefined)).ok).toBe(true)
})
