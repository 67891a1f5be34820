import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PackageOrder } from '../domain/ports.ts'
import { err, ok } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { readPackage } from '../media/package/readPackage.ts'
import { appRig, fileNamed, gate, infoNamed, pause, picked } from '../testing/appRig.ts'
import { READERS, smallPackage } from '../testing/packageFixture.ts'

afterEach(() => vi.unstubAllGlobals())

const ROOM = { space: async () => ({ usedBytes: 0, freeBytes: 1e9 }) }

describe('saving a package', () => {
  it('packs what is mixed of every file, and the original where that is a copy', async () => {
    const orders: PackageOrder[] = []
    const conformed = { codec: 'AAC', sampleRate: 44_100, length: 10 as never }
    const { actions, files, texts } = appRig({
      library: ROOM,
      importer: {
        probe: async ({ name }) =>
          name === 'MX.m4a'
            ? ok({
                kind: 'conform',
                source: {
                  ...{ fileName: name, format: 'mp4', bytes: 1000, codec: 'AAC', sampleRate: 44_100 },
                  ...{ channels: 1, fingerprint: name, warnings: [] },
                },
              })
            : ok({ kind: 'inPlace', info: infoNamed(name) }),
        conform: async ({ name }) =>
          ok({ info: infoNamed(name, { conform: conformed }), file: fileNamed('copy', 77) }),
      },
      packager: {
        pack: async (order) => {
          orders.push(order)
          return ok(null)
        },
      },
    })
    await actions.importFiles([picked('DX.wav'), picked('MX.m4a')])
    await actions.savePackage()
    const [order] = orders
    expect([...files.values()].map(({ size }) => size).sort()).toEqual([1000, 77])
    expect([...(order?.files.values() ?? [])].map(({ name }) => name)).toEqual(['DX.wav', 'copy'])
    expect([...(order?.originals.values() ?? [])].map(({ name }) => name)).toEqual(['MX.m4a'])
    expect(order?.destination).toEqual({ kind: 'download' })
    expect(order?.name).toMatch(/^Untitled_session_\d{8}-\d{4}\.dubstage\.zip$/)
    expect(texts().at(-1)).toBe(`“${order?.name}” holds the session and 2 files of media.`)
  })

  it('asks before it leaves out what is not at hand', async () => {
    const orders: PackageOrder[] = []
    const { actions, workspace, files, texts } = appRig({
      library: ROOM,
      packager: {
        pack: async (order) => {
          orders.push(order)
          return ok(null)
        },
      },
    })
    await actions.importFiles([picked('DX.wav'), picked('FX.wav')])
    const [gone = ''] = [...files].find(([, { name }]) => name === 'FX.wav') ?? []
    files.delete(gone)
    await actions.savePackage()
    expect(workspace.getState().packing).toEqual({ phase: 'asking', missing: ['FX.wav'] })
    actions.cancelPackage()
    expect(workspace.getState().packing).toBeNull()
    await actions.packWithout()
    expect(orders, 'a question that was answered is not open any more').toEqual([])

    await actions.savePackage()
    await actions.packWithout()
    expect(orders.map(({ leftOut }) => [...leftOut])).toEqual([[gone]])
    expect(texts().at(-1)).toMatch(/1 file of media, without 1\.$/)
    expect(workspace.getState().packing).toBeNull()
  })

  it('shows how far it is, and is cancelled by the user or with its session', async () => {
    for (const how of ['cancel', 'close'] as const) {
      const door = gate()
      const { actions, workspace, texts } = appRig({
        library: ROOM,
        packager: {
          pack: async (_order, onProgress, signal) => {
            onProgress(500)
            await door.passed
            return signal.aborted ? err({ code: 'cancelled' }) : ok(null)
          },
        },
      })
      await actions.importFiles([picked('DX.wav')])
      const saving = actions.savePackage()
      await pause(5)
      expect(workspace.getState().packing).toMatchObject({ phase: 'running', bytes: 1000, bytesDone: 500 })
      if (how === 'cancel') actions.cancelPackage()
      else await actions.closeSession()
      door.open()
      await saving
      expect(workspace.getState().packing).toBeNull()
      expect(texts()).toEqual([])
    }
  })

  it('is given up with its session, also while it is asked about or looked for, and leaves no file', async () => {
    for (const when of ['looking', 'asking', 'space'] as const) {
      for (const how of ['cancel', 'close'] as const) {
        const door = gate()
        const removed = vi.fn(async () => undefined)
        const handle = { name: 'a.zip', getFile: async () => new File([], 'a.zip'), remove: removed }
        vi.stubGlobal('showSaveFilePicker', when === 'space' ? undefined : async () => handle)
        const pack = vi.fn(async () => ok(null))
        const { actions, workspace, files, texts } = appRig({
          library: {
            space: async () => {
              await door.passed
              return { usedBytes: 0, freeBytes: 1e9 }
            },
            locate: async () => {
              if (when === 'looking') await door.passed
              return new Map()
            },
          },
          packager: { pack },
        })
        await actions.importFiles([picked('DX.wav')])
        if (when !== 'space') files.clear()
        const saving = actions.savePackage()
        await pause(5)
        expect(workspace.getState().packing?.phase).toBe(when === 'asking' ? 'asking' : 'looking')
        if (how === 'cancel') await actions.cancelPackage()
        else await actions.closeSession()
        door.open()
        await saving
        await pause()
        expect(workspace.getState().packing).toBeNull()
        await actions.packWithout()
        expect(pack).not.toHaveBeenCalled()
        expect(removed).toHaveBeenCalledTimes(when === 'space' ? 0 : 1)
        expect(texts()).toEqual([])
      }
    }
  })

  it('does not begin what there is no room for, and offers the document', async () => {
    const { actions, workspace, texts } = appRig()
    await actions.importFiles([picked('DX.wav')])
    await actions.savePackage()
    expect(texts()).toEqual([expect.stringMatching(/Untitled_session_[\d-]+\.dubstage\.zip/)])
    expect(workspace.getState().notices.at(-1)?.offer).toBe('document')
  })
})

