import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyName as conformedName } from '../media/conform/conformedCopy.ts'
import { fingerprint } from '../media/fingerprint.ts'
import { peaksName } from '../media/peaksFile.ts'
import { copyName as collectedName } from '../state/persistence/collectedCopies.ts'
import { mediaFixture } from '../testing/mediaFixture.ts'
import { sparseSource } from '../testing/sparseSource.ts'
import { contentKey } from './contentKey.ts'

const modified = 1_700_000_000_000
const print = '0123456789abcdef'.repeat(4)
const head = Uint8Array.from({ length: 44 }, (_, n) => n)
const SIZE = 8 * 2 ** 20

/** All that is kept of a file in the browser's storage, by name. */
const namesOf = (fileName: string, found: string): readonly (string | null)[] => {
  const info = mediaFixture(fileName, { fingerprint: found, modified })
  return [conformedName(info, 48_000), peaksName(info, 48_000), collectedName(info)]
}

describe('what is kept of a file', () => {
  it('is not taken for what is of another name, as long, of the same date and alike wherever it was looked at', async () => {
    const silent = sparseSource(SIZE, head)
    // An event of a second, between two blocks of the fingerprint.
    const event = {
      ...silent,
      read: async (offset: number, length: number) => {
        const read = await silent.read(offset, length)
        if (read.ok)
          read.value.forEach((_, n) => {
            if (offset + n >= 100_000 && offset + n < 120_000) read.value[n] = 0x7f
          })
        return read
      },
    }
    const [lfe, surround] = await Promise.all([fingerprint(silent), fingerprint(event)])
    if (!lfe.ok || !surround.ok) throw new Error('not read')
    expect(surround.value, 'the fingerprint tells them not apart').toBe(lfe.value)
    const ofLfe = namesOf('MX_LFE.wav', lfe.value)
    const ofSurround = namesOf('MX_Ls.wav', surround.value)
    expect(ofLfe).not.toContain(null)
    for (const [kind, name] of ofLfe.entries()) expect(ofSurround[kind]).not.toBe(name)
    expect(namesOf('MX_LFE.wav', lfe.value), 'and each is found again').toEqual(ofLfe)
  })

  it.each([
    ['255 bytes', 'a'.repeat(251)],
    ['Japanese', 'と'.repeat(83)],
    ['combining marks', 'e\u0301'.repeat(80)],
    ['emoji', '😀'.repeat(62)],
    ['a path', '../../a'],
    ['nothing', ''],
  ])('has a name that storage takes, whatever the file is called: %s', async (_name, base) => {
    for (const name of namesOf(`${base}.wav`, print)) {
      expect(name).toMatch(/^[0-9a-f]{64}\.[0-9a-f]{16}\.1700000000000(-48000)?\.(f32|peaks|wav)$/)
    }
  })

  it('is kept by fingerprint, name and date: another of any is another key', () => {
    const file = fc.record(
      {
        // In both compositions, and in both cases: four files on many disks.
        fileName: fc.constantFrom('\u00e9.wav', 'e\u0301.wav', 'E.wav', 'e.wav'),
        fingerprint: fc.constantFrom(print, print.replaceAll('0', 'f')),
        modified: fc.nat(3),
      },
      { requiredKeys: ['fileName', 'fingerprint'] },
    )
    fc.assert(
      fc.property(file, file, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other)
        expect(contentKey(one) === contentKey(other)).toBe(same)
      }),
    )
  })

  it('has the FNV-1a of the file’s name in it, as L. C. Noll’s table of test vectors has it', () => {
    const key = (fileName: string) => contentKey({ fileName, fingerprint: print })
    expect(key('')).toBe(`${print}.cbf29ce484222325`)
    expect(key('a')).toBe(`${print}.af63dc4c8601ec8c`)
    expect(key('foobar')).toBe(`${print}.85944171f73967e8`)
  })

  it('is nothing without a fingerprint that is one', () => {
    expect(contentKey({ fileName: 'a.wav' })).toBeNull()
    expect(contentKey({ fileName: 'a.wav', fingerprint: '../a' })).toBeNull()
  })
})
