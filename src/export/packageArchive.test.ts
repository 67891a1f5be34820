import { afterEach, expect, it, vi } from 'vitest'
import { writeArchive } from './packageArchive.ts'

afterEach(() => vi.unstubAllGlobals())

const FILES = [new File(['one'], 'Reel_composite.wav'), new File(['other'], 'Reel_me.wav')]

/** Writes both files into an archive that takes no more than so many bytes; what came of it, and what was removed. */
async function archive(room: number, signal = new AbortController().signal) {
  const removed: string[] = []
  const folder = {
    getDirectoryHandle: async () => folder,
    removeEntry: async (name: string) => void removed.push(name),
  }
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => folder } })
  const handle = {
    getFile: async () => new File([], 'Reel.zip'),
    createWritable: async () => ({
      async write({ position, data }: { position: number; data: Uint8Array }) {
        if (position + data.length > room) throw new DOMException('full', 'QuotaExceededError')
      },
      close: async () => undefined,
      abort: async () => undefined,
    }),
    remove: async () => void removed.push('Reel.zip'),
  } as unknown as FileSystemFileHandle
  const target = { kind: 'zip', folder: 'id', archive: { kind: 'file', handle }, name: 'Reel.zip' } as const
  return { result: await writeArchive(target, FILES, signal), removed }
}

it('an archive that finds no room leaves the files that it is made of, and the file that was picked for it', async () => {
  const { result, removed } = await archive(50)
  expect(result).toEqual({ ok: false, error: { code: 'export/diskFull', file: 'Reel.zip' } })
  expect(removed).toEqual([])
})

it('they are for the export to remove, when it is done or called off', async () => {
  const { result, removed } = await archive(1000)
  expect([result.ok, removed]).toEqual([true, []])
  const off = await archive(1000, AbortSignal.abort())
  expect(off.result).toEqual({ ok: false, error: { code: 'cancelled' } })
  expect(off.removed).toEqual(['Reel.zip'])
})
