import { describe, expect, it } from 'vitest'
import { contentKey } from '../domain/contentKey.ts'
import type { AudioTrack } from '../domain/media.ts'
import type { FileLike, ImportPort, LibraryPort } from '../domain/ports.ts'
import { readDocument, sessionDocument } from '../domain/sessionDocument.ts'
import { readSession } from '../domain/sessionSchema.ts'
import { err, ok } from '../lib/result.ts'
import { copyName } from '../media/conform/conformedCopy.ts'
import { peaksName } from '../media/peaksFile.ts'
import { appRig, fileNamed, gate, pause, picked } from '../testing/appRig.ts'
import { conformed, NAMED, source } from '../testing/trackSources.ts'

/** A browser to which every MOV is one of these tracks, of which another than the first is ready first. */
function browser(tracks: readonly AudioTrack[] = NAMED, importer: Partial<ImportPort> = {}) {
  const sounds = new Set<string | null>()
  let refused = false
  const conforms: string[] = []
  const copies = new Map<string, FileLike>()
  const library: Partial<LibraryPort> = {
    locate: async (media) =>
      new Map(
        Object.entries(media).map(([id, { fileName }]) => {
          const file = copies.get(fileName) ?? null
          const missing = { kind: 'missing', why: 'notKept' } as const
          return [id, { state: file ? { kind: 'ready', kept: 'copy' } : missing, file }]
        }),
      ),
    collect: async (_id, info, file, onProgress) => {
      onProgress(file.size)
      copies.set(info.fileName, file)
      return ok(file)
    },
  }
  const rig = appRig({
    library,
    importer: {
      probe: async ({ name }) => {
        const [first, ...others] = tracks.map((track) => source(name, track))
        return ok({ kind: 'conform', source: first ?? source(name), ...(others.length > 0 && { others }) })
      },
      conform: async (file, one) => {
        await pause(one.audioTrack?.number === 1 ? 20 : 1)
        if (refused) return err({ code: 'storage/full', file: file.name })
        sounds.add(copyName(one, 48_000))
        conforms.push(`${file.name} ${one.audioTrack?.number}`)
        return ok({ info: conformed(one), file: fileNamed(`sound ${one.audioTrack?.number}`, 77) })
      },
      conformed: async (info) => {
        const there = sounds.has(copyName(info, 48_000))
        return there ? fileNamed(`sound ${info.audioTrack?.number}`, 77) : null
      },
      ...importer,
    },
  })
  const names = () => rig.tracks().map(({ name }) => name)
  const ids = () => rig.tracks().flatMap(({ clips }) => clips.flatMap(({ media }) => media))
  /** The page is opened again, with the same session. */
  const visit = async (): Promise<void> => {
    await rig.flush()
    const [id = ''] = rig.stored.keys()
    await rig.actions.closeSession()
    await rig.actions.openSession(id)
  }
  /** Whether there is room for no more sound. */
  const refuse = (on: boolean): void => {
    refused = on
  }
  return { ...rig, names, ids, sounds, conforms, visit, refuse }
}

