import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MediaInfo } from './media.ts'
import { fileNameKey, matchMedia, namesToSearch, type OfferedFile, planRelink } from './relink.ts'
import { samples } from './units.ts'

const known: MediaInfo = {
  fileName: 'DX_r01.wav',
  format: 'wav',
  bytes: 6_000_044,
  fingerprint: 'f1',
  sampleRate: 48_000,
  pcm: {
    encoding: { kind: 'int', bits: 24, endian: 'le' },
    channels: 2,
    dataOffset: 44,
    length: samples(1_000_000),
  },
  warnings: [],
}
const { bytes: _bytes, fingerprint: _fingerprint, ...knownByLength } = known
const original = {
  fileName: 'DX_r01.wav',
  bytes: 6_000_044,
  fingerprint: 'f1',
  length: 1_000_000,
  channels: 2,
} satisfies OfferedFile
const { fingerprint: _unchecked, ...withoutFingerprint } = original

describe('matchMedia', () => {
  it('takes the file itself under any name', () => {
    expect(matchMedia(known, original)).toEqual({ same: true })
    expect(matchMedia(known, { ...original, fileName: 'copy of it.wav' })).toEqual({ same: true })
  })

  it.each<[OfferedFile, string]>([
    [{ ...original, length: 1_000_012 }, 'it is 12 samples longer'],
    [{ ...original, length: 999_999 }, 'it is 1 sample shorter'],
    [{ ...original, channels: 6 }, 'it has 6 channels, not 2'],
    [{ ...original, channels: 1, length: 7 }, 'it has 1 channel, not 2'],
    [{ ...original, fingerprint: 'f2' }, 'its content is different'],
    [{ ...withoutFingerprint, bytes: 6_000_046 }, 'its content is different'],
    [withoutFingerprint, 'its content could not be checked'],
  ])('says what differs: %j', (offered, detail) => {
    expect(matchMedia(known, offered)).toEqual({ same: false, detail })
  })

  it('counts at the rate of the file, not of the session', () => {
    const conformed: MediaInfo = {
      ...known,
      format: 'flac',
      conform: { codec: 'FLAC', sampleRate: 44_100, length: samples(918_750) },
    }
    expect(matchMedia(conformed, { ...original, length: 918_750 })).toEqual({ same: true })
    expect(matchMedia(conformed, original)).toMatchObject({ detail: 'it is 81250 samples longer' })
    const asHeadersSay = { ...original, length: 918_750, channels: 1 }
    expect(matchMedia(conformed, asHeadersSay), 'a decoder may find more').toEqual({ same: true })
  })

  it('goes by the fingerprint where a format does not count its samples', () => {
    const { length: _, ...uncounted } = original
    expect(matchMedia(known, uncounted)).toEqual({ same: true })
    expect(matchMedia(known, { ...uncounted, fingerprint: 'f2' })).toMatchObject({ same: false })
  })

  it('goes by length and channels where the session knows no more', () => {
    expect(matchMedia(knownByLength, { ...original, fingerprint: 'any' })).toEqual({ same: true })
    expect(matchMedia(knownByLength, { ...original, length: 1 })).toMatchObject({ same: false })
  })
})

describe('fileNameKey', () => {
  it.each([
    ['Été – Szene 4.WAV', 'e\u0301te\u0301 – szene 4.wav'],
    ['ΛΌΓΟΣ.wav', 'λόγος.WAV'],
    ['СЦЕНА ёлка.wav', 'сцена Ёлка.wav'],
    ['が.wav', 'か\u3099.wav'],
    ['İstanbul.wav', 'i\u0307stanbul.wav'],
  ])('%s and %s are one', (a, b) => {
    expect(fileNameKey(a)).toBe(fileNameKey(b))
  })

  it('tells different names apart', () => {
    expect(fileNameKey('DX_r01.wav')).not.toBe(fileNameKey('DX_r02.wav'))
    expect(fileNameKey('ete.wav')).not.toBe(fileNameKey('été.wav'))
    expect(fileNameKey('🎬1.wav')).not.toBe(fileNameKey('🎬.wav'))
  })

  it('does not depend on composition, and is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const key = fileNameKey(name)
        expect(fileNameKey(name.normalize('NFD'))).toBe(key)
        expect(fileNameKey(key)).toBe(key)
      }),
    )
  })
})

