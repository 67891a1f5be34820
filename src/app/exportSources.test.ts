import { expect, it } from 'vitest'
import type { GuideMedia } from '../domain/checks.ts'
import type { QueuedExport } from '../domain/exportQueue.ts'
import type { FileLike, ImportPort, LibraryPort } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import { fileNamed, infoNamed } from '../testing/appRig.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { findExportSources } from './exportSources.ts'

const session = sessionFixture([{ stem: 'music' }])
const guide: GuideMedia = { id: 'guide', info: infoNamed('guide.wav'), at: 0 }
const queued: QueuedExport = {
  id: 'x',
  addedAt: 0,
  session,
  order: { name: 'reel', format: 'wav24', checks: { guide } },
  destination: { kind: 'downloads' },
  where: 'Downloads',
}

/** `there`: what the browser still has references to. */
async function found(there: readonly MediaId[], known: ReadonlyMap<MediaId, FileLike> = new Map()) {
  const library: Pick<LibraryPort, 'locate' | 'requestAccess'> = {
    locate: async (media) =>
      new Map(
        Object.keys(media).map((id) => [
          id,
          there.includes(id)
            ? { state: { kind: 'ready', kept: 'reference' }, file: fileNamed(`found ${id}`) }
            : { state: { kind: 'missing', why: 'moved' }, file: null },
        ]),
      ),
    requestAccess: async () => new Set(),
  }
  const importer: Pick<ImportPort, 'conformed'> = { conformed: async () => null }
  const ports = { library: library as LibraryPort, importer: importer as ImportPort, files: new Map() }
  const result = await findExportSources(ports, queued, known)
  return result.ok ? [...result.value].map(([id, { name }]) => [id, name]) : result.error
}

it('finds the guide as it finds the files of the session', async () => {
  expect(await found(['1', 'guide'])).toEqual([
    ['1', 'found 1'],
    ['guide', 'found guide'],
  ])
  expect(await found(['1'], new Map([['guide', fileNamed('known')]]))).toEqual([
    ['1', 'found 1'],
    ['guide', 'known'],
  ])
})

it('names what is gone: a file of the session, or the guide', async () => {
  expect(await found(['guide'])).toEqual({ code: 'media/missing', file: '1.wav' })
  expect(await found(['1'])).toEqual({ code: 'guide/missing', file: 'guide.wav' })
})
