import { describe, expect, it } from 'vitest'
import { aiffFixture } from '../../testing/aiffFixture.ts'
import { bytesRead } from '../../testing/memoryByteSource.ts'
import { probeFile } from '../../testing/probeFile.ts'
import { sparseSource } from '../../testing/sparseSource.ts'
import { ascii, type FixtureChunk, type WavFixture, wavFixture } from '../../testing/wavFixture.ts'

const FOUR_GIB = 2 ** 32
const UNKNOWN = 0xffff_ffff
/** Of 24-bit stereo. */
const DATA = 5_200_000_002
const LIST: FixtureChunk = { id: 'LIST', body: ascii('INFOISFT\x06\0\0\0Stage\0') }
const EMPTY = [new Float64Array(0), new Float64Array(0)]

/** The start of a file up to its audio, and what comes after it. */
function parts(fixture: Omit<WavFixture, 'samples'>, channels = EMPTY) {
  const bytes = wavFixture({ samples: channels, ...fixture })
  const audio = wavFixture({ samples: channels, ...fixture, chunksAfter: [] }).length
  return { head: bytes.subarray(0, audio), tail: bytes.subarray(audio) }
}

async function accepted(source: ReturnType<typeof sparseSource>) {
  const info = await probeFile(source)
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  return info.value
}

const wrapped = (stated: number, held: number): string =>
  `The size of its audio did not fit in its header, which says ${stated} bytes: the file holds ${held}, and all are read.`

describe('audio past 4 GiB whose 32-bit size has wrapped', () => {
  const dataSize = DATA % FOUR_GIB

  // FFmpeg's wavenc.c once left the first pair. It leaves FFFFFFFFh twice now, which needs none of this.
  it.each([
    ['too', (44 + DATA - 8) % FOUR_GIB],
    ['and that of the file is unknown', UNKNOWN],
    ['and that of the file is 0', 0],
  ])('is read to its end, where the size of the file has wrapped %s', async (_name, riffSize) => {
    const { head } = parts({ dataSize, riffSize })
    const source = sparseSource(head.length + DATA, head)
    const info = await accepted(source)
    expect(info.pcm.length).toBe(DATA / 6)
    expect(info.warnings).toEqual([wrapped(dataSize, DATA)])
    expect(source.reads.length).toBeLessThanOrEqual(8)
    expect(bytesRead(source)).toBeLessThan(200_000)
  })

  it('is read to the chunks after it, and they are too', async () => {
    const { head, tail } = parts({ dataSize, chunksAfter: [LIST] })
    const info = await accepted(sparseSource(head.length + DATA + tail.length, head, tail))
    expect(info.pcm.length).toBe(DATA / 6)
    expect(info.metadata?.tags?.software).toBe('Stage')
    expect(info.warnings).toEqual([wrapped(dataSize, DATA)])
  })

  it('is found where the format comes after it', async () => {
    const { head, tail } = {
      head: wavFixture({ samples: EMPTY, omit: 'fmt', dataSize }),
      tail: wavFixture({ samples: EMPTY, omit: 'data' }).subarray(12),
    }
    const info = await accepted(sparseSource(head.length + DATA + tail.length, head, tail))
    expect(info.pcm.length).toBe(DATA / 6)
    expect(info.warnings).toEqual([wrapped(dataSize, DATA)])
  })

  it.each([1, 2, 3])('may have wrapped %i times', async (times) => {
    const held = 600 + times * FOUR_GIB + ((6 - ((times * FOUR_GIB) % 6)) % 6)
    const { head } = parts({ dataSize: held % FOUR_GIB })
    const info = await accepted(sparseSource(head.length + held, head))
    expect(info.pcm.length).toBe(held / 6)
  })

  it('may be odd, with its pad byte or without, before chunks or at the end', async () => {
    const held = FOUR_GIB + 601
    const mono = [new Float64Array(0)]
    for (const pad of [0, 1])
      for (const chunksAfter of [[], [LIST]]) {
        const { head, tail } = parts({ encoding: 'u8', dataSize: 601, chunksAfter }, mono)
        const info = await accepted(sparseSource(head.length + held + pad + tail.length, head, tail))
        expect(info.pcm.length).toBe(held)
        expect(info.warnings).toEqual([wrapped(601, held)])
      }
  })

  it('is read to its end in AIFF too', async () => {
    const form = aiffFixture({
      samples: EMPTY,
      common: { frames: DATA / 6 },
      formSize: (46 + DATA) % FOUR_GIB,
      soundSize: (8 + DATA) % FOUR_GIB,
    })
    const info = await accepted(sparseSource(form.length + DATA, form))
    expect(info.pcm.length).toBe(DATA / 6)
    expect(info.warnings).toEqual([wrapped(DATA % FOUR_GIB, DATA)])
  })
})

describe('a size of audio that is stale', () => {
  it.each([0, UNKNOWN])(
    'is not believed where the file says by %i that it was not finished, and no chunk follows',
    async (riffSize) => {
      const { head } = parts({ dataSize: 905_032_706, riffSize })
      const info = await accepted(sparseSource(head.length + 4_700_000_000, head))
      expect(info.pcm.length).toBe(Math.floor(4_700_000_000 / 6))
      expect(info.warnings).toEqual([
        'The recording was not finalised, or not copied whole: its header says 905032706 bytes of audio, the file holds 4700000000. It is read as far as the file goes.',
        'Its audio ends part-way through a sample: the last 2 bytes are left out.',
      ])
    },
  )

  it.each([100_000, 600_000])(
    'is believed where the file says that it has %i bytes, and what is left out is said',
    async (riffSize) => {
      const { head } = parts({ dataSize: 6000, riffSize })
      const info = await accepted(sparseSource(head.length + 500_000, head))
      expect(info.pcm.length).toBe(1000)
      expect(info.warnings.at(-1)).toBe(
        'Of its audio the 6000 bytes that its header says are read; the last 494000 bytes of the file are no WAV chunks and are left out. If sound is missing at the end, export it again.',
      )
      expect(info.warnings.join()).not.toContain('as far as the file goes')
    },
  )

  it('is believed past 4 GiB where it fits neither the file nor 2³² bytes less', async () => {
    const { head } = parts({ dataSize: 6000, riffSize: 6036 })
    const info = await accepted(sparseSource(head.length + DATA, head))
    expect(info.pcm.length).toBe(1000)
    expect(info.warnings).toEqual([
      `Of its audio the 6000 bytes that its header says are read; the last ${DATA - 6000} bytes of the file are no WAV chunks and are left out. If sound is missing at the end, export it again.`,
    ])
  })

  it('is believed where chunks follow to the end of the file, however long they are', async () => {
    const { head } = parts({ dataSize: 0, riffSize: UNKNOWN })
    const audio = new Uint8Array(head.length + 600 + 8)
    audio.set(head)
    new DataView(audio.buffer).setUint32(head.length - 4, 600, true)
    audio.set(ascii('JUNK'), head.length + 600)
    const junk = FOUR_GIB - 2
    new DataView(audio.buffer).setUint32(head.length + 604, junk, true)
    const info = await accepted(sparseSource(audio.length + junk, audio))
    expect(info.pcm.length).toBe(100)
  })
})
