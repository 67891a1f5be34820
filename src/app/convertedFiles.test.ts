import { describe, expect, it } from 'vitest'
import type { ConformSource, MediaInfo } from '../domain/media.ts'
import type { FileLike, LibraryPort, PackageOrder } from '../domain/ports.ts'
import { samples } from '../domain/units.ts'
import { ok } from '../lib/result.ts'
import { appRig, fileNamed, infoNamed, picked } from '../testing/appRig.ts'

/** What is in a file: `MX.flac`, also where it is called `MX_renamed.flac`. */
const content = (fileName: string): string => fileName.replace('_renamed', '')

const source = (fileName: string): ConformSource => ({
  fileName,
  format: 'flac',
  bytes: 1000,
  codec: 'FLAC',
  sampleRate: 48_000,
  channels: 1,
  length: samples(48_000),
  fingerprint: content(fileName),
  warnings: [],
})
const conformed = (name: string): MediaInfo =>
  infoNamed(name, {
    format: 'flac',
    fingerprint: content(name),
    conform: { codec: 'FLAC', sampleRate: 48_000, length: samples(48_000) },
  })

/** A browser that keeps copies: of the sound of converted files by itself, of files when they are collected. */
function browser() {
  const sounds = new Set<string>()
  /** Those that sound was kept by, as it was made. */
  const dates: (number | undefined)[] = []
  let date = 1
  let longer = 0
  const copies = new Map<string, FileLike>()
  const orders: PackageOrder[] = []
  const library: Partial<LibraryPort> = {
    locate: async (media) =>
      new Map(
        Object.entries(media).map(([id, { fileName }]) => {
          const file = copies.get(fileName) ?? null
          return [
            id,
            { state: file ? { kind: 'ready', kept: 'copy' } : { kind: 'missing', why: 'notKept' }, file },
          ]
        }),
      ),
    collect: async (_id, info, file) => {
      expect(file.size, 'the file itself, not its sound').toBe(info.bytes)
      copies.set(info.fileName, file)
      return ok(file)
    },
    space: async () => ({ usedBytes: 0, freeBytes: 1e9 }),
  }
  const rig = appRig({
    library,
    importer: {
      probe: async ({ name }) =>
        name.endsWith('.flac')
          ? ok({ kind: 'conform', source: { ...source(name), modified: date } })
          : ok({ kind: 'inPlace', info: infoNamed(name) }),
      conform: async (_file, { fileName, modified }) => {
        sounds.add(fileName)
        dates.push(modified)
        const info = conformed(fileName)
        const pcm = { ...info.pcm, length: samples(info.pcm.length + longer) }
        return ok({ info: { ...info, pcm, ...(modified && { modified }) }, file: fileNamed('sound', 77) })
      },
      conformed: async ({ fileName }) => (sounds.has(fileName) ? fileNamed('sound', 77) : null),
    },
    packager: {
      pack: async (order) => {
        orders.push(order)
        return ok(null)
      },
    },
  })
  const state = (name: string) => {
    const { session } = rig.document.getState()
    const [id = ''] = Object.entries(session.media).find(([, { fileName }]) => fileName === name) ?? []
    return { id, ...rig.workspace.getState().mediaStates.get(id) }
  }
  /** The page is opened again, with the same session. */
  const visit = async (): Promise<void> => {
    await rig.flush()
    const [id = ''] = rig.stored.keys()
    await rig.actions.closeSession()
    await rig.actions.openSession(id)
  }
  /** What the originals are from now on: of another date, or made into sound of another length. */
  const change = (to: { readonly date?: number; readonly longer?: number }): void => {
    date = to.date ?? date
    longer = to.longer ?? longer
  }
  return { ...rig, sounds, dates, change, copies, orders, state, visit }
}

