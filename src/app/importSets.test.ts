import { describe, expect, it } from 'vitest'
import { trackStart } from '../domain/session.ts'
import { ok } from '../lib/result.ts'
import { appRig, infoNamed, picked } from '../testing/appRig.ts'
import { bwf, namesOf } from '../testing/importFixture.ts'
import { mediaFixture } from '../testing/mediaFixture.ts'

const HOUR = 3600 * 48_000

describe('what is said', () => {
  it.each([
    [
      'another timecode',
      (name: string) => bwf(name, name === 'DX.Ls.wav' ? HOUR + 12 * 1920 : HOUR),
      '“DX.Ls.wav” begins at 01:00:00:12 by its timecode, and the other files of “DX” at 01:00:00:00: each file became a track of its own. If they belong together, move them to one position and join them in Files.',
    ],
    [
      'a sample more',
      (name: string) =>
        infoNamed(name, mediaFixture(name, { length: name === 'DX.Rs.wav' ? 48_001 : 48_000 })),
      '“DX.Rs.wav” is 1 sample longer than the other files of “DX”: each file became a track of its own. If they belong together, trim them to one length in the timeline and join them in Files.',
    ],
    [
      'two channels',
      (name: string) => infoNamed(name, mediaFixture(name, { channels: name === 'DX.C.wav' ? 2 : 1 })),
      '“DX.C.wav” is not mono, as files of a set are: of “DX” each file became a track of its own.',
    ],
  ])('of a set of which a file has %s names the file, and leaves all apart', async (_what, info, text) => {
    const { actions, texts, tracks } = appRig({
      importer: { probe: async ({ name }) => ok({ kind: 'inPlace', info: info(name) }) },
    })
    await actions.importFiles(namesOf('DX.{L R C LFE Ls Rs}').map(picked))
    expect(tracks()).toHaveLength(6)
    expect(texts()).toContain(text)
  })

  it('of several sets with a file that does not fit is one sentence', async () => {
    const { actions, texts } = appRig({
      importer: {
        probe: async ({ name }) =>
          ok({
            kind: 'inPlace',
            info: infoNamed(name, mediaFixture(name, { length: name.includes('R') ? 1 : 2 })),
          }),
      },
    })
    await actions.importFiles(namesOf('DX.{L R} FX.{L R}').map(picked))
    expect(texts()).toContain(
      '“DX.R.wav” and “FX.R.wav” are not as long as the other files of “DX” and “FX”: each file became a track of its own. If they belong together, trim them to one length in the timeline and join them in Files.',
    )
  })

  it('of a set of which not all files say a timecode is where the others say', async () => {
    const { actions, texts, tracks } = appRig({
      importer: {
        probe: async ({ name }) =>
          ok({ kind: 'inPlace', info: bwf(name, name === 'DX.L.wav' ? 0 : HOUR + 1920) }),
      },
    })
    await actions.importFiles(namesOf('DX.{L R}').map(picked))
    expect(tracks().map(trackStart)).toEqual([1920])
    expect(texts()).toContain('“DX.R.wav” was placed at its own timecode.')
  })

  it('of files of one content is that they are there twice only where they have one name', async () => {
    const { actions, texts } = appRig({
      importer: {
        probe: async ({ name }) => ok({ kind: 'inPlace', info: infoNamed(name, { fingerprint: 'silence' }) }),
      },
    })
    await actions.importFiles(namesOf('DX.{LFE} MX.{LFE}').map(picked))
    expect(texts().filter((text) => text.includes('twice'))).toEqual([])
    await actions.importFiles([picked('mx.lfe.wav')])
    expect(texts()).toContain('“mx.lfe.wav” was in the session already and is now there twice.')
  })
})

it('a folder of bare endings is one track, named and put in its stem by the folder', async () => {
  const { actions, tracks, texts } = appRig()
  const dropped = (folder: string, endings: string) =>
    endings.split(' ').map((ending) => ({ ...picked(`${ending}.wav`), folder: `0/${folder}` }))
  await actions.importFiles([...dropped('R1 DX', 'L R C LFE Ls Rs'), ...dropped('Music', 'L R LFE Ls Rs')])
  expect(tracks().map(({ name, stem, speakers }) => `${stem} ${name}: ${speakers.join(' ')}`)).toEqual([
    'dialogue R1 DX: L R C LFE Ls Rs',
    'music Music L: M',
    'music Music R: M',
    'music Music LFE: M',
    'music Music Ls: M',
    'music Music Rs: M',
  ])
  expect(texts()[0]).toMatch(/^Of “Music” only some channels are here/)
})

it('tracks of which one has the name of the join keep their names apart, and a pan that goes is said to go', async () => {
  const { actions, document, texts, tracks } = appRig()
  await actions.importFiles(['DX.wav', 'near.wav', 'far.wav'].map(picked))
  const [, near, far] = tracks().map(({ id }) => id)
  if (!near || !far) throw new Error('there are three tracks')
  actions.do({ type: 'track/setPan', track: far, pan: 1 })
  const steps = document.getState().past.length
  actions.joinTracks({ tracks: [near, far], speakers: ['L', 'R'], name: 'DX' })
  expect(tracks().map(({ name, speakers }) => `${name}: ${speakers.join(' ')}`)).toEqual([
    'DX: M',
    'DX 2: L R',
  ])
  expect(document.getState().past.length).toBe(steps + 1)
  expect(texts().at(-1)).toBe('The pan of “far” is gone: “DX 2” is heard where its channels are.')
})
