import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FolderSearch, ImportPort, LibraryPort } from '../domain/ports.ts'
import { fileNameKey } from '../domain/relink.ts'
import { ok } from '../lib/result.ts'
import { appRig, fileNamed, infoNamed } from '../testing/appRig.ts'

/** A file of a disk: what is in it stands for its fingerprint; none is no sound. */
type OnDisk = { readonly name: string; readonly size: number; readonly content?: string }

beforeEach(() => {
  vi.stubGlobal('showDirectoryPicker', async () => ({ kind: 'directory', name: 'Reel 1' }))
})
afterEach(() => vi.unstubAllGlobals())

/** A session of `names` whose files are all missing, and a folder in which they are looked for. */
async function missing(
  names: readonly string[],
  folder: readonly OnDisk[],
  change: Partial<LibraryPort> = {},
) {
  const disk = new Map<string, OnDisk>()
  const asked: FolderSearch[] = []
  const probed: string[] = []
  const library: Partial<LibraryPort> = {
    filesIn: async (_folder, wanted) => {
      asked.push(wanted)
      const keys = new Set([...wanted.names].map(fileNameKey))
      const found = folder.filter(({ name, size }) => keys.has(fileNameKey(name)) || wanted.sizes.has(size))
      return ok(found.map(({ name, size }) => ({ file: fileNamed(name, size), reference: null })))
    },
    ...change,
  }
  const importer: Partial<ImportPort> = {
    probe: async ({ name, size }) => {
      probed.push(name)
      const file = disk.get(name)
      if (file && !file.content)
        return { ok: false, error: { code: 'format/unknown', file: name, looksLike: 'plain text' } }
      const info = infoNamed(name, { bytes: size, fingerprint: file?.content ?? name })
      return ok({ kind: 'inPlace', info })
    },
  }
  const rig = appRig({ library, importer })
  await rig.actions.importFiles(names.map((name) => ({ file: fileNamed(name), reference: null })))
  await rig.flush()
  const [id = ''] = rig.stored.keys()
  await rig.actions.closeSession()
  await rig.actions.openSession(id)
  for (const file of folder) disk.set(file.name, file)
  probed.length = 0
  asked.length = 0
  await rig.actions.relinkFolder()
  const media = () => Object.values(rig.document.getState().session.media).map(({ fileName }) => fileName)
  return { ...rig, asked, probed, media }
}

it('finds in a folder by its size and content what was renamed, and reads no file of another size', async () => {
  const { asked, probed, media, texts } = await missing(
    ['DX.wav', 'MX.wav'],
    [
      { name: 'DX.wav', size: 1000, content: 'DX.wav' },
      { name: 'MX_final.wav', size: 1000, content: 'MX.wav' },
      { name: 'other.wav', size: 1000, content: 'other' },
      { name: 'long.wav', size: 1001, content: 'MX.wav' },
      { name: 'notes.txt', size: 1000 },
    ],
  )
  expect(media()).toEqual(['DX.wav', 'MX_final.wav'])
  expect(probed).toEqual(['DX.wav', 'MX_final.wav', 'other.wav', 'notes.txt'])
  expect(asked.map(({ sizes }) => [...sizes])).toEqual([[], [1000]])
  expect(texts().at(-1), 'and nothing is said of notes.txt').toBe('2 files were found again.')
})

it('finds those that the browser was not allowed to read', async () => {
  const away: Partial<LibraryPort> = {
    locate: async (media) =>
      new Map(Object.keys(media).map((id) => [id, { state: { kind: 'permission' }, file: null }])),
  }
  const disk = [
    { name: 'DX.wav', size: 1000, content: 'DX.wav' },
    { name: 'MX_final.wav', size: 1000, content: 'MX.wav' },
  ]
  const { media, texts, workspace } = await missing(['DX.wav', 'MX.wav'], disk, away)
  expect(media()).toEqual(['DX.wav', 'MX_final.wav'])
  expect(texts().at(-1)).toBe('2 files were found again.')
  expect([...workspace.getState().mediaStates.values()].map(({ kind }) => kind)).toEqual(['ready', 'ready'])
})

it('asks for no size where all is found by name', async () => {
  const { asked, texts } = await missing(['DX.wav'], [{ name: 'dx.WAV', size: 1000, content: 'DX.wav' }])
  expect(asked).toHaveLength(1)
  expect(texts().at(-1)).toBe('1 file was found again.')
})

it('finds the renamed original where another file has taken its name', async () => {
  const { media } = await missing(
    ['DX.wav'],
    [
      { name: 'DX.wav', size: 2000, content: 'the next version' },
      { name: 'DX_old.wav', size: 1000, content: 'DX.wav' },
    ],
  )
  expect(media()).toEqual(['DX_old.wav'])
})

it('says what is not there, and what may be either of two', async () => {
  const { media, texts } = await missing(
    ['DX.wav', 'MX.wav'],
    [
      { name: 'a.wav', size: 1000, content: 'MX.wav' },
      { name: 'b.wav', size: 1000, content: 'MX.wav' },
    ],
  )
  expect(media()).toEqual(['DX.wav', 'MX.wav'])
  expect(texts().slice(-2)).toEqual([
    'Not found there: “DX.wav”.',
    'Several files there may be “MX.wav”: relink it by choosing one.',
  ])
})
