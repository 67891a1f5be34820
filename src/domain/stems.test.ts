import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STEMS, type StemId, stemSpec, stemsInName } from './stems.ts'

const stemFromName = (fileName: string): StemId | undefined => stemsInName(fileName)[0]

describe('the stem that a name suggests', () => {
  it.each<[StemId, readonly string[]]>([
    [
      'dialogue',
      [
        'DX.wav',
        'dia.wav',
        'Dialog.wav',
        'R02 dialogue v3.wav',
        'DX1.wav',
        'r02_dx-v3.wav',
        'Marta.ADR.wav',
        'film_s01e02_DIAStem_2ch_48k_24b_23976.wav',
        'dlg(2).wav',
        'prod-DX[L].wav',
      ],
    ],
    [
      'effects',
      [
        'FX.wav',
        'sfx_door.wav',
        'BG.wav',
        'bg02.wav',
        'FOL steps.wav',
        'Foley.wav',
        'AMB-sea.wav',
        'chefs_table_s02e02_v03_FXSTEM_2ch_48k_24b_23976.wav',
      ],
    ],
    ['fill', ['FILL.wav', 'room_fill.wav', 'MEfill.wav']],
    ['music', ['MX.wav', 'mus_01.wav', 'Music.wav', 'score - reel 4.wav', 'mx1m1.wav', '1m2 MX.wav']],
  ])('%s', (stem, names) => {
    for (const name of names) expect(stemFromName(name), name).toBe(stem)
  })

  it.each([
    'index.wav',
    'foliage.wav',
    'musical.wav',
    'museum.wav',
    'lamb.wav',
    'ambulance.wav',
    'effective.wav',
    'dialect.wav',
    'diary.wav',
    'prefix.wav',
    'radx.wav',
    'refill.wav',
    'scorer.wav',
    'bgm.wav',
    'MÉDIA.wav',
    'DIÄ.wav',
    'take 4.wav',
    '',
    '.wav',
    '12345.wav',
    '__proto__.wav',
    'constructor toString hasOwnProperty.wav',
    '<img onerror=alert(1)>.wav',
    '../../etc/passwd',
    '\u0000\u202e\uffff',
  ])('none: %j', (name) => {
    expect(stemFromName(name)).toBeUndefined()
  })

  it('is the first of several', () => {
    expect(stemFromName('FX for MX.wav')).toBe('effects')
    expect(stemFromName('mx_under_dx.wav')).toBe('music')
  })

  it('is found for every claimed word, in any case, between any others that are not letters', () => {
    const claimed = STEMS.flatMap(({ id, words }) => words.map((word) => [id, word] as const))
    const mark = fc.constantFrom('_', '-', ' ', '.', '1', '(', '/', '—', '', '7')
    fc.assert(
      fc.property(
        fc.constantFrom(...claimed),
        mark,
        mark,
        fc.boolean(),
        ([id, word], before, after, lower) => {
          expect(stemFromName(`4${before}${lower ? word.toLowerCase() : word}${after}9.wav`)).toBe(id)
        },
      ),
    )
  })

  it('is never found inside a longer word', () => {
    const claimed = new Set(STEMS.flatMap(({ words }) => words))
    fc.assert(
      fc.property(
        fc.constantFrom(...claimed),
        fc.stringMatching(/^[a-zé]{1,4}$/),
        fc.boolean(),
        (word, letters, leading) => {
          const joined = leading ? letters + word : word + letters
          fc.pre(!claimed.has(joined.toUpperCase()))
          expect(stemFromName(`${joined}.aif`)).toBeUndefined()
        },
      ),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const stem = stemFromName(name)
        expect(stem === undefined || stemSpec(stem).id === stem).toBe(true)
      }),
    )
  })
})

describe('the stems', () => {
  it('have codes and words of their own', () => {
    const words = STEMS.flatMap((stem) => stem.words)
    expect(new Set(words).size).toBe(words.length)
    expect(new Set(STEMS.map(({ code }) => code)).size).toBe(STEMS.length)
    for (const word of words) expect(word).toMatch(/^[A-Z]+$/)
  })
})
