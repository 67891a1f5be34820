import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SampleSource } from '../domain/ports.ts'
import { readSamples } from '../media/readSamples.ts'
import { measureWaveform } from '../media/waveform.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { mediaFixture } from '../testing/mediaFixture.ts'
import { memoryByteSource } from '../testing/memoryByteSource.ts'
import { noise, sine } from '../testing/signals.ts'
import { wavFixture } from '../testing/wavFixture.ts'
import { sampleColumns, samplesBetween } from '../ui/timeline/sampleWave.ts'
import { chooseLevel, peakColumns } from '../ui/timeline/waveform.ts'

const LENGTH = 40_000
const module = kernelModule()
const planar = [noise(LENGTH, 1), sine(LENGTH, 997, 0.9)]
const info = mediaFixture('pair.wav', { channels: 2, length: LENGTH })
const source = memoryByteSource('pair.wav', wavFixture({ samples: planar, encoding: 's24' }))

describe('readSamples', () => {
  it('gives the samples of every channel from any place', async () => {
    const read = await readSamples(module, source, info, 12_345, 1000)
    if (!read.ok) throw new Error(read.error.code)
    expect(read.value.channels.map(({ length }) => length)).toEqual([1000, 1000])
    read.value.channels.forEach((channel, c) => {
      channel.forEach((value, n) => {
        expect(Math.abs(value - (planar[c]?.[12_345 + n] ?? 9))).toBeLessThan(2 ** -22)
      })
    })
  })

  it('fails beyond the end', async () => {
    expect((await readSamples(module, source, info, LENGTH - 10, 20)).ok).toBe(false)
  })
})

/** Blocks that are short, so that a picture needs several. */
async function blocks(blockLength: number): Promise<SampleSource> {
  const count = Math.ceil(LENGTH / blockLength)
  const read = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      readSamples(module, source, info, n * blockLength, Math.min(blockLength, LENGTH - n * blockLength)),
    ),
  )
  return {
    blockLength,
    block: (_, n) => {
      const block = read[n]
      return block?.ok ? block.value : undefined
    },
    subscribe: () => () => undefined,
    version: () => 0,
  }
}

describe('peaks and samples', () => {
  it('are one picture where a column is a peak', async () => {
    const whole = { read: (offset: number, length: number) => source.read(offset, length) }
    const peaks = await measureWaveform(module, whole, info, () => true)
    const level = peaks.ok ? chooseLevel(peaks.value, 256) : undefined
    if (!level) throw new Error('no peaks')
    expect(level.samplesPerPeak).toBe(256)
    const known = samplesBetween(await blocks(1000), 'x', 512, 512 + 256 * 50) ?? []
    expect(sampleColumns(known, 0, 256, 50)).toEqual(peakColumns(level, 512, 256, 50))
  })

  it('and any stretch of samples is put together from blocks as it was', async () => {
    const all = await readSamples(module, source, info, 0, LENGTH)
    if (!all.ok) throw new Error(all.error.code)
    for (const size of [64, 1000, 16_384]) {
      const some = await blocks(size)
      fc.assert(
        fc.property(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: 3000 }), (from, length) => {
          const to = Math.min(LENGTH, from + length)
          const found = samplesBetween(some, 'x', from, to)
          expect(found).toEqual(all.value.channels.map((channel) => channel.slice(from, to)))
        }),
        { numRuns: 25 },
      )
      expect(samplesBetween(some, 'x', LENGTH - 5, LENGTH + size)).toBeUndefined()
    }
  })
})
