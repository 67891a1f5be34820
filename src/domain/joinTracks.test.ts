import { describe, expect, it } from 'vitest'
import { sessionFixture, type TrackFixture } from '../testing/sessionFixture.ts'
import { applyCommand, commandLabel } from './commands.ts'
import { joinChoices } from './joinChoices.ts'
import { joinObstacle } from './joinTracks.ts'
import type { Clip, Session, Track } from './session.ts'
import { sessionProblems } from './sessionProblems.ts'
import { decibels, samplePosition, samples } from './units.ts'

const mono = (name: string, change: TrackFixture = {}): TrackFixture => ({ name, channels: 1, ...change })
const ids = ({ tracks }: Session): string[] => tracks.map(({ id }) => id)

/** The session with something changed on one of its tracks, and on its clips. */
function changed(session: Session, id: string, change: Partial<Track>, clip: Partial<Clip> = {}): Session {
  const tracks = session.tracks.map((track) =>
    track.id === id
      ? { ...track, clips: track.clips.map((each) => ({ ...each, ...clip })), ...change }
      : track,
  )
  return { ...session, tracks }
}

describe('tracks that are joined', () => {
  const session = sessionFixture([
    { name: 'Music' },
    mono('DX.R', { pan: 1 }),
    mono('FX'),
    mono('DX.L', { pan: -1 }),
  ])
  const join = { type: 'tracks/join', tracks: ['4', '2'], speakers: ['L', 'R'], name: 'DX' } as const

  it('are one track in the place of the first, with the files in the order of the channels', () => {
    const after = applyCommand(session, join)
    expect(after.tracks.map(({ id, name }) => `${id} ${name}`)).toEqual(['1 Music', '2 DX', '3 FX'])
    expect(after.tracks[1]).toMatchObject({ speakers: ['L', 'R'], pan: 0 })
    expect(after.tracks[1]?.clips.map(({ id, media }) => [id, media])).toEqual([['2', ['4', '2']]])
    expect(Object.keys(after.media)).toEqual(Object.keys(session.media))
    expect(sessionProblems(after)).toEqual([])
    expect(commandLabel(join, session)).toBe('Join 2 tracks as DX')
  })

  it.each([
    ['one that is gone', { tracks: ['4', 'gone'] }],
    ['one that is there twice', { tracks: ['2', '2'] }],
    ['one that is not mono', { tracks: ['1', '2'] }],
    ['speakers that are not as many', { speakers: ['L', 'R', 'C'] as const }],
    ['no name', { name: ' ' }],
  ])('are as they were for %s', (_what, change) => {
    expect(applyCommand(session, { ...join, ...change })).toBe(session)
  })
})

describe('what stands in the way of one track', () => {
  const session = sessionFixture([mono('L'), mono('R'), mono('C')])
  const fade = { length: samples(5), curve: 's' } as const

  it.each<[string, Session, string]>([
    [
      'another start',
      changed(session, '3', {}, { start: samplePosition(2007) }),
      '“C” has a clip at 01:00:00:01 +7 and “L” one at 01:00:00:00: move them to one position first.',
    ],
    [
      'a sample less',
      changed(session, '2', {}, { length: samples(47_999) }),
      '“R” is 1 sample shorter than “L”: trim the end of the longer one in the timeline first.',
    ],
    [
      'another part of its file',
      changed(session, '1', {}, { from: samplePosition(1) }),
      '“L” begins with another sample of its file than “R”: trim them alike first.',
    ],
    [
      'a cut',
      changed(session, '2', { clips: [] }),
      '“R” has 0 clips and “L” 1 clip: cut them in the same places first.',
    ],
    [
      'a fade',
      changed(session, '2', {}, { fadeIn: fade }),
      'The clips of “R” have another gain, mute or fade than those of “L”: make them alike first.',
    ],
    [
      'a level',
      changed(session, '2', { trimDb: decibels(1) }),
      '“R” has another trim, fader, polarity or mute than “L”: set them alike first.',
    ],
    [
      'a stem',
      changed(session, '2', { stem: 'dialogue' }),
      '“R” is in Dialogue and “L” in Music: put them in one stem first.',
    ],
    [
      'a locked clip',
      changed(session, '2', {}, { locked: true }),
      '“R” has locked clips: unlock them first.',
    ],
    [
      'more channels',
      sessionFixture([mono('L'), { name: 'Wide' }]),
      '“Wide” has 2 channels, and only mono tracks are joined: take it out of the selection.',
    ],
    [
      'too many',
      sessionFixture(Array.from({ length: 9 }, () => mono('x'))),
      'A track takes up to 8 channels, and 9 tracks are selected: select those of one set.',
    ],
    ['nothing else', sessionFixture([mono('L')]), 'Select at least two mono tracks.'],
  ])('is %s, by name', (_what, of, text) => {
    expect(joinObstacle(of, ids(of))).toBe(text)
    const all = { tracks: ids(of), speakers: ids(of).map(() => null), name: 'Set' }
    expect(applyCommand(of, { type: 'tracks/join', ...all })).toBe(of)
  })

  it('is no name, colour or pan, and no gain that says nothing', () => {
    const other = changed(
      session,
      '2',
      { pan: 1 },
      { name: 'Door', color: 3, gainDb: decibels(0), mute: false },
    )
    expect(joinObstacle(other, ids(other))).toBeUndefined()
  })
})

