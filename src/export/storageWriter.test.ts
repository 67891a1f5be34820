import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { hashLanes } from '../kernel/hashLanes.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { storageWriter } from './storageWriter.ts'

/** One file of a storage, with the handle that a Worker has for it. */
let file: Uint8Array<ArrayBuffer> = new Uint8Array(0)

beforeEach(() => {
  file = new Uint8Array(0)
  const access = {
    getSize: () => file.length,
    truncate(size: number) {
      const cut = new Uint8Array(size)
      cut.set(file.subarray(0, size))
      file = cut
    },
    write(bytes: Uint8Array, { at }: { readonly at: number }) {
      if (at + bytes.length > file.length) access.truncate(at + bytes.length)
      file.set(bytes, at)
      return bytes.length
    },
    read(into: Uint8Array, { at }: { readonly at: number }) {
      const piece = file.subarray(at, at + into.length)
      into.set(piece)
      return piece.length
    },
    close: () => undefined,
  }
  const folder = {
    getDirectoryHandle: async () => folder,
    getFileHandle: async () => ({ createSyncAccessHandle: async () => access }),
  }
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => folder } })
})
afterEach(() => vi.unstubAllGlobals())

const HEAD = Uint8Array.of(1, 2, 3, 4)
const PATCHES = [{ offset: 0, bytes: Uint8Array.of(9, 8, 7, 6) }]
const body = Uint8Array.from({ length: 3000 }, (_, n) => n % 251)

async function open(from?: Parameters<typeof storageWriter>[3]) {
  const [hash] = hashLanes(kernelModule(), 1, 0)
  if (!hash) throw new Error('no hash')
  return storageWriter('id', 'Reel.flac', hash, from)
}

it('goes on with a file that was finished, its head put back', async () => {
  const first = await open()
  await first.write(HEAD.slice())
  await first.write(body.slice(0, 1000))
  const state = first.state()
  if (!state) throw new Error('no state')
  await first.write(body.slice(1000))
  const finished = await first.finish(PATCHES)
  const whole = file.slice()
  expect(whole.subarray(0, 4)).toEqual(PATCHES[0]?.bytes)
  await first.release()

  const next = await open({ ...state, head: HEAD })
  expect(file).toEqual(Uint8Array.of(...HEAD, ...body.subarray(0, 1000)))
  await next.write(body.slice(1000))
  expect(await next.finish(PATCHES)).toEqual(finished)
  expect(finished).toEqual({ ok: true, value: createHash('sha256').update(whole).digest('hex') })
  expect(file).toEqual(whole)
})

it('does not go on with what is not as it was written', async () => {
  const first = await open()
  await first.write(HEAD.slice())
  await first.write(body.slice(0, 1000))
  const state = first.state()
  file[500] = 255
  await expect(open({ bytes: 1004, hash: state?.hash ?? HEAD, head: HEAD })).rejects.toThrow(
    'no longer the same',
  )
})