describe('a file of several audio tracks', () => {
  it('becomes a track for each, in its order, by their names and in their stems, and one step of undo', async () => {
    const { actions, document, tracks, names, ids, files, workspace } = browser()
    await actions.importFiles([picked('Reel 1_DX.mov')])
    expect(names()).toEqual(['Reel 1_DX, track 1', 'Reel 1_DX: MX', 'Reel 1_DX: Foley'])
    expect(tracks().map(({ stem }) => stem)).toEqual(['dialogue', 'music', 'effects'])
    expect(ids().map((id) => files.get(id)?.name)).toEqual(['sound 1', 'sound 3', 'sound 4'])
    await pause(5)
    expect(workspace.getState()).toMatchObject({ imports: [], importTotal: null })
    document.getState().undo()
    expect(tracks()).toEqual([])
    document.getState().redo()
    expect(names()).toHaveLength(3)
  })

  it('is shown by track while it is converted, and one of them can be cancelled', async () => {
    const door = gate()
    const { actions, names, workspace } = browser(NAMED, {
      conform: async (_file, one) => {
        await door.passed
        return ok({ info: conformed(one), file: fileNamed('sound', 77) })
      },
    })
    const going = actions.importFiles([picked('a.mov')])
    await pause(5)
    const { imports, importTotal } = workspace.getState()
    expect(imports.map(({ fileName }) => fileName)).toEqual(['a.mov, track 1', 'a.mov: MX', 'a.mov: Foley'])
    expect(importTotal).toMatchObject({ files: 3, bytes: 1000 })
    actions.cancelImport(imports[1]?.id ?? '')
    door.open()
    await going
    expect(names()).toEqual(['a, track 1', 'a: Foley'])
  })

  it('is not taken on when it is cancelled while other files are looked into', async () => {
    const door = gate()
    const { actions, tracks, workspace } = browser(NAMED, {
      probe: async ({ name }) => {
        if (name === 'b.mov') await door.passed
        return ok({
          kind: 'conform',
          source: source(name, { number: 1 }),
          others: [source(name, { number: 2 })],
        })
      },
    })
    const going = actions.importFiles([picked('a.mov'), picked('b.mov')])
    await pause(5)
    actions.cancelImports()
    door.open()
    await going
    expect(tracks()).toEqual([])
    expect(workspace.getState()).toMatchObject({ imports: [], importTotal: null })
  })

  it('goes on where one of them cannot be converted, and where others cannot be decoded, which are named', async () => {
    const { actions, names, texts } = browser(NAMED, {
      probe: async ({ name }) =>
        ok({
          kind: 'conform',
          source: source(name, { number: 2, name: 'DX' }),
          others: [source(name, { number: 3, name: 'MX' }), source(name, { number: 4, name: 'FX' })],
          refused: [{ code: 'codec/unsupported', file: `${name}, track 1`, codec: 'DTS' }],
        }),
      conform: async ({ name }, one) =>
        one.audioTrack?.number === 3
          ? err({
              code: 'format/malformed',
              file: name,
              format: 'MOV',
              detail: 'its sound cannot be decoded',
            })
          : ok({ info: conformed(one), file: fileNamed('sound', 77) }),
    })
    await actions.importFiles([picked('a.mov')])
    expect(names()).toEqual(['a: DX', 'a: FX'])
    expect(texts()).toEqual([
      'The DTS sound of “a.mov, track 1” cannot be decoded here. Convert it to WAV (24-bit, 48 kHz) and add that.',
      '“a.mov” is a damaged MOV file: its sound cannot be decoded. Export it again from where it was made.',
    ])
  })

  it('is no channel of a set, whatever it is called', async () => {
    const { actions, names } = browser([
      { number: 1, name: 'DX' },
      { number: 2, name: 'FX' },
    ])
    await actions.importFiles([picked('a_L.mov'), picked('a_R.mov')])
    expect(names().sort()).toEqual(['a_L: DX', 'a_L: FX', 'a_R: DX', 'a_R: FX'])
  })

  it('is there twice when it is added again, and none of its tracks is taken for another', async () => {
    const { actions, names, texts } = browser()
    await actions.importFiles([picked('a.mov')])
    expect(texts().filter((text) => text.includes('already'))).toEqual([])
    await actions.importFiles([picked('a.mov')])
    expect(names()).toHaveLength(6)
    expect(texts()).toContainEqual(
      '“a.mov, track 1”, “a.mov: MX” and “a.mov: Foley” were in the session already and are now there twice.',
    )
  })
})

