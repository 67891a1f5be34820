import { describe, expect, it } from 'vitest'
import type { ConformSource } from '../domain/media.ts'
import type { ImportPort, MediaState, PickedFile } from '../domain/ports.ts'
import { trackStart } from '../domain/session.ts'
import { formatTimecode } from '../domain/timecode.ts'
import { samples } from '../domain/units.ts'
import { err, ok } from '../lib/result.ts'
import { appRig, gate, infoNamed, pause, picked } from '../testing/appRig.ts'
import { bwf, namesOf } from '../testing/importFixture.ts'
import { mediaFixture } from '../testing/mediaFixture.ts'

const HOUR = 3600 * 48_000

/** Headers of `late` are read only when the gate is open. */
function slowProbe(late: string, { passed }: ReturnType<typeof gate>): Partial<ImportPort> {
  return {
    probe: async (file) => {
      if (file.name === late) await passed
      return ok({ kind: 'inPlace', info: infoNamed(file.name) })
    },
  }
}

const compressed = (name: string): ConformSource => ({
  fileName: name,
  format: 'flac',
  bytes: 1000,
  codec: 'FLAC',
  sampleRate: 48_000,
  channels: 1,
  fingerprint: name,
  warnings: [],
})

describe('what is not wanted any more is not added', () => {
  it('when another session takes the place while headers are read', async () => {
    const door = gate()
    const { actions, tracks, workspace } = appRig({ importer: slowProbe('b.wav', door) })
    const going = actions.importFiles([picked('a.wav'), picked('b.wav')])
    await pause(5)
    await actions.closeSession()
    door.open()
    await going
    expect(tracks()).toEqual([])
    expect(workspace.getState()).toMatchObject({ imports: [], importTotal: null, notices: [] })
  })

  it('when all is cancelled, which is shown at once', async () => {
    const door = gate()
    const { actions, tracks, workspace } = appRig({ importer: slowProbe('b.wav', door) })
    const going = actions.importFiles([picked('a.wav'), picked('b.wav')])
    await pause(5)
    actions.cancelImports()
    expect(workspace.getState().imports).toEqual([])
    door.open()
    await going
    expect(tracks()).toEqual([])
  })

  it('when a set is cancelled while one of its files is converted', async () => {
    const door = gate()
    const { actions, tracks } = appRig({
      importer: {
        probe: async ({ name }) =>
          name === 'DX.R.flac'
            ? ok({ kind: 'conform', source: compressed(name) })
            : ok({ kind: 'inPlace', info: infoNamed(name) }),
        conform: async (file) => {
          await door.passed
          return ok({ info: infoNamed(file.name), file })
        },
      },
    })
    const going = actions.importFiles([picked('DX.L.wav'), picked('DX.R.flac')])
    await pause(5)
    actions.cancelImports()
    door.open()
    await going
    expect(tracks()).toEqual([])
  })
})

describe('a session without tracks', () => {
  it('takes rate and start from its first files, and keeps its timecode where they fit it', async () => {
    const { actions, document, tracks, texts } = appRig({
      importer: { probe: async ({ name }) => ok({ kind: 'inPlace', info: bwf(name, HOUR) }) },
    })
    await actions.importFiles([picked('DX.wav')])
    const { session } = document.getState()
    expect(formatTimecode(session.startFrame, session.frameRate)).toBe('01:00:00:00')
    expect(session.frameRate.label).toBe('25 fps')
    expect(tracks().map(trackStart)).toEqual([0])
    expect(texts()).toEqual(['The session starts at 01:00:00:00, 25 fps, as its first files say.'])
    document.getState().undo()
    expect(document.getState().session.frameRate.label).toBe('24 fps')
    expect(document.getState().past.length).toBe(0)
  })

  it('is as it was when none of them comes in', async () => {
    const pcm = { ...infoNamed('').pcm, encoding: { kind: 'float', bits: 32, endian: 'le' } } as const
    const { actions, document, stored } = appRig({
      importer: {
        probe: async ({ name }) => ok({ kind: 'inPlace', info: { ...bwf(name, 10 * HOUR), pcm } }),
        peaks: async () => err({ code: 'audio/notFinite', file: 'a', value: 'NaN', channel: 0, sample: 0 }),
      },
    })
    await actions.importFiles([picked('DX.wav')])
    await pause(300)
    expect(document.getState().past.length).toBe(0)
    expect(stored.size).toBe(0)
  })

  it('is not moved by a file that says midnight for want of anything better', async () => {
    const { actions, tracks } = appRig({
      importer: {
        probe: async ({ name }) =>
          ok({ kind: 'inPlace', info: bwf(name, name === 'DX.wav' ? HOUR : 0, false) }),
      },
    })
    await actions.importFiles([picked('DX.wav'), picked('FX.wav')])
    expect(tracks().map(trackStart)).toEqual([0, 0])
  })
})