describe('opening a package', () => {
  it('says why it cannot be, and leaves what is open as it is', async () => {
    const { actions, texts, tracks } = appRig()
    await actions.importFiles([picked('DX.wav')])
    await actions.importFiles([picked('reel.dubstage.zip')])
    expect(texts()).toEqual([expect.stringContaining('“reel.dubstage.zip” is not a package')])
    expect(tracks()).toHaveLength(1)
  })

  it('takes what its files are from the files, not from its document', async () => {
    const file = new File([await smallPackage()], 'reel.dubstage.zip')
    const fingerprints = new Map<string, string>()
    const packed = await readPackage(fileByteSource(file), READERS)
    if (!packed.ok) throw new Error(packed.error.code)
    for (const info of Object.values(packed.value.session.media))
      fingerprints.set(info.fileName, info.fingerprint ?? '')
    const { actions, document, files, texts } = appRig({
      importer: {
        // Of the second file the document says that it has another number of channels.
        probe: async ({ name, size }) => {
          const channels = name === 'DX.wav' ? 1 : 2
          const facts = { bytes: size, fingerprint: fingerprints.get(name) ?? '', channels }
          const info = infoNamed(name, facts)
          return ok({ kind: 'inPlace', info: { ...info, pcm: { ...info.pcm, dataOffset: 4321 } } })
        },
      },
    })
    await actions.importFiles([{ file, reference: null }])
    const { media } = document.getState().session
    const known = Object.fromEntries(Object.values(media).map((info) => [info.fileName, info.pcm.dataOffset]))
    expect(known).toEqual({ 'DX.wav': 4321, 'Ünder.wav': 44 })
    expect(Object.keys(media).some((id) => Object.hasOwn(packed.value.session.media, id))).toBe(false)
    expect([...files.values()].map(({ name, size }) => [name, size])).toEqual([['DX.wav', 700]])
    expect(texts()[0]).toMatch(/^“Ünder.wav” in the package .*it has 2 channels, not 1/)
  })

  it('is found again after what no session has was swept away meanwhile', async () => {
    const file = new File([await smallPackage()], 'reel.dubstage.zip')
    const packed = await readPackage(fileByteSource(file), READERS)
    if (!packed.ok) throw new Error(packed.error.code)
    const known = new Map(Object.values(packed.value.session.media).map((info) => [info.fileName, info]))
    const door = gate()
    const references = new Set<string>()
    const app = appRig({
      importer: {
        probe: async ({ name, size }) => {
          if (name !== 'DX.wav') await door.passed
          const info = known.get(name)
          return ok({ kind: 'inPlace', info: infoNamed(name, { ...info, bytes: size }) })
        },
      },
      library: {
        remember: async (id) => {
          references.add(id)
          return ok(undefined)
        },
        sweep: async (keep) => {
          for (const id of references) if (!keep.has(id)) references.delete(id)
        },
      },
      shelf: {
        media: async () =>
          ok(new Map([...app.stored.values()].flatMap(({ media }) => Object.entries(media)))),
      },
    })
    const opening = app.actions.importFiles([{ file, reference: { name: file.name } as never }])
    await pause(20)
    await app.actions.deleteSession('another')
    door.open()
    await opening
    const { media } = app.document.getState().session
    expect([...references].sort()).toEqual(Object.keys(media).sort())
    expect(references.size).toBe(2)
    await app.actions.deleteSession('yet another')
    expect(references.size).toBe(2)
  })
})
