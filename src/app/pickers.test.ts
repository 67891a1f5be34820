import { afterEach, expect, test, vi } from 'vitest'
import type { AppError } from '../domain/errors.ts'
import { pickFiles } from './pickers.ts'

afterEach(() => vi.unstubAllGlobals())

const reference = (name: string, getFile: () => Promise<File>) => ({ kind: 'file', name, getFile }) as const

/** The files, and why others are not among them, when the user picks these. */
async function picked(...references: readonly ReturnType<typeof reference>[]) {
  vi.stubGlobal('showOpenFilePicker', () => Promise.resolve(references))
  const refused: AppError[] = []
  const files = await pickFiles((error) => refused.push(error))
  return { names: files.map(({ file }) => file.name), refused }
}

test('a file that is gone when it is picked is named, and the others are there', async () => {
  const there = reference('DX.wav', () => Promise.resolve(new File(['x'], 'DX.wav')))
  const gone = reference('FX.wav', () =>
    Promise.reject(new DOMException('A requested file could not be found.', 'NotFoundError')),
  )
  const locked = reference('MX.wav', () => Promise.reject(new DOMException('Not now.', 'NotAllowedError')))
  expect(await picked(gone, there, locked)).toEqual({
    names: ['DX.wav'],
    refused: [
      { code: 'file/unreadable', file: 'FX.wav', detail: 'it is no longer where it was' },
      { code: 'file/unreadable', file: 'MX.wav', detail: 'Not now' },
    ],
  })
})

test('what is no refusal of the browser is thrown on', async () => {
  const broken = reference('DX.wav', () => Promise.reject(new TypeError('a bug')))
  await expect(picked(broken)).rejects.toThrow('a bug')
})

test('a picker that is closed gives nothing', async () => {
  vi.stubGlobal('showOpenFilePicker', () => Promise.reject(new DOMException('closed', 'AbortError')))
  expect(await pickFiles(() => expect.unreachable())).toEqual([])
})