describe('an import goes on', () => {
  it('past a file whose timecode is no time of a day', async () => {
    const { actions, document, tracks, workspace } = appRig({
      importer: {
        probe: async ({ name }) => ok({ kind: 'inPlace', info: bwf(name, name === 'DX.wav' ? 2 ** 40 : 1) }),
      },
    })
    document.getState().dispatch({ type: 'session/rename', title: 'not untouched' })
    await actions.importFiles([picked('DX.wav'), picked('FX.wav')])
    await pause(5)
    expect(tracks()).toHaveLength(2)
    expect(workspace.getState().imports).toEqual([])
  })

  it('past a bug in reading one file, which is named', async () => {
    const { actions, tracks, texts, workspace } = appRig({
      importer: {
        probe: async ({ name }) => {
          if (name === 'DX.wav') throw new RangeError('a bug')
          return ok({ kind: 'inPlace', info: infoNamed(name) })
        },
      },
    })
    await expect(actions.importFiles([picked('DX.wav'), picked('FX.wav')])).rejects.toThrow('a bug')
    await pause(5)
    expect(tracks().map(({ name }) => name)).toEqual(['FX'])
    expect(texts()).toContainEqual(expect.stringMatching(/^“DX.wav” could not be read/))
    expect(workspace.getState()).toMatchObject({ imports: [], importTotal: null })
  })

  it('past a bug in one file, which is not hidden', async () => {
    const { actions, tracks, workspace } = appRig({
      importer: {
        probe: async ({ name }) => ok({ kind: 'conform', source: compressed(name) }),
        conform: async (file) => {
          if (file.name === 'DX.flac') throw new TypeError('a bug')
          return ok({ info: infoNamed(file.name), file })
        },
      },
    })
    await expect(actions.importFiles([picked('DX.flac'), picked('FX.flac')])).rejects.toThrow('a bug')
    await pause(5)
    expect(tracks().map(({ name }) => name)).toEqual(['FX'])
    expect(workspace.getState()).toMatchObject({ imports: [], importTotal: null })
  })
})

