import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { INTERPRETATIONS } from './layout.ts'
import { importUnits, loneName, withoutExtension } from './splitSets.ts'

/** `name: speaker of file, …` of each track. */
const tracks = (...names: string[]): string[] =>
  importUnits(names).map(
    ({ name, members }) =>
      `${name}: ${members.map(({ index, speaker }) => `${speaker ?? '–'} of ${names[index]}`).join(', ')}`,
  )

it.each([
  ['a.b.wav', 'a.b'],
  [' a .wav', 'a'],
  [' .wav', '.wav'],
  ['.wav', '.wav'],
  ['\t', 'Untitled'],
])('the track of %j is called %j', (file, track) => {
  expect(withoutExtension(file)).toBe(track)
})

describe('files of a set become one track', () => {
  it.each([
    ['a pair', ['DX.L.wav', 'DX.R.wav'], 'DX: L of DX.L.wav, R of DX.R.wav'],
    [
      'in the order of the layout',
      ['m_R.aif', 'm_L.aif'],
      'm: L of m_R.aif, R of m_L.aif'.replace('L of m_R.aif, R of m_L.aif', 'L of m_L.aif, R of m_R.aif'),
    ],
    ['whatever the case', ['fx-l.wav', 'FX-R.wav'], 'fx: L of fx-l.wav, R of FX-R.wav'],
    ['three', ['a C.wav', 'a L.wav', 'a R.wav'], 'a: L of a L.wav, R of a R.wav, C of a C.wav'],
    [
      'by Netflix’s convention',
      ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'].map((ch) => `show_s02e02_v03_FXSTEM_6ch_48k_24b_23976.${ch}.wav`),
      `show_s02e02_v03_FXSTEM_6ch_48k_24b_23976: ${['L', 'R', 'C', 'LFE', 'Ls', 'Rs']
        .map((ch) => `${ch} of show_s02e02_v03_FXSTEM_6ch_48k_24b_23976.${ch}.wav`)
        .join(', ')}`,
    ],
    [
      'by number',
      ['x_01.wav', 'x_02.wav', 'x_03.wav', 'x_04.wav', 'x_05.wav', 'x_06.wav'],
      'x: L of x_01.wav, R of x_02.wav, C of x_03.wav, LFE of x_04.wav, Ls of x_05.wav, Rs of x_06.wav',
    ],
  ])('%s', (_name, names, track) => {
    expect(tracks(...names)).toEqual([track])
  })

  it('where its first file came, and apart from others', () => {
    expect(tracks('b.wav', 'DX.R.wav', 'a.wav', 'DX.L.wav', 'MX.L.wav', 'MX.R.wav')).toEqual([
      'b: – of b.wav',
      'DX: L of DX.L.wav, R of DX.R.wav',
      'a: – of a.wav',
      'MX: L of MX.L.wav, R of MX.R.wav',
    ])
  })
})

describe('sets are found', () => {
  it('beside files whose names begin alike', () => {
    expect(tracks('Film_L.wav', 'Film_R.wav', 'Film_DX.wav')).toEqual([
      'Film: L of Film_L.wav, R of Film_R.wav',
      'Film_DX: – of Film_DX.wav',
    ])
  })

  it('twice where two folders have them', () => {
    const units = importUnits(['DX.L.wav', 'DX.R.wav', 'DX.L.wav', 'DX.R.wav'])
    expect(units.map(({ members }) => members.map(({ index }) => index))).toEqual([
      [0, 1],
      [2, 3],
    ])
  })

  it.each([
    ['numbers', ['x_1', 'x_2', 'x_3', 'x_4', 'x_5', 'x_6'], ['x_1', 'x_2', 'x_3', 'x_4', 'x_5', 'x_6']],
    ['letters of two layouts', ['DX.L', 'DX.R', 'DX.C', 'DX.LFE', 'DX.Ls', 'DX.Rs'], ['DX.L', 'DX.R']],
  ])('in each of two folders: %s', (_what, first, second) => {
    const folders = [...first.map(() => 'A'), ...second.map(() => 'B')]
    const units = importUnits(
      [...first, ...second].map((name) => `${name}.wav`),
      folders,
    )
    expect(units.map(({ members }) => members.map(({ index }) => folders[index]))).toEqual([
      first.map(() => 'A'),
      second.map(() => 'B'),
    ])
  })

  it('of files from several folders, of which none has a set by itself', () => {
    const units = importUnits(['DX.L.wav', 'DX.R.wav'], ['left', 'right'])
    expect(units.map(({ members }) => members.length)).toEqual([2])
  })

  it('twice where loose files of one name are numbered by the browser', () => {
    expect(tracks('DX.L.wav', 'DX.R.wav', 'DX.R (1).wav', 'DX.L (1).wav')).toEqual([
      'DX: L of DX.L.wav, R of DX.R.wav',
      'DX: L of DX.L (1).wav, R of DX.R (1).wav',
    ])
    const numbers = [1, 2, 3, 4, 5, 6]
    const copies = importUnits([...numbers.map((n) => `x_${n}.wav`), ...numbers.map((n) => `x_${n} (1).wav`)])
    expect(copies.map(({ members }) => members.map(({ index }) => index))).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10, 11],
    ])
  })
})

