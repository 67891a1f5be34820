import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isPublishing, markPublishing, removeExport, unmarkPublishing } from './checkpointFiles.ts'

/** Origin-private storage as a tree of folders; a file is `null`. */
type Tree = Map<string, Tree | null>

function folderOf(tree: Tree) {
  const missing = (): never => {
    throw new DOMException('none', 'NotFoundError')
  }
  return {
    async getDirectoryHandle(name: string, { create = false } = {}) {
      if (!tree.has(name) && create) tree.set(name, new Map())
      return folderOf(tree.get(name) ?? missing())
    },
    async getFileHandle(name: string, { create = false } = {}) {
      if (isFull && create) throw new DOMException('full', 'QuotaExceededError')
      if (!tree.has(name) && !create) missing()
      tree.set(name, null)
    },
    async removeEntry(name: string) {
      if (!tree.delete(name)) missing()
    },
  }
}

let isFull = false
beforeEach(() => {
  isFull = false
  const root: Tree = new Map()
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => folderOf(root) } })
})
afterEach(() => vi.unstubAllGlobals())

it('an export is known to have begun publishing until it is taken back, or all of it is removed', async () => {
  expect(await isPublishing('a')).toBe(false)
  await markPublishing('a')
  expect([await isPublishing('a'), await isPublishing('b')]).toEqual([true, false])
  await unmarkPublishing('a')
  expect(await isPublishing('a')).toBe(false)
  await unmarkPublishing('b')
  await markPublishing('a')
  await removeExport('a')
  expect(await isPublishing('a')).toBe(false)
})

it('is no reason to fail where there is no room to say it', async () => {
  isFull = true
  await markPublishing('a')
  expect(await isPublishing('a')).toBe(false)
})
