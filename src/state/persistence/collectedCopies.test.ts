import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FileFormat, MediaInfo } from '../../domain/media.ts'
import { samples } from '../../domain/units.ts'
import { copyName } from './collectedCopies.ts'

const info: MediaInfo = {
  fileName: 'DX.wav',
  format: 'bw64',
  fingerprint: '0123456789abcdef'.repeat(4),
  sampleRate: 48_000,
  pcm: { encoding: { kind: 'int', bits: 24, endian: 'le' }, channels: 1, dataOffset: 44, length: samples(1) },
  warnings: [],
}

it('names a copy after its content, its name, its date and its format', async () => {
  const key = `${'0123456789abcdef'.repeat(4)}.3edbcf617bdf6eb1`
  expect(copyName(info)).toBe(`${key}.bw64`)
  expect(copyName({ ...info, modified: 1_700_000_000_000 })).toBe(`${key}.1700000000000.bw64`)
})

it('never takes part of a file name, nor what a session file claims to be a fingerprint or a format, for a path', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('..', '../wav', '.crswap', 'constructor', 'wav', `${'0'.repeat(64)}\n`, '0'.repeat(64)),
  )
  await fc.assert(
    fc.asyncProperty(text, text, text, fc.double(), async (fileName, fingerprint, format, modified) => {
      const name = copyName({ ...info, fileName, fingerprint, modified, format: format as FileFormat })
      if (name !== null) expect(name).toMatch(/^[0-9a-f]{64}\.[0-9a-f]{16}(\.-?\d+)?\.[0-9a-z]{3,4}$/)
    }),
  )
})