describe('names that are endings and nothing else', () => {
  const SET = ['L', 'R', 'C', 'LFE', 'Ls', 'Rs']
  const named = (endings: readonly string[]) => endings.map((ending) => `${ending}.wav`)

  it('are the set of their folder, which has its name', () => {
    const units = importUnits(named(SET), Array(6).fill('0/R1/DX'))
    expect(
      units.map(({ name, members }) => `${name}: ${members.map(({ speaker }) => speaker).join(' ')}`),
    ).toEqual(['DX: L R C LFE Ls Rs'])
  })

  it('are a set of each folder, also of two that are called alike, and of none across them', () => {
    const folders = (...each: string[]) => each.flatMap((folder) => SET.map(() => folder))
    const two = importUnits([...named(SET), ...named(SET)], folders('0/R1/DX', '0/R2/DX'))
    expect(two.map(({ name, members }) => [name, members.map(({ index }) => index)])).toEqual([
      ['DX', [0, 1, 2, 3, 4, 5]],
      ['DX', [6, 7, 8, 9, 10, 11]],
    ])
    expect(importUnits(['L.wav', 'R.wav'], ['0/DX', '1/DX']).map(({ name }) => name)).toEqual([
      'DX L',
      'DX R',
    ])
  })

  it('are apart from files that have the folder’s name', () => {
    const units = importUnits(['L.wav', 'R.wav', 'DX.C.wav'], ['0/DX', '0/DX', '0/DX'])
    expect(units.map(({ name, members }) => `${name}: ${members.length}`)).toEqual(['DX: 2', 'DX.C: 1'])
  })

  it('are called by their folder also where they are no set', () => {
    const five = SET.filter((ending) => ending !== 'C')
    expect(importUnits(named(five), Array(5).fill('0/DX')).map(({ name }) => name)).toEqual([
      'DX L',
      'DX R',
      'DX LFE',
      'DX Ls',
      'DX Rs',
    ])
    expect(loneName('L.wav')).toBe('L')
    expect(loneName('toString.wav', '0/DX')).toBe('toString')
    expect(loneName('1.wav', '0/DX')).toBe('1')
  })
})

/** What each ending of the only set among these files is taken for. */
const speakers = (endings: string): string => {
  const all = endings.split(' ')
  const [unit, ...others] = importUnits(all.map((ending) => `DX_${ending}.wav`))
  expect(others).toEqual([])
  return all
    .map((_, index) => unit?.members.find((member) => member.index === index)?.speaker ?? '–')
    .join(' ')
}

