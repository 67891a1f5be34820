import { expect, it } from 'vitest'
import type { ConformSource } from '../../domain/media.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import { conformedInfo } from './conformedCopy.ts'

it('markers past the end of a file that did not say how long it is are left out when that is known', () => {
  const marker = (sample: number) => ({ sample: samplePosition(sample), label: `${sample}` })
  const source: ConformSource = {
    fileName: 'a.mp3',
    format: 'mp3',
    bytes: 1000,
    codec: 'MP3',
    sampleRate: 44_100,
    channels: 1,
    fingerprint: 'a',
    metadata: { tags: { title: 'A' }, markers: [marker(100), marker(1000), marker(1001)] },
    warnings: ['odd'],
  }
  const note = {
    channels: 1,
    sampleRate: 44_100,
    sourceLength: samples(1000),
    length: samples(1088),
    warnings: [],
  }
  const within = conformedInfo(source, note, 48_000)
  expect(within.metadata).toEqual({ tags: { title: 'A' }, markers: [marker(100), marker(1000)] })
  expect(within.warnings).toEqual(['odd', 'One of its markers is past the end of its audio and left out.'])
  const { metadata } = conformedInfo({ ...source, metadata: { markers: [marker(2000)] } }, note, 48_000)
  expect(metadata).toBeUndefined()
})