describe('the ways to join tracks', () => {
  const labels = (...tracks: readonly TrackFixture[]): string[] => {
    const session = sessionFixture(tracks)
    return joinChoices(session, ids(session)).map(
      ({ label, name, tracks: order }) => `${name} = ${label} of ${order.join(' ')}`,
    )
  }

  it('begin with what the names say, in the order of a layout', () => {
    expect(labels(...['C', 'L', 'LFE', 'Ls', 'R', 'Rs'].map((ending) => mono(`DX.${ending}`)))).toEqual([
      'DX = 5.1 by name: L R C LFE Ls Rs of 2 5 1 3 4 6',
      'DX = 5.1 in this order: L R C LFE Ls Rs of 1 2 3 4 5 6',
      'DX = 5.1 in this order: L C R Ls Rs LFE of 1 2 3 4 5 6',
    ])
  })

  it('are by name also where no layout has these channels', () => {
    expect(labels(...['L', 'R', 'LFE', 'Ls', 'Rs'].map((ending) => mono(`DX ${ending}`)))[0]).toBe(
      'DX = 5 ch by name: L R LFE Ls Rs of 1 2 3 4 5',
    )
  })

  it('have the name of the file where the tracks are its audio tracks', () => {
    expect(labels(mono('Reel 1: L'), mono('Reel 1: R'))[0]).toBe('Reel 1 = Stereo by name: L R of 1 2')
    const numbered = ['1', '2', '3', '4', '5', '6'].map((number) => mono(`Reel 1, track ${number}`))
    expect(labels(...numbered)[0]).toMatch(/^Reel 1 = /)
  })

  it('begin with the speakers that the tracks have been given', () => {
    expect(labels(mono('DX_2', { speakers: ['R'] }), mono('DX_1', { speakers: ['L'] }))).toEqual([
      'DX = Stereo as they are: L R of 2 1',
      'DX = Stereo in this order: L R of 1 2',
    ])
  })

  it('are in the order of the tracks where nothing says more', () => {
    expect(labels(mono('Door'), mono('Rain'))).toEqual(['Door = Stereo in this order: L R of 1 2'])
    expect(labels(mono('DX.L'), mono('DX.L 2'))).toEqual(['DX.L = Stereo in this order: L R of 1 2'])
  })

  it('go by the files where the tracks have been given other names', () => {
    const session = sessionFixture([mono('near'), mono('far')])
    const [near, far] = Object.values(session.media)
    if (!near || !far) throw new Error('the fixture has two files')
    const media = { '1': { ...near, fileName: 'FX.R.wav' }, '2': { ...far, fileName: 'FX.L.wav' } }
    expect(joinChoices({ ...session, media }, ids(session))[0]).toMatchObject({
      name: 'FX',
      tracks: ['2', '1'],
      speakers: ['L', 'R'],
    })
  })
})