describe('the tracks of a file on another visit', () => {
  it.each(['adding it again', 'choosing it for one of them', 'looking among files'])(
    'are found again by %s, where their sound is gone',
    async (how) => {
      const { actions, names, ids, sounds, conforms, files, visit, texts } = browser()
      await actions.importFiles([picked('a.mov')])
      sounds.clear()
      conforms.length = 0
      await visit()
      const [, music = ''] = ids()
      expect(files.size).toBe(0)
      if (how === 'adding it again') await actions.importFiles([picked('a.mov')])
      else if (how === 'looking among files') await actions.relinkAmong([picked('a.mov')])
      else await actions.relink(music, picked('a.mov'))
      expect(names()).toHaveLength(3)
      expect(ids().map((id) => files.get(id)?.name)).toEqual(['sound 1', 'sound 3', 'sound 4'])
      expect(conforms.sort()).toEqual(['a.mov 1', 'a.mov 3', 'a.mov 4'])
      if (how !== 'choosing it for one of them')
        expect(texts().filter((text) => text.includes('found again'))).toHaveLength(1)
    },
  )

  it('take their one original back', async () => {
    const { actions, names, visit, texts, conforms } = browser()
    await actions.importFiles([picked('a.mov')])
    conforms.length = 0
    await visit()
    await actions.importFiles([picked('a.mov')])
    expect(names()).toHaveLength(3)
    expect(conforms).toEqual([])
    expect(texts()).toContain('The original of “a.mov” is at hand again.')
  })

  it('are not added again beside one that goes back to its place', async () => {
    const { actions, names, sounds, visit, texts, refuse, files, ids } = browser()
    await actions.importFiles([picked('a.mov')])
    await actions.collect('all')
    sounds.delete(copyName(conformed(source('a.mov', { number: 3 })), 48_000))
    refuse(true)
    await visit()
    refuse(false)
    expect(ids().map((id) => files.has(id))).toEqual([true, false, true])
    await actions.importFiles([picked('a.mov')])
    expect(ids().map((id) => files.has(id))).toEqual([true, true, true])
    expect(names()).toHaveLength(3)
    expect(texts()).toContain(
      '“a.mov, track 1” and “a.mov: Foley” are in the session already and were not added again.',
    )
  })

  it('are not found in a file that has no track of their number', async () => {
    let there = NAMED
    const rig = browser(NAMED, {
      probe: async ({ name }) => {
        const [first, ...others] = there.map((track) => source(name, track))
        return ok({ kind: 'conform', source: first ?? source(name), others })
      },
    })
    await rig.actions.importFiles([picked('a.mov')])
    rig.sounds.clear()
    await rig.visit()
    there = NAMED.slice(0, 1)
    await rig.actions.relink(rig.ids()[1] ?? '', picked('a.mov'))
    expect(rig.files.size).toBe(0)
    expect(rig.texts()).toContainEqual(
      expect.stringContaining('“a.mov: MX”: its audio track 3 is not there, or cannot be decoded.'),
    )
  })

  it('are collected as one file', async () => {
    const { actions, workspace, visit, ids } = browser()
    await actions.importFiles([picked('a.mov')])
    const seen: (number | undefined)[] = []
    workspace.subscribe(({ collecting }) => seen.push(collecting?.bytes, collecting?.bytesDone))
    await actions.collect('all')
    expect(Math.max(...seen.map((bytes) => bytes ?? 0))).toBe(1000)
    await visit()
    const { mediaStates } = workspace.getState()
    expect(ids().map((id) => mediaStates.get(id))).toMatchObject(
      Array(3).fill({ kind: 'ready', kept: 'copy', original: 'copy' }),
    )
  })
})

describe('what tells the tracks of a file apart', () => {
  const info = (number?: number) => conformed(source('a.mov', number === undefined ? undefined : { number }))

  it('is the number in the names of copies and waveforms, where the first is called as an only one', () => {
    const key = contentKey(info())
    const names = (name: typeof copyName) => [undefined, 1, 2, 3].map((number) => name(info(number), 48_000))
    const tracks = ['', '', '.t2', '.t3']
    expect(names(copyName)).toEqual(tracks.map((track) => `${key}${track}-48000.f32`))
    expect(names(peaksName)).toEqual(tracks.map((track) => `${key}${track}-48000.peaks`))
  })

  it('is in the session document, which is read again as it was', async () => {
    const { actions, document } = browser()
    await actions.importFiles([picked('a.mov')])
    const { session } = document.getState()
    const text = sessionDocument(session)
    expect(readDocument(text, readSession)).toEqual(ok(session))
    expect(Object.values(session.media).map(({ audioTrack }) => audioTrack)).toEqual(NAMED)
    for (const [good, bad] of [
      ['"number": 3', '"number": 0'],
      ['"number": 3', '"number": 2.5'],
      ['"number": 3', '"number": 129'],
      ['"number": 3', '"track": 3'],
    ] as const) {
      expect(readDocument(text.replace(good, bad), readSession)).toMatchObject({
        error: { code: 'session/invalid', detail: expect.stringContaining('audioTrack') },
      })
    }
  })

  it('is nothing that a file of one audio track has', async () => {
    const { actions, document, names } = browser([])
    await actions.importFiles([picked('a.mov')])
    expect(names()).toEqual(['a'])
    expect(sessionDocument(document.getState().session)).not.toContain('audioTrack')
  })

  it('lets a session of earlier versions have the first track of a file, and finds it again', async () => {
    const { actions, document, ids, files, conforms } = browser()
    const known = conformed(source('a.mov'))
    document.getState().dispatch({
      type: 'tracks/add',
      media: { old: known },
      tracks: [],
    })
    await actions.relink('old', picked('a.mov'))
    expect(conforms).toEqual(['a.mov 1'])
    expect(files.get('old')?.name).toBe('sound 1')
    expect(ids()).toEqual([])
  })
})
