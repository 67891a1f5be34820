import type { AudioTrack, ConformSource, MediaInfo } from '../domain/media.ts'
import { samples } from '../domain/units.ts'
import { infoNamed } from './appRig.ts'

const FINGERPRINT = 'ab'.repeat(32)

/** An audio track of a MOV of 1000 bytes; the fingerprint of every file is the same. */
export const source = (fileName: string, audioTrack?: AudioTrack): ConformSource => ({
  fileName,
  format: 'mov',
  ...(audioTrack && { audioTrack }),
  bytes: 1000,
  codec: 'AAC',
  sampleRate: 48_000,
  channels: 1,
  length: samples(48_000),
  fingerprint: FINGERPRINT,
  warnings: [],
})

/** That track as it is in a session. */
export const conformed = ({ fileName, audioTrack }: ConformSource): MediaInfo =>
  infoNamed(fileName, {
    format: 'mov',
    fingerprint: FINGERPRINT,
    ...(audioTrack && { audioTrack }),
    conform: { codec: 'AAC', sampleRate: 48_000, length: samples(48_000) },
  })

export const NAMED: readonly AudioTrack[] = [
  { number: 1 },
  { number: 3, name: 'MX' },
  { number: 4, name: 'Foley' },
]
