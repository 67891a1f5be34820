import { expect, it } from 'vitest'
import { kernelModule } from '../testing/kernelModule.ts'
import { mediaFixture } from '../testing/mediaFixture.ts'
import { noise } from '../testing/signals.ts'
import { wavFixture } from '../testing/wavFixture.ts'
import { fileByteSource } from './byteSource.ts'
import { StreamedFile } from './streamedFile.ts'
import { measureWaveform } from './waveform.ts'

const module = kernelModule()
/** Three reads and a part of one; the last peak is of one sample. */
const LENGTH = 900_097
const channels = [noise(LENGTH, 1), noise(LENGTH, 2).map((value) => value / 3)]
const file = new File([wavFixture({ samples: channels, encoding: 's24' }).slice()], 'pair.wav')
const info = mediaFixture('pair.wav', { channels: 2, length: LENGTH })

it('is the same through one stream into one memory as by reads of their own', async () => {
  const plain = fileByteSource(file)
  const apart = { read: (offset: number, length: number) => plain.read(offset, length) }
  const [streamed, read] = [
    await measureWaveform(module, new StreamedFile(file), info, () => true),
    await measureWaveform(module, apart, info, () => true),
  ]
  expect(streamed).toEqual(read)
  const [finest] = streamed.ok ? streamed.value.levels : []
  expect(finest?.values.length).toBe(2 * Math.ceil(LENGTH / 256))
  const last = channels.map((channel) => channel[LENGTH - 1] ?? 0)
  const { length } = finest?.values ?? []
  const [low = 9, high = 9] = finest?.values.slice((length ?? 0) - 2) ?? []
  expect(Math.abs(low / 127 - Math.min(0, ...last))).toBeLessThan(0.02)
  expect(Math.abs(high / 127 - Math.max(0, ...last))).toBeLessThan(0.02)
})

it('stops where it is told to', async () => {
  const done: number[] = []
  const stopped = await measureWaveform(module, new StreamedFile(file), info, (part) => done.push(part) < 2)
  expect(stopped).toEqual({ ok: false, error: { code: 'cancelled' } })
  expect(done.length).toBe(2)
})