describe('endings are read as their set has them', () => {
  it.each([
    ['one pair of surrounds', 'L R C LFE Sl Sr', 'L R C LFE Ls Rs'],
    ['the pair that some writers call back', 'FL FR FC LFE BL BR', 'L R C LFE Ls Rs'],
    ['Nuendo’s 7.1', 'L R C LFE Ls Rs Sl Sr', 'L R C LFE Lrs Rrs Lss Rss'],
    ['sides beside rears', 'L R C LFE Ls Rs Lsr Rsr', 'L R C LFE Lss Rss Lrs Rrs'],
    ['sides beside rears', 'L R C LFE Ls Rs Lrs Rrs', 'L R C LFE Lss Rss Lrs Rrs'],
    ['sides beside backs', 'L R C LFE Ls Rs Lb Rb', 'L R C LFE Lss Rss Lrs Rrs'],
    ['sides beside backs', 'FL FR FC LFE BL BR SL SR', 'L R C LFE Lrs Rrs Lss Rss'],
    ['Pro Tools’ 7.1', 'L R C LFE Lss Rss Lsr Rsr', 'L R C LFE Lss Rss Lrs Rrs'],
    ['words', 'Left Right Center', 'L R C'],
    ['words', 'left RIGHT centre', 'L R C'],
    ['words', 'L R Ctr', 'L R C'],
    ['a matrixed pair', 'Lt Rt', 'L R'],
  ])('%s: %s', (_what, endings, read) => {
    expect(speakers(endings)).toBe(read)
  })

  it('in parentheses', () => {
    expect(tracks('DX (L).wav', 'DX (R).wav', 'MX(l).wav', 'MX(r).wav')).toEqual([
      'DX: L of DX (L).wav, R of DX (R).wav',
      'MX: L of MX(l).wav, R of MX(r).wav',
    ])
  })

  it('and a matrixed pair is a set apart from the channels that it was made of', () => {
    const all = ['L', 'R', 'C', 'LFE', 'Ls', 'Rs', 'Lt', 'Rt'].map((ending) => `DX.${ending}.wav`)
    expect(importUnits(all).map(({ members }) => members.map(({ index }) => index))).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7],
    ])
    expect(importUnits(['DX.Lt.wav', 'DX.Rt.wav', 'DX.C.wav'])).toHaveLength(2)
  })
})

describe('files stay by themselves', () => {
  it.each([
    ['when one of a pair is missing', ['DX.L.wav', 'FX.R.wav']],
    ['when a set is no layout', ['DX.L.wav', 'DX.C.wav']],
    ['when a speaker is there twice', ['DX.L.wav', 'DX_L.wav', 'DX.R.wav']],
    ['numbers that may be takes', ['take_1.wav', 'take_2.wav']],
    [
      'three pairs of surrounds',
      ['L', 'R', 'C', 'LFE', 'Ls', 'Rs', 'Sl', 'Sr', 'Bl', 'Br'].map((e) => `x_${e}.wav`),
    ],
    ['numbers with a gap', ['x_1.wav', 'x_2.wav', 'x_3.wav', 'x_4.wav', 'x_5.wav', 'x_7.wav']],
    ['words that only end like a speaker', ['bell.wav', 'bar.wav']],
    ['names that are nothing but an ending, of no folder', ['L.wav', 'R.wav']],
  ])('%s', (_name, names) => {
    expect(importUnits(names).every(({ members }) => members.length === 1)).toBe(true)
  })
})

it('every file is in exactly one track, whatever the names', () => {
  const ending = fc.constantFrom('L', 'R', 'C', 'LFE', 'Ls', 'Rs', 'Sl', 'BR', 'Lt', 'Rt', '1', '06', 'x', '')
  const name = fc
    .tuple(
      fc.constantFrom('DX', 'FX', 'Ж'),
      fc.constantFrom('.', '_', ' ', ''),
      ending,
      fc.constantFrom('', ' (1)'),
      fc.constantFrom('.wav', ''),
    )
    .map((parts) => parts.join(''))
  const found = fc.tuple(fc.oneof(name, fc.string({ unit: 'binary' })), fc.constantFrom('', 'A', 'B'))
  fc.assert(
    fc.property(fc.array(found, { maxLength: 20 }), (files) => {
      const names = files.map(([file]) => file)
      const units = importUnits(
        names,
        files.map(([, folder]) => folder),
      )
      expect(units.flatMap(({ members }) => members.map(({ index }) => index)).sort((a, b) => a - b)).toEqual(
        names.map((_, index) => index),
      )
      for (const { members } of units) {
        if (members.length === 1) continue
        const speakers = members.map(({ speaker }) => speaker)
        expect(INTERPRETATIONS.map((layout) => layout.speakers)).toContainEqual(speakers)
      }
    }),
  )
})
