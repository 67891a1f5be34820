import { describe, expect, it } from 'vitest'
import { SEARCH_LIMITS, searchFolder } from './folderSearch.ts'

type Tree = { readonly [name: string]: Tree | number | DOMException }

/** A folder as browsers hand it out; a number is a file of that size, an exception what reading the entry throws. */
function folder(name: string, tree: Tree | DOMException): FileSystemDirectoryHandle {
  const handle = {
    kind: 'directory',
    name,
    async *values() {
      if (tree instanceof DOMException) throw tree
      for (const [entry, what] of Object.entries(tree)) {
        if (typeof what === 'object' && !(entry.endsWith('.wav') && what instanceof DOMException))
          yield folder(entry, what)
        else yield file(entry, what as number | DOMException)
      }
    },
  }
  return handle as unknown as FileSystemDirectoryHandle
}

const file = (name: string, what: number | DOMException) => ({
  kind: 'file',
  name,
  getFile: async () => {
    if (what instanceof DOMException) throw what
    return new File([new Uint8Array(what)], name)
  },
})

const going = new AbortController().signal
const search = (tree: Tree, names: readonly string[], limits?: { depth: number; entries: number }) =>
  searchFolder(folder('Reel 1', tree), { names: new Set(names), sizes: new Set() }, going, {
    ...SEARCH_LIMITS,
    ...limits,
  })
const searchSizes = (tree: Tree, sizes: readonly number[], ofASize: number = SEARCH_LIMITS.ofASize) =>
  searchFolder(folder('Reel 1', tree), { names: new Set(['x.wav']), sizes: new Set(sizes) }, going, {
    ...SEARCH_LIMITS,
    ofASize,
  })

describe('searchFolder', () => {
  it('finds every file of a name, however deep and however written', async () => {
    const tree = {
      'été.wav': 1,
      audio: { 'E\u0301TE\u0301.WAV': 2, other: { 'x.wav': 3, 'été.wav': 4 } },
      'été.wav.bak': 5,
    }
    const found = await search(tree, ['été.wav'])
    expect(found.ok && found.value.map(({ file }) => file.size)).toEqual([1, 2, 4])
  })

  it('takes names as text: none leads out of the folder', async () => {
    expect(await search({ 'a.wav': 1 }, ['../a.wav', './a.wav', '/a.wav', ''])).toEqual({
      ok: true,
      value: [],
    })
  })

  it('reads up to its limits and says when there is more', async () => {
    const tree = { a: { b: { 'x.wav': 1 } }, c: {} }
    expect(await search(tree, ['x.wav'], { depth: 2, entries: 4 })).toMatchObject({ ok: true, value: [{}] })
    expect(await search(tree, ['x.wav'], { depth: 1, entries: 4 })).toEqual({
      ok: false,
      error: { code: 'folder/tooBig', folder: 'Reel 1', detail: 'it has folders more than 1 deep' },
    })
    expect(await search(tree, ['x.wav'], { depth: 2, entries: 3 })).toEqual({
      ok: false,
      error: { code: 'folder/tooBig', folder: 'Reel 1', detail: 'it holds more than 3 files and folders' },
    })
  })

  it('says which folder or file may not be read', async () => {
    const refused = new DOMException('no', 'NotAllowedError')
    expect(await search({ a: { locked: refused } }, ['x.wav'])).toEqual({
      ok: false,
      error: { code: 'media/refused', file: 'locked' },
    })
    expect(await search({ 'x.wav': refused }, ['x.wav'])).toMatchObject({ error: { file: 'x.wav' } })
  })

  it('takes a file that goes meanwhile for one that is not there', async () => {
    const tree = { 'x.wav': new DOMException('gone', 'NotFoundError'), a: { 'x.wav': 7 } }
    expect(await search(tree, ['x.wav'])).toMatchObject({ ok: true, value: [{ file: { size: 7 } }] })
  })

  it('finds files of a size, whatever they are called, and of a name, whatever their size', async () => {
    const tree = { 'a.wav': 5, b: { 'c.wav': 6, 'd.wav': 5, 'x.wav': 1 }, 'y.wav': 7 }
    const found = await searchSizes(tree, [5, 7])
    expect(found.ok && found.value.map(({ file }) => file.name).sort()).toEqual([
      'a.wav',
      'd.wav',
      'x.wav',
      'y.wav',
    ])
  })

  it('says when more files are of a size than are worth reading', async () => {
    const tree = { 'a.wav': 5, b: { 'c.wav': 5, 'd.wav': 5, 'e.wav': 6 } }
    expect(await searchSizes(tree, [5], 3)).toMatchObject({ ok: true, value: [{}, {}, {}] })
    expect(await searchSizes(tree, [5], 2)).toEqual({
      ok: false,
      error: {
        code: 'folder/tooBig',
        folder: 'Reel 1',
        detail: 'it holds more than 2 files as large as the missing ones',
      },
    })
  })

  it('asks for the size of no file when names are all that is looked for', async () => {
    const refused = new DOMException('no', 'NotAllowedError')
    expect(await search({ 'locked.wav': refused, 'x.wav': 1 }, ['x.wav'])).toMatchObject({
      ok: true,
      value: [{}],
    })
  })

  it('stops when told', async () => {
    const result = await searchFolder(
      folder('Reel 1', { 'x.wav': 1 }),
      { names: new Set(['x.wav']), sizes: new Set() },
      AbortSignal.abort(),
    )
    expect(result).toEqual({ ok: false, error: { code: 'cancelled' } })
  })
})
