import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { kernelModule } from '../../testing/kernelModule.ts'
import { KERNEL_PATH, stemArguments } from '../../testing/packageRun.ts'
import { temporaryDirectory } from '../../testing/referenceTools.ts'
import { parseArguments } from './arguments.ts'
import { bounce } from './bounce.ts'
import { ProgressPrinter } from './progressPrinter.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const stems = stemArguments(directory.file, ['dialogue', 'music'], 96_000)
const path = directory.file('music.wav')

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
  const signal = new AbortController().signal
  const result = await bounce(parsed.value, { kernelPath: KERNEL_PATH, version: 'test', signal, printer })
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

it('one that is left alone is not', async () => {
  expect((await exportWhile('alone', () => undefined)).ok).toBe(true)
})