describe('what is said', () => {
  it('of a file at the playhead is not that it is at its own timecode', async () => {
    const { actions, texts, tracks } = appRig({ playhead: 48_000 })
    actions.setPlacement('playhead')
    await actions.importFiles([picked('DX.wav')])
    expect(tracks().map(trackStart)).toEqual([48_000])
    expect(texts()).toEqual([])
  })

  it('of a set of which files are missing', async () => {
    const { actions, texts, tracks } = appRig()
    await actions.importFiles([picked('DX.L.wav'), picked('DX.C.wav'), picked('DX.LFE.wav')])
    expect(tracks()).toHaveLength(3)
    expect(texts()).toEqual([expect.stringMatching(/^Of “DX” only some channels are here/)])
  })

  it.each([
    [
      'a set that has less than another',
      'FX.{L R C Ls Rs} DX.{L R C LFE Ls Rs} MX.{L R C LFE Ls Rs}',
      'Of “FX” there is no LFE, which “DX” and “MX” have. If that is not meant, remove it and add the whole set together.',
    ],
    [
      'sets that have less than another',
      'A_FX.{L R Ls Rs} B_FX.{L R Ls Rs} DX.{L R C LFE Ls Rs}',
      'Of “A_FX” and “B_FX” there are no C and LFE, which “DX” has. If that is not meant, remove them and add the whole sets together.',
    ],
    [
      'one of a pair',
      'FX.{L} DX.{L R}',
      'Of “FX” there is no R, which “DX” has. If that is not meant, remove it and add the whole set together.',
    ],
    [
      'numbers that are too few',
      'FX_{1 2 3 4 5}',
      'Of “FX” there are the files 1 to 5: a set is numbered from 1 to 6 or from 1 to 8, so each became a mono track of its own. If they are a set, remove them and add the whole set together, or join them in Files.',
    ],
    [
      'numbers with a gap',
      'FX_{1 2 3 4 5 7}',
      'Of “FX” there are the files 1, 2, 3, 4, 5 and 7: a set is numbered from 1 to 6 or from 1 to 8, so each became a mono track of its own. If they are a set, remove them and add the whole set together, or join them in Files.',
    ],
    [
      'channels that are there more often than others',
      'DX.{L R C LFE Ls Rs} DX_{L R}',
      'Of “DX” some channels are here more than once: which files belong together cannot be told, and each became a mono track of its own. Remove them and add one set at a time, or join them in Files.',
    ],
    [
      'files beside a set',
      'DX.{L R C LFE Ls Rs Ltf Rtf}',
      '“DX.Ltf.wav” and “DX.Rtf.wav” are named like the files of the set “DX” and are not in it: each became a mono track of its own. Check in Files what they are for.',
    ],
  ])('of %s', async (_what, short, text) => {
    const { actions, texts } = appRig()
    await actions.importFiles(namesOf(short).map(picked))
    expect(texts()).toEqual([text])
  })

  it.each([
    ['reels', 'DX_{1 2 3} FX_{1 2 3}'],
    ['a stereo version of a set in a folder of its own', '5.1/DX.{L R C LFE Ls Rs} 2.0/DX.{L R}'],
    ['the sound of a centre alone', 'DX.{L R C LFE Ls Rs} MX.{C}'],
  ])('of %s is nothing', async (_what, short) => {
    const { actions, texts } = appRig()
    const files = namesOf(short).map((path): PickedFile => {
      const [name = '', folder] = path.split('/').reverse()
      return { ...picked(name), ...(folder !== undefined && { folder }) }
    })
    await actions.importFiles(files)
    expect(texts().filter((text) => !text.includes('in the session already'))).toEqual([])
  })

  it('of files that are not mono is not that they are channels of a set', async () => {
    const { actions, texts } = appRig({
      importer: {
        probe: async ({ name }) =>
          ok({
            kind: 'inPlace',
            info: infoNamed(name, { ...mediaFixture(name, { channels: 2 }), fingerprint: name }),
          }),
      },
    })
    await actions.importFiles(namesOf('DX_{FR SL CS}').map(picked))
    expect(texts()).toEqual([])
  })

  it('is the total, which only grows', async () => {
    const { actions, workspace } = appRig({
      importer: {
        probe: async ({ name }) => ok({ kind: 'conform', source: compressed(name) }),
        conform: async (file, _source, _rate, onProgress) => {
          onProgress(0.5)
          onProgress(1)
          await pause(1)
          return ok({ info: infoNamed(file.name), file })
        },
        peaks: async (_file, _info, onProgress) => {
          onProgress(0.3, null)
          await pause(1)
          return ok({ levels: [] })
        },
      },
    })
    const seen: number[] = []
    let work = 0
    workspace.subscribe(({ importTotal }) => {
      if (importTotal) seen.push(importTotal.workDone)
      work = importTotal?.work ?? work
    })
    await actions.importFiles([picked('DX.flac'), picked('FX.flac')])
    await pause(20)
    expect(seen.length).toBeGreaterThan(5)
    expect(seen.at(-1)).toBe(work)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  })
})

it('a file that could not be read takes no others away that the page alone has', async () => {
  const { actions, files, emit } = appRig()
  await actions.importFiles([picked('DX.wav'), picked('FX.wav')])
  expect(files.size).toBe(2)
  emit({ type: 'error', error: { code: 'file/unreadable', file: 'DX.wav', detail: 'it was locked' } })
  await pause(5)
  expect(files.size).toBe(2)
})

