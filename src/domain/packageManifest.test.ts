import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mediaEntry } from './packageManifest.ts'

describe('what a file is called in a package', () => {
  it('keeps its extension, however long its name is', () => {
    const long = '映画のダイアローグ最終版'.repeat(12)
    expect(mediaEntry(`${long}.wav`, 0)).toMatch(/^media\/0001_映画のダイアローグ.*\.wav$/)
    expect(mediaEntry(`${long}.flac.wav`, 11)).toMatch(/^media\/0012_映画.*\.flac\.wav$/)
    expect(mediaEntry('DX_r01.wav', 0)).toBe('media/0001_DX_r01.wav')
    expect(mediaEntry('DX r01 ', 0)).toBe('media/0001_DX_r01')
    expect(mediaEntry('.wav', 0)).toBe('media/0001_wav')
  })

  it('is no longer than file systems take, and no path', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.constantFrom('', '.wav', '.WAV', '.flac', '.mp3.wav', '.', '..'),
        (stem, extension) => {
          const name = mediaEntry(stem + extension, 0).replace(/^media\//, '')
          expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(205)
          expect(name).toMatch(/^0001_[^/\\<>:"|?*]+$/)
          if (stem && extension.length > 2)
            expect(name.toLowerCase().endsWith(extension.toLowerCase())).toBe(true)
        },
      ),
    )
  })
})
