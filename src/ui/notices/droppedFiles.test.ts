import { describe, expect, it } from 'vitest'
import { errorText } from '../../domain/errors.ts'
import { DEPTH_LIMIT, type DropNode, FILE_LIMIT, gather, leftOutText } from './droppedFiles.ts'

const file = (name: string): DropNode => ({
  kind: 'file',
  name,
  pick: async () => ({ file: new File(['x'], name), reference: null }),
})
const folder = (name: string, ...children: readonly DropNode[]): DropNode => ({
  kind: 'folder',
  name,
  children: async () => children,
})
const broken = (name: string, cause: Error = new DOMException('gone', 'NotFoundError')): DropNode => ({
  kind: 'file',
  name,
  pick: () => Promise.reject(cause),
})
const names = async (...nodes: readonly DropNode[]) => {
  const { files, leftOut } = await gather(nodes)
  return { files: files.map((picked) => picked.file.name), says: leftOutText(leftOut) }
}

describe('what is dropped', () => {
  it('is taken with all its folders, by name', async () => {
    const reel = folder('reel', file('DX_10.wav'), folder('FX', file('FX_1.wav')), file('DX_2.wav'))
    expect(await names(file('MX.wav'), reel)).toEqual({
      files: ['MX.wav', 'DX_2.wav', 'DX_10.wav', 'FX_1.wav'],
      says: undefined,
    })
  })

  it('is known by the folder that it was in, also where two are called alike', async () => {
    const reel = () => folder('reel', file('DX.L.wav'), folder('5.1', file('DX.R.wav')))
    const { files } = await gather([file('MX.wav'), reel(), reel()])
    const [loose, ...found] = files.map((picked) => picked.folder)
    expect(loose).toBeUndefined()
    expect(found.every((path) => path !== undefined)).toBe(true)
    expect(new Set(found).size).toBe(4)
  })

  it('is taken without what is hidden in a folder, and that is said', async () => {
    const reel = folder(
      'reel',
      file('.DS_Store'),
      file('._DX.wav'),
      file('DX.wav'),
      folder('.git', file('a')),
    )
    expect(await names(reel)).toEqual({
      files: ['DX.wav'],
      says: 'Left out of what was dropped: 3 hidden files or folders.',
    })
    expect((await names(file('.hidden.wav'))).files).toEqual(['.hidden.wav'])
  })

  it('is walked so far and no further', async () => {
    let nest = folder('deepest', file('too deep.wav'))
    for (let depth = 1; depth <= DEPTH_LIMIT; depth++) nest = folder(`${depth}`, file(`${depth}.wav`), nest)
    const { files, says } = await names(nest)
    expect(files).toHaveLength(DEPTH_LIMIT)
    expect(files).not.toContain('too deep.wav')
    expect(says).toBe('Left out of what was dropped: 1 folder more than 8 levels down.')
  })

  it('is at most so many files', async () => {
    const many = Array.from({ length: FILE_LIMIT + 5 }, (_, n) => file(`${n}.wav`))
    const { files, says } = await names(folder('many', ...many))
    expect(files).toHaveLength(FILE_LIMIT)
    expect(says).toBe('Left out of what was dropped: 5 files beyond the first 2000.')
  })

  it('goes on past what cannot be opened, and names it with the reason', async () => {
    const locked: DropNode = {
      kind: 'folder',
      name: 'locked',
      children: () => Promise.reject(new DOMException('no', 'NotReadableError')),
    }
    const { files, leftOut, refused } = await gather([
      folder('reel', broken('a.wav'), file('b.wav'), locked),
      broken('c.wav'),
    ])
    expect(files.map((picked) => picked.file.name)).toEqual(['b.wav'])
    expect(refused.map(errorText)).toEqual([
      '“a.wav” could not be read: it is no longer where it was. Check that it is still there and can be opened, then add it again.',
      '“locked” could not be read: it was moved, changed or locked since it was added. Check that it is still there and can be opened, then add it again.',
      '“c.wav” could not be read: it is no longer where it was. Check that it is still there and can be opened, then add it again.',
    ])
    expect(leftOutText(leftOut)).toBeUndefined()
  })

  it('lets a bug be seen', async () => {
    await expect(gather([broken('a.wav', new TypeError('a bug'))])).rejects.toThrow('a bug')
  })
})