it.each<MediaState>([{ kind: 'missing', why: 'moved' }, { kind: 'permission' }])(
  'a file that is not at hand in the session goes back to its place instead of being added again: %o',
  async (state) => {
    const { actions, document, tracks, workspace, files, texts } = appRig()
    await actions.importFiles([picked('DX.wav'), picked('FX.wav')])
    const [dialogue] = tracks()
    const id = dialogue?.clips[0]?.media[0] ?? ''
    files.delete(id)
    workspace.setState(({ mediaStates }) => ({ mediaStates: new Map(mediaStates).set(id, state) }))
    await actions.importFiles([picked('DX.wav'), picked('MX.wav')])
    expect(tracks().map(({ name }) => name)).toEqual(['DX', 'FX', 'MX'])
    expect(files.has(id)).toBe(true)
    expect(texts()).toContain('1 file was found again.')
    expect(document.getState().session.tracks[0]?.clips).toEqual(dialogue?.clips)
  },
)

describe('a set of which a file was missing, added again', () => {
  const SET = namesOf('DX.{L R C LFE Ls Rs}')

  /** A session with the set, its LFE moved away. */
  async function withoutLfe(changed: readonly string[] = []) {
    let again = false
    const rig = appRig({
      importer: {
        probe: async ({ name }) =>
          ok({
            kind: 'inPlace',
            info: infoNamed(name, again && changed.includes(name) ? { fingerprint: 'another' } : {}),
          }),
      },
    })
    await rig.actions.importFiles(SET.map(picked))
    const id = rig.tracks()[0]?.clips[0]?.media[3] ?? ''
    rig.files.delete(id)
    rig.workspace.setState(({ mediaStates }) => ({
      mediaStates: new Map(mediaStates).set(id, { kind: 'missing', why: 'moved' }),
    }))
    again = true
    return { ...rig, id }
  }

  it('is there once, and that is said', async () => {
    const { actions, tracks, texts, files, id } = await withoutLfe()
    await actions.importFiles(SET.map(picked))
    expect(tracks().map(({ name }) => name)).toEqual(['DX'])
    expect(files.has(id)).toBe(true)
    expect(texts()).toEqual([
      '1 file was found again.',
      '“DX.L.wav”, “DX.R.wav”, “DX.C.wav”, “DX.Ls.wav” and “DX.Rs.wav” are in the session already and were not added again.',
    ])
  })

  it('is there once when only some of it is added', async () => {
    const { actions, tracks } = await withoutLfe()
    await actions.importFiles(['DX.L.wav', 'DX.LFE.wav'].map(picked))
    expect(tracks().map(({ name }) => name)).toEqual(['DX'])
  })

  it('is added whole where it is another', async () => {
    const { actions, tracks, files, id } = await withoutLfe(SET.filter((name) => name !== 'DX.LFE.wav'))
    await actions.importFiles(SET.map(picked))
    expect(files.has(id)).toBe(true)
    expect(tracks().map(({ name, speakers }) => `${name}: ${speakers.join(' ')}`)).toEqual([
      'DX: L R C LFE Ls Rs',
      'DX 2: L R C LFE Ls Rs',
    ])
  })
})

it('of files that are missing and given again, one that cannot be converted takes no others with it', async () => {
  let broken = false
  const { actions, tracks, workspace, files, texts } = appRig({
    importer: {
      probe: async ({ name }) =>
        name.endsWith('.flac')
          ? ok({ kind: 'conform', source: compressed(name) })
          : ok({ kind: 'inPlace', info: infoNamed(name) }),
      conform: async (file) =>
        broken
          ? err({ code: 'storage/full', file: file.name })
          : ok({
              info: infoNamed(file.name, {
                conform: { codec: 'FLAC', sampleRate: 48_000, length: samples(48_000) },
              }),
              file,
            }),
    },
  })
  const both = [picked('DX.wav'), picked('MX.flac')]
  await actions.importFiles(both)
  const ids = tracks().flatMap(({ clips }) => clips.flatMap(({ media }) => media))
  for (const id of ids) files.delete(id)
  workspace.setState({
    mediaStates: new Map(ids.map((id) => [id, { kind: 'missing', why: 'moved' }])),
  })
  broken = true
  await actions.importFiles(both)
  expect(tracks().map(({ name }) => name)).toEqual(['DX', 'MX'])
  expect([...files.keys()]).toEqual([ids[0]])
  expect(texts()).toContain('1 file was found again.')
})