describe('a converted file', () => {
  it('is collected as it was given, too, and found whole on another visit', async () => {
    const { actions, copies, state, visit, orders, workspace } = browser()
    await actions.importFiles([picked('DX.wav'), picked('MX.flac')])
    expect(state('MX.flac')).toMatchObject({ kept: 'copy', original: 'page' })
    await actions.collect('all')
    expect([...copies.keys()].sort()).toEqual(['DX.wav', 'MX.flac'])
    expect(state('MX.flac')).toMatchObject({ kept: 'copy', original: 'copy' })
    await visit()
    expect(state('MX.flac')).toMatchObject({ kind: 'ready', kept: 'copy', original: 'copy' })
    await actions.savePackage()
    expect(workspace.getState().packing).toBeNull()
    expect(orders.map(({ originals }) => originals.size)).toEqual([1])
  })

  it('is packed whole by its sound alone, and nothing is asked', async () => {
    const { actions, state, visit, orders, workspace } = browser()
    await actions.importFiles([picked('MX.flac')])
    await visit()
    expect(state('MX.flac')).toMatchObject({ kind: 'ready', kept: 'copy', original: 'none' })
    await actions.savePackage()
    expect(workspace.getState().packing).toBeNull()
    expect(orders.map(({ files, originals, leftOut }) => [files.size, originals.size, leftOut.size])).toEqual(
      [[1, 0, 0]],
    )
    expect([...(orders[0]?.files.values() ?? [])][0]?.size).toBe(77)
  })

  it.each(['adding it again', 'choosing it in Files'])('takes its original back by %s', async (how) => {
    const { actions, state, visit, tracks, texts, document } = browser()
    await actions.importFiles([picked('MX.flac')])
    await visit()
    const steps = document.getState().past.length
    const { id } = state('MX.flac')
    if (how === 'adding it again') await actions.importFiles([picked('MX.flac')])
    else await actions.relink(id, picked('MX.flac'))
    expect(state('MX.flac')).toMatchObject({ kind: 'ready', kept: 'copy', original: 'page' })
    expect(tracks()).toHaveLength(1)
    expect(texts().at(-1)).toBe('The original of “MX.flac” is at hand again.')
    expect(document.getState().past.length, 'nothing to be undone: the session is as it was').toBe(steps)
    await actions.importFiles([picked('MX.flac')])
    expect(tracks(), 'a second time is meant').toHaveLength(2)
  })

  it.each(['with its sound', 'without'])(
    'that was renamed is converted again, %s that was kept under its old name',
    async (how) => {
      const { actions, sounds, state, visit, texts, document } = browser()
      await actions.importFiles([picked('MX.flac')])
      if (how === 'without') sounds.clear()
      await visit()
      await actions.relink(state('MX.flac').id, picked('MX_renamed.flac'))
      expect([...sounds]).toContain('MX_renamed.flac')
      expect(state('MX_renamed.flac')).toMatchObject({ kind: 'ready', kept: 'copy', original: 'page' })
      expect(texts().join(), 'nothing went wrong').not.toContain('could not')
      await visit()
      expect(state('MX_renamed.flac'), 'found under its new name').toMatchObject({
        kind: 'ready',
        kept: 'copy',
      })
      expect(Object.keys(document.getState().session.media)).toHaveLength(1)
    },
  )

  it('whose original has another name on disk keeps its sound under the name that it has in the session', async () => {
    const { actions, sounds, state, visit, copies } = browser()
    await actions.importFiles([picked('MX.flac')])
    // As a file that was dropped with another of its name.
    copies.set('MX.flac', fileNamed('MX_renamed.flac'))
    sounds.clear()
    await visit()
    expect(state('MX.flac')).toMatchObject({ kind: 'ready', kept: 'copy' })
    expect([...sounds]).toEqual(['MX.flac'])
  })

  it('whose sound is made again is kept by the date that the session has, whatever date its original has now', async () => {
    const { actions, sounds, dates, change, visit, copies } = browser()
    await actions.importFiles([picked('MX.flac')])
    copies.set('MX.flac', fileNamed('MX.flac'))
    sounds.clear()
    change({ date: 5 })
    await visit()
    expect(dates).toEqual([1, 1])
  })

  it('whose sound comes out longer or shorter than the session has it is not mixed, and that is said', async () => {
    const { actions, sounds, change, state, visit, copies, workspace } = browser()
    await actions.importFiles([picked('MX.flac')])
    copies.set('MX.flac', fileNamed('MX.flac'))
    sounds.clear()
    change({ longer: 1 })
    await visit()
    expect(state('MX.flac')).toMatchObject({ kind: 'missing', why: 'notConverted' })
    expect(workspace.getState().notices.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(
        /^“MX\.flac” is not the file that the session knows as “MX\.flac”: it has \d+ samples/,
      ),
    )
  })
})
