import { expect, it } from 'vitest'
import { folderOccupants, type OwnFile } from './folderOccupants.ts'

type Entry = { readonly kind: 'file' | 'directory'; readonly size?: number; readonly at?: string }

/** A handle as browsers hand it out; `at` is the place on the disk, by which entries are the same. */
function handle(name: string, { kind, size = 0, at = name }: Entry) {
  const made = {
    kind,
    name,
    at,
    getFile: async () => {
      if (size < 0) throw new DOMException('none', 'NotFoundError')
      return new File([new Uint8Array(size)], name)
    },
    isSameEntry: async (other: { at: string }) => other.at === at,
  }
  return made as unknown as FileSystemFileHandle
}

const WANTED = ['Reel_dx.wav', 'Reel_mx.wav', 'Reel_report.json']

async function found(
  entries: Readonly<Record<string, Entry>> | DOMException,
  own: readonly OwnFile[] = [],
): Promise<unknown> {
  const folder = {
    name: 'Stems',
    async *values() {
      if (entries instanceof DOMException) throw entries
      for (const [name, entry] of Object.entries(entries)) yield handle(name, entry)
    },
  }
  const result = await folderOccupants(
    folder as unknown as FileSystemDirectoryHandle,
    WANTED,
    async () => own,
  )
  if (!result.ok) return result.error
  return result.value.map(({ name, kind, bytes, isSource }) => [name, kind, bytes, isSource])
}

it('finds what has one of the names, in whatever case and composition, and nothing else', async () => {
  expect(
    await found({
      'REEL_DX.WAV': { kind: 'file', size: 3 },
      'Reel_fx.wav': { kind: 'file', size: 4 },
      'Reel_report.json': { kind: 'directory' },
    }),
  ).toEqual([
    ['REEL_DX.WAV', 'file', 3, false],
    ['Reel_report.json', 'folder', 0, false],
  ])
})

it('knows a file of the session by its reference, and not by its name where it has one', async () => {
  const reference = (at: string): OwnFile => ({
    fileName: 'as it was called.wav',
    bytes: 9,
    handle: handle('reel_dx.wav', { kind: 'file', at }),
  })
  const entries = { 'Reel_dx.wav': { kind: 'file', size: 9, at: 'disk/Reel_dx.wav' } } as const
  expect(await found(entries, [reference('disk/Reel_dx.wav')])).toEqual([['Reel_dx.wav', 'file', 9, true]])
  expect(await found(entries, [reference('backup/Reel_dx.wav')])).toEqual([['Reel_dx.wav', 'file', 9, false]])
})

it.each([
  ['of the same name and size is one', 'REEL_DX.wav', 9, true],
  ['of the same name and an unknown size may be one', 'Reel_dx.wav', undefined, true],
  ['of another size is none', 'Reel_dx.wav', 10, false],
  ['of another name is none', 'Reel_mx.wav', 9, false],
])('without a reference a file %s', async (_, fileName, bytes, isSource) => {
  const entries = { 'Reel_dx.wav': { kind: 'file', size: 9 } } as const
  expect(await found(entries, [{ fileName, bytes, handle: undefined }])).toEqual([
    ['Reel_dx.wav', 'file', 9, isSource],
  ])
})

it('leaves out what has gone since the folder was listed', async () => {
  const entries = {
    'Reel_dx.wav': { kind: 'file', size: -1 },
    'Reel_mx.wav': { kind: 'file', size: 1 },
  } as const
  expect(await found(entries)).toEqual([['Reel_mx.wav', 'file', 1, false]])
})

it('finds nothing in a folder that is gone, and names one that cannot be read', async () => {
  expect(await found(new DOMException('none', 'NotFoundError'))).toEqual([])
  expect(await found(new DOMException('Not now.', 'NotAllowedError'))).toEqual({
    code: 'file/unreadable',
    file: 'Stems',
    detail: 'Not now',
  })
})