it('looks also for the name that a second file of one drop had on disk', () => {
  const missing = {
    a: known,
    b: { ...known, fileName: 'DX (1).wav' },
    c: { ...known, fileName: 'Take (2) b' },
  }
  expect([...namesToSearch(missing)]).toEqual(['DX_r01.wav', 'DX (1).wav', 'Take (2) b', 'DX.wav'])
})

describe('planRelink', () => {
  const plan = (offered: readonly OfferedFile[], info = known) => planRelink({ m: info }, offered).get('m')

  it('takes the file of that name, however it is written', () => {
    const file = { ...original, fileName: 'dx_R01.WAV' }
    expect(plan([{ ...original, fileName: 'other.wav' }, file])).toEqual({ kind: 'found', file })
  })

  it('takes a renamed file that is the same by its fingerprint', () => {
    const file = { ...original, fileName: 'final_v2.wav' }
    expect(plan([{ ...original, fingerprint: 'f2' }, file])).toEqual({ kind: 'found', file })
  })

  it('takes any of several that are the same, and no renamed one without a fingerprint', () => {
    const [first, second] = [original, { ...original }]
    const found = plan([first, second])
    expect(found?.kind === 'found' && found.file).toBe(first)
    expect(plan([{ ...original, fileName: 'x.wav' }], knownByLength)).toEqual({ kind: 'none', nearest: null })
  })

  it('does not choose among files that nothing tells apart', () => {
    const files = [original, { ...original, fingerprint: 'f2' }]
    expect(plan(files, knownByLength)).toEqual({ kind: 'ambiguous', files })
  })

  it('says why the file of that name is not it', () => {
    const file = { ...original, length: 1_000_012, fingerprint: 'f2' }
    expect(plan([file])).toEqual({ kind: 'none', nearest: { file, detail: 'it is 12 samples longer' } })
    expect(plan([])).toEqual({ kind: 'none', nearest: null })
  })

  it('gives one file to all of its name that miss it', () => {
    const result = planRelink({ a: known, b: known }, [original])
    expect([...result.values()]).toEqual([
      { kind: 'found', file: original },
      { kind: 'found', file: original },
    ])
  })

  it('takes no file for a renamed one that is another of the session by its name', () => {
    // Stems that are alike wherever the fingerprint looked.
    const surround = { ...known, fileName: 'MX_Ls.wav' }
    const lfe = { ...original, fileName: 'mx_lfe.WAV' }
    const session = { a: surround, b: { ...known, fileName: 'MX_LFE.wav' } }
    expect(planRelink({ a: surround }, [lfe], session).get('a')).toEqual({ kind: 'none', nearest: null })
    expect(planRelink(session, [lfe]).get('a')).toEqual({ kind: 'none', nearest: null })
    const renamed = { ...original, fileName: 'MX_Ls_v2.wav' }
    const found = planRelink({ a: surround }, [lfe, renamed], session).get('a')
    expect(found).toEqual({ kind: 'found', file: renamed })
  })

  it('finds the second of two files that were dropped together, which has the name of the first on disk', () => {
    const session = { a: known, b: { ...known, fileName: 'DX_r01 (1).wav', fingerprint: 'f2' } }
    const second = { ...original, fingerprint: 'f2' }
    expect([...planRelink(session, [original, second]).values()]).toEqual([
      { kind: 'found', file: original },
      { kind: 'found', file: second },
    ])
  })

  it('does not choose among renamed files of different names', () => {
    const files = ['x.wav', 'y.wav', 'X.WAV'].map((fileName) => ({ ...original, fileName }))
    expect(plan(files)).toEqual({ kind: 'ambiguous', files })
    const same = files.filter(({ fileName }) => fileName !== 'y.wav')
    expect(plan(same)).toEqual({ kind: 'found', file: same[0] })
  })

  it('never finds a file that does not match', () => {
    const offered = fc.record({
      fileName: fc.constantFrom('DX_r01.wav', 'dx_r01.WAV', 'other.wav'),
      bytes: fc.constantFrom(6_000_044, 5),
      fingerprint: fc.constantFrom('f1', 'f2'),
      length: fc.constantFrom(1_000_000, 999_999),
      channels: fc.constantFrom(1, 2),
    })
    fc.assert(
      fc.property(
        fc.array(offered, { maxLength: 6 }),
        fc.constantFrom(known, knownByLength),
        (files, info) => {
          const result = plan(files, info)
          if (result?.kind === 'found') expect(matchMedia(info, result.file)).toEqual({ same: true })
          else if (info === known) expect(files.some((file) => matchMedia(info, file).same)).toBe(false)
        },
      ),
    )
  })
})
