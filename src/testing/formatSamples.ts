import type { PcmFormat } from '../domain/media.ts'
import { aiffFixture, big32 } from './aiffFixture.ts'
import { layoutBytes } from './channelLayoutFixture.ts'
import {
  broadcastChunk,
  cueChunk,
  listChunk,
  pointRegion,
  pointText,
  productionChunk,
} from './metadataFixture.ts'
import { noise } from './signals.ts'
import { ascii, concat, type FixtureChunk, wavFixture } from './wavFixture.ts'

const MONO = [noise(101, 1)]
const STEREO = [noise(100, 2), noise(100, 3)]
const LCR = [noise(100, 4), noise(100, 5), noise(100, 6)]

/** One of each chunk that is read. */
const WAVE_CHUNKS: readonly FixtureChunk[] = [
  broadcastChunk({ description: 'Reel 1', timeReference: 172_800_000n, codingHistory: 'A=PCM\r\n' }),
  productionChunk(
    '<BWFXML><SCENE>1&amp;2</SCENE><SPEED><TIMECODE_RATE>24/1</TIMECODE_RATE></SPEED></BWFXML>',
  ),
  cueChunk([
    { id: 1, sample: 5 },
    { id: 2, sample: 50 },
  ]),
  listChunk('adtl', [
    ['labl', pointText(1, 'in')],
    ['note', pointText(1, 'here')],
    ['ltxt', pointRegion(2, 9)],
  ]),
  listChunk('INFO', [['INAM', ascii('Storm')]]),
]

const AIFF_CHUNKS: readonly FixtureChunk[] = [
  { id: 'NAME', body: ascii('Storm') },
  { id: 'ANNO', body: ascii('of annotations') },
  { id: 'MARK', body: concat([Uint8Array.of(0, 1, 0, 1), big32(5), ascii('\x02in\0')]) },
]

/**
 * Sound files of every format that is read in place, each of 100 or 101 samples at 48 kHz, with what they may have about them: a new format
 * does not compile without some, and every format's tests run over all of them.
 */
export const FORMAT_SAMPLES: Readonly<Record<PcmFormat, readonly Uint8Array[]>> = {
  wav: [
    wavFixture({ samples: STEREO, chunksBefore: WAVE_CHUNKS }),
    wavFixture({ samples: MONO, extensible: {}, fmtAfterData: true, unpaddedData: true }),
    wavFixture({ samples: STEREO, encoding: 'f32', chunksAfter: WAVE_CHUNKS }),
    wavFixture({
      samples: MONO,
      encoding: 'u8',
      chunksBetween: [{ id: 'JUNK', body: new Uint8Array(300) }],
    }),
  ],
  rf64: [
    wavFixture({ samples: STEREO, wide: { id: 'RF64' }, chunksAfter: WAVE_CHUNKS }),
    wavFixture({
      samples: MONO,
      encoding: 'f64',
      wide: { id: 'RF64', ds64: { table: [['JUNK', 30n]] } },
      chunksBefore: [{ id: 'JUNK', body: new Uint8Array(30), size: 0xffff_ffff }],
    }),
  ],
  bw64: [wavFixture({ samples: STEREO, extensible: {}, wide: { id: 'BW64' }, chunksBefore: WAVE_CHUNKS })],
  aiff: [
    aiffFixture({ samples: STEREO, chunksBefore: AIFF_CHUNKS }),
    aiffFixture({ samples: MONO, encoding: 's8', soundBeforeCommon: true, soundOffset: 6 }),
    aiffFixture({
      samples: LCR,
      encoding: 's8',
      chunksBefore: [{ id: 'CHAN', body: layoutBytes({ tag: 0, labels: [1, 3, 2] }) }],
    }),
  ],
  aifc: [
    aiffFixture({ samples: STEREO, encoding: 's16', coding: 'sowt', littleEndian: true }),
    aiffFixture({ samples: MONO, encoding: 'f32', coding: 'fl32', chunksAfter: AIFF_CHUNKS }),
  ],
}
