import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashLanes } from '../kernel/hashLanes.ts'
import { fakeFolder } from '../testing/fakeFolder.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { folderWriter } from './folderWriter.ts'

const TOTAL = 1_000_000
const PIECE = 50_000
const piece = (): Uint8Array<ArrayBuffer> => new Uint8Array(PIECE).fill(7)

function ownHash() {
  const [hash] = hashLanes(kernelModule(), 1, 0)
  if (!hash) throw new Error('no lane')
  return hash
}

const open = (handle: FileSystemDirectoryHandle, replaces: readonly string[] = []) =>
  folderWriter({ kind: 'folder', handle, folder: 'id', replaces }, 'mix.wav', ownHash())

async function openIn(folder: FileSystemDirectoryHandle) {
  const opened = await open(folder, ['mix.wav'])
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

/** Writes up to the first failure; what it was, and after how many bytes. */
async function writeAll(folder: FileSystemDirectoryHandle) {
  const writer = await openIn(folder)
  for (let done = 0; done < TOTAL; done += PIECE) {
    const written = await writer.write(piece())
    if (!written.ok) return { writer, done, error: written.error }
  }
  return { writer, done: TOTAL, error: null }
}

it('a whole file takes its place when it is published, and not before', async () => {
  const { handle, files } = fakeFolder()
  const { writer } = await writeAll(handle)
  expect(files.get('mix.wav')?.length).toBe(0)
  const sha256 = createHash('sha256').update(Buffer.alloc(TOTAL, 7)).digest('hex')
  expect(await writer.finish([])).toEqual({ ok: true, value: sha256 })
  expect((await writer.publish()).ok).toBe(true)
  expect(files.get('mix.wav')?.length).toBe(TOTAL)
})

describe.each([
  ['a disk that is full at 90 %', 'QuotaExceededError', { code: 'export/diskFull', file: 'mix.wav' }],
  [
    'permission that is withdrawn in the middle',
    'NotAllowedError',
    {
      code: 'export/write',
      file: 'mix.wav',
      detail: 'the browser is no longer allowed to write to the folder',
    },
  ],
  [
    'a folder that vanishes in the middle',
    'NotFoundError',
    { code: 'export/write', file: 'mix.wav', detail: 'its folder is no longer there' },
  ],
] as const)('%s', (_, fault, error) => {
  it('is told by name, and leaves no half of a file', async () => {
    const { handle, files, failAt } = fakeFolder()
    failAt(fault, ['write'], 0.9 * TOTAL)
    const outcome = await writeAll(handle)
    expect(outcome).toMatchObject({ done: 0.9 * TOTAL - PIECE, error })
    await outcome.writer.discard()
    expect([...files.keys()]).toEqual([])
  })

  it('leaves a file of an earlier export as it was', async () => {
    const { handle, files, failAt } = fakeFolder(new Map([['mix.wav', new Uint8Array([1, 2, 3])]]))
    failAt(fault, ['write'], 0.9 * TOTAL)
    const outcome = await writeAll(handle)
    await outcome.writer.discard()
    expect(files.get('mix.wav')).toEqual(new Uint8Array([1, 2, 3]))
  })

  it('at the very end is told as well', async () => {
    const { handle, failAt } = fakeFolder()
    const { writer } = await writeAll(handle)
    await writer.finish([])
    failAt(fault, ['close'])
    expect(await writer.publish()).toEqual({ ok: false, error })
  })
})

it.each(['NotAllowedError', 'NotFoundError'] as const)(
  'what cannot be taken away from a folder that is closed (%s) is no failure of its own',
  async (fault) => {
    const { handle, failAt } = fakeFolder()
    const { writer } = await writeAll(handle)
    failAt(fault, ['write', 'close', 'remove'])
    await expect(writer.discard()).resolves.toBeUndefined()
  },
)

it.each(['NotAllowedError', 'NotFoundError'] as const)(
  'a folder that cannot be opened at all (%s)',
  async (fault) => {
    const { handle, failAt } = fakeFolder()
    failAt(fault, ['createWritable'])
    expect(await open(handle)).toMatchObject({ ok: false, error: { code: 'export/write', file: 'mix.wav' } })
  },
)

describe('a file that is there already', () => {
  const there = (text: string) => fakeFolder(new Map([['mix.wav', new TextEncoder().encode(text)]]))

  it('and that nobody has said may be replaced is named, and left as it was', async () => {
    const { handle, files } = there('last week’s')
    expect(await open(handle, ['other.wav'])).toEqual({
      ok: false,
      error: { code: 'export/exists', folder: 'Deliveries', files: ['mix.wav'] },
    })
    expect(String(Buffer.from(files.get('mix.wav') ?? []))).toBe('last week’s')
  })

  it('is replaced where that was said, in whatever case', async () => {
    expect((await open(there('last week’s').handle, ['MIX.WAV'])).ok).toBe(true)
  })

  it('is written to where it holds nothing: a page that ended may have left it', async () => {
    expect((await open(there('').handle)).ok).toBe(true)
  })
})
