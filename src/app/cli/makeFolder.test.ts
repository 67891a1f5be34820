import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../testing/referenceTools.ts'
import { makeFolder, removeEmpty } from './makeFolder.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

test('makes what is missing, tells what it made, and takes it away again', async () => {
  const root = directory.file('made')
  mkdirSync(root)
  mkdirSync(join(root, 'a'))
  const made = await makeFolder(join(root, 'a', 'b', 'c'))
  expect(made).toEqual([join(root, 'a', 'b'), join(root, 'a', 'b', 'c')])
  await removeEmpty(made)
  expect(existsSync(join(root, 'a', 'b'))).toBe(false)
  expect(existsSync(join(root, 'a'))).toBe(true)
})

test('leaves a folder that somebody put something in', async () => {
  const root = directory.file('kept')
  mkdirSync(root)
  const made = await makeFolder(join(root, 'b', 'c'))
  writeFileSync(join(root, 'b', 'kept'), '')
  await removeEmpty(made)
  expect(existsSync(join(root, 'b', 'c'))).toBe(false)
  expect(existsSync(join(root, 'b', 'kept'))).toBe(true)
})

test('rejects below a file, and leaves nothing', async () => {
  const root = directory.file('refused')
  mkdirSync(root)
  writeFileSync(join(root, 'file'), '')
  await expect(makeFolder(join(root, 'file', 'x', 'y'))).rejects.toThrow()
})

test.runIf(existsSync('/proc/self'))('rejects where nothing can be made, and does not hang', async () => {
  await expect(makeFolder('/proc/dubstage/x')).rejects.toThrow()
})
