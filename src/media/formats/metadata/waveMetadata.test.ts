import { describe, expect, it } from 'vitest'
import type { MediaInfo } from '../../../domain/media.ts'
import { mediaMetadata } from '../../../domain/mediaMetadataSchema.ts'
import { FRAME_RATES } from '../../../domain/timecode.ts'
import { memoryByteSource } from '../../../testing/memoryByteSource.ts'
import {
  type BroadcastFixture,
  broadcastChunk,
  cueChunk,
  listChunk,
  little32,
  pointRegion,
  pointText,
  productionChunk,
} from '../../../testing/metadataFixture.ts'
import { probeFile } from '../../../testing/probeFile.ts'
import { noise } from '../../../testing/signals.ts'
import { ascii, concat, type FixtureChunk, type WavFixture, wavFixture } from '../../../testing/wavFixture.ts'

const STEREO = [noise(1000, 1), noise(1000, 2)]

async function read(chunks: readonly FixtureChunk[], fixture: Partial<WavFixture> = {}): Promise<MediaInfo> {
  const bytes = wavFixture({ samples: STEREO, chunksAfter: chunks, ...fixture })
  const info = await probeFile(memoryByteSource('a.wav', bytes))
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  // What is kept goes into the session, which is JSON.
  expect(JSON.parse(JSON.stringify(info.value))).toEqual(info.value)
  const { metadata = {} } = info.value
  expect(mediaMetadata.safeParse(metadata)).toEqual({ success: true, data: metadata })
  return info.value
}

const broadcast = async (fixture: BroadcastFixture) =>
  (await read([broadcastChunk(fixture)])).metadata?.broadcast

const production = async (inside: string) =>
  (await read([productionChunk(`<?xml version="1.0"?><BWFXML>${inside}</BWFXML>`)])).metadata?.production

describe('bext', () => {
  it('all of version 2, before the audio or after it', async () => {
    const chunk = broadcastChunk({
      description: 'Reel 1, Scène 12 – Дом',
      originator: 'Stage 3',
      originatorReference: 'GBXYZ1234567',
      date: '2026-05-01',
      time: '09:30:00',
      timeReference: 172_972_800n,
      umid: Uint8Array.of(6, 0x0a, 0x2b, 0x34),
      loudness: [-2265, 1234, -105, -1999, -2001],
      codingHistory: 'A=PCM,F=48000,W=24,M=stereo,T=one\r\nA=PCM,T=two\r\n\0\0',
    })
    const expected = {
      version: 2,
      description: 'Reel 1, Scène 12 – Дом',
      originator: 'Stage 3',
      originatorReference: 'GBXYZ1234567',
      date: '2026-05-01',
      time: '09:30:00',
      timeReference: 172_972_800,
      umid: `060A2B34${'0'.repeat(56)}`,
      loudness: {
        integratedLufs: -22.65,
        rangeLu: 12.34,
        maxTruePeakDbtp: -1.05,
        maxMomentaryLufs: -19.99,
        maxShortTermLufs: -20.01,
      },
      codingHistory: 'A=PCM,F=48000,W=24,M=stereo,T=one\nA=PCM,T=two',
    }
    expect((await read([chunk])).metadata).toEqual({ broadcast: expected })
    expect((await read([], { chunksBefore: [chunk] })).metadata).toEqual({ broadcast: expected })
  })

  it.each([
    [0, undefined, undefined],
    [1, 'FF'.repeat(64), undefined],
    [2, 'FF'.repeat(64), { integratedLufs: -23 }],
    [3, 'FF'.repeat(64), { integratedLufs: -23 }],
  ])('version %d has what it has', async (version, umid, loudness) => {
    const unused = 0x7fff
    const claims = await broadcast({
      version,
      umid: new Uint8Array(64).fill(0xff),
      loudness: [-2300, unused, unused, unused, unused],
    })
    expect(claims).toEqual({
      version,
      timeReference: 0,
      ...(umid && { umid }),
      ...(loudness && { loudness }),
    })
  })

  it.each([0x7fff, -10_000, 10_000, -32_768])('a loudness of %d was never measured', async (value) => {
    expect(await broadcast({ loudness: Array(5).fill(value) })).toEqual({ version: 2, timeReference: 0 })
  })

  it('a time reference past 32 bits, and one past all days', async () => {
    expect((await broadcast({ timeReference: 16_588_800_000n }))?.timeReference).toBe(16_588_800_000)
    for (const past of [2n ** 48n + 1n, 2n ** 53n - 1n, 1n << 60n]) {
      expect((await broadcast({ timeReference: past }))?.timeReference).toBeUndefined()
    }
  })

  it.each<[string, string | Uint8Array, string | undefined]>([
    ['Latin-1', Uint8Array.of(0x53, 0x63, 0xe8, 0x6e, 0x65), 'Scène'],
    ['rubbish after the end', ascii('Scene\0\x01\x02rubbish'), 'Scene'],
    ['control characters', 'a\x07b\x1b[31mc\x7f\u0085d', 'ab[31mcd'],
    ['marks that turn the line around', 'evil\u202egnp.\u2066x', 'evilgnp.x'],
    ['several lines', ' sSCENE=12\r\nsTAKE=3\rx\n', 'sSCENE=12\nsTAKE=3\nx'],
    ['a character cut at the end of the field', `${'a'.repeat(255)}é`, 'a'.repeat(255)],
    ['spaces only', '   ', undefined],
    ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('a description of %s', async (_name, description, text) => {
    expect((await broadcast({ description }))?.description).toBe(text)
  })

  it.each([
    [602, true],
    [412, true],
    [348, true],
    [347, false],
    [0, false],
  ])('of %d bytes', async (bytes, isRead) => {
    const info = await read([broadcastChunk({ originator: 'Stage', bytes })])
    expect(info.metadata?.broadcast?.originator).toBe(isRead ? 'Stage' : undefined)
    expect(info.warnings).toEqual(isRead ? [] : [`Its bext chunk has only ${bytes} bytes and is left out.`])
  })

  it('a coding history of a megabyte is cut, and it is said', async () => {
    const info = await read([broadcastChunk({ codingHistory: 'x'.repeat(2 ** 20) })])
    expect(info.metadata?.broadcast?.codingHistory).toHaveLength(65_536)
    expect(info.warnings).toEqual([`Its bext chunk has ${602 + 2 ** 20} bytes; the first 66138 are read.`])
  })
})

describe('iXML', () => {
  it('what a recorder writes', async () => {
    const xml = await production(`
      <IXML_VERSION>1.61</IXML_VERSION>
      <PROJECT>Lighthouse &amp; Co</PROJECT><SCENE> 12A </SCENE><TAKE>3</TAKE><TAPE>ROLL_07</TAPE>
      <NOTE>wind &lt;strong&gt;
second line</NOTE>
      <SPEED>
        <TIMECODE_RATE>30000/1001</TIMECODE_RATE><TIMECODE_FLAG>DF</TIMECODE_FLAG>
        <FILE_SAMPLE_RATE>48000</FILE_SAMPLE_RATE>
        <TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>1</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>
        <TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>5</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>
        <TIMESTAMP_SAMPLE_RATE>48048</TIMESTAMP_SAMPLE_RATE>
      </SPEED>
      <TRACK_LIST><TRACK_COUNT>2</TRACK_COUNT>
        <TRACK><CHANNEL_INDEX>3</CHANNEL_INDEX><INTERLEAVE_INDEX>1</INTERLEAVE_INDEX><NAME>Boom</NAME><FUNCTION>M-MID_SIDE</FUNCTION></TRACK>
        <TRACK><CHANNEL_INDEX>4</CHANNEL_INDEX><NAME>Lav</NAME></TRACK>
      </TRACK_LIST>`)
    expect(xml).toEqual({
      project: 'Lighthouse & Co',
      scene: '12A',
      take: '3',
      tape: 'ROLL_07',
      note: 'wind <strong>\nsecond line',
      timecodeRate: { num: 30_000, den: 1001, drop: true, label: '29.97 fps DF' },
      timestamp: { samples: 2 ** 32 + 5, sampleRate: 48_048 },
      tracks: [
        { interleave: 1, name: 'Boom', function: 'M-MID_SIDE' },
        { interleave: 4, name: 'Lav' },
      ],
    })
  })

  it.each([
    ['24000/1001', 'NDF', '23.976 fps'],
    ['24000/1001', 'DF', '23.976 fps'],
    ['25/1', '', '25 fps'],
    ['25', 'NDF', '25 fps'],
    ['30000/1001', 'NDF', '29.97 fps'],
    ['60000/1001', 'DF', '59.94 fps DF'],
    ['120000/1001', 'NDF', '119.88 fps'],
    ['48000/1001', '', '47.952 fps'],
    ['0/1', '', undefined],
    ['24/0', '', undefined],
    ['fast', '', undefined],
    ['1000000/1', '', undefined],
    ['23.9', '', undefined],
    ['23.99', '', undefined],
    ['47.952', '', undefined],
    ['24.', '', undefined],
    ['.5', '', undefined],
    ['0.0', '', undefined],
    ['1.2.3', '', undefined],
  ])('a rate of %s %s', async (rate, flag, label) => {
    const xml = await production(
      `<SPEED><TIMECODE_RATE>${rate}</TIMECODE_RATE><TIMECODE_FLAG>${flag}</TIMECODE_FLAG></SPEED>`,
    )
    expect(xml?.timecodeRate?.label).toBe(label)
  })

  it.each([
    ['23976/1000', 'NDF', '23.976 fps'],
    ['2997/100', 'DF', '29.97 fps DF'],
    ['29970/1000', 'NDF', '29.97 fps'],
    ['59940/1000', 'DF', '59.94 fps DF'],
    ['23976/1000', 'DF', '23.976 fps'],
    ['23.976', 'NDF', '23.976 fps'],
    ['23.98', 'NDF', '23.976 fps'],
    ['23.97', '', '23.976 fps'],
    ['23.976024', 'DF', '23.976 fps'],
    ['24.0', '', '24 fps'],
    ['24.000', 'NDF', '24 fps'],
    ['25.00', 'NDF', '25 fps'],
    ['29.97', 'NDF', '29.97 fps'],
    ['29.97', 'DF', '29.97 fps DF'],
    ['30.00', 'DF', '30 fps'],
    ['59.94', 'NDF', '59.94 fps'],
    ['59.94', 'DF', '59.94 fps DF'],
    ['60.0', '', '60 fps'],
  ])('a rate of %s %s is the one that it is called by', async (rate, flag, label) => {
    const xml = await production(
      `<SPEED><TIMECODE_RATE>${rate}</TIMECODE_RATE><TIMECODE_FLAG>${flag}</TIMECODE_FLAG></SPEED>`,
    )
    expect(xml?.timecodeRate).toEqual(FRAME_RATES.find((each) => each.label === label))
  })

  it('counts that no session could keep are none', async () => {
    const over = `<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>65537</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>`
    const low = '<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>1</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>'
    const fast = '<TIMESTAMP_SAMPLE_RATE>1000001</TIMESTAMP_SAMPLE_RATE>'
    for (const speed of [over + low, low + fast]) {
      expect(await production(`<SCENE>1</SCENE><SPEED>${speed}</SPEED>`)).toEqual({ scene: '1' })
    }
    const track = `<TRACK><INTERLEAVE_INDEX>${2 ** 53 - 1}</INTERLEAVE_INDEX><NAME>Boom</NAME></TRACK>`
    expect(await production(`<TRACK_LIST>${track}</TRACK_LIST>`)).toEqual({ tracks: [{ name: 'Boom' }] })
  })

  it('a sample rate that is not the file’s is named', async () => {
    const info = await read([
      productionChunk('<BWFXML><SPEED><FILE_SAMPLE_RATE>48048</FILE_SAMPLE_RATE></SPEED></BWFXML>'),
    ])
    expect(info.warnings).toEqual(['Its iXML says 48048 Hz, its header 48000 Hz: it is read at 48000 Hz.'])
  })

  describe('a timecode that is counted at another rate than the header’s', () => {
    const HOUR = 3600 * 48_048
    const speed = (samples: number, rate: number) =>
      productionChunk(
        `<BWFXML><SPEED><TIMECODE_RATE>24/1</TIMECODE_RATE>
        <TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>${samples}</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>
        <TIMESTAMP_SAMPLE_RATE>${rate}</TIMESTAMP_SAMPLE_RATE></SPEED></BWFXML>`,
      )
    const said =
      'Its iXML counts timecode at 48048 Hz, its header says 48000 Hz: its timecode is read at 48048 Hz.'

    it.each([
      ['the same in bext and iXML', HOUR, HOUR, 48_048, [said]],
      ['in iXML only', 0, HOUR, 48_048, [said]],
      ['in bext, and another in iXML', HOUR, 5, 48_048, []],
      ['nowhere', 0, 0, 48_048, []],
      ['at the same rate after all', HOUR, HOUR, 48_000, []],
    ])('%s', async (_name, bext, iXml, rate, warnings) => {
      const info = await read([broadcastChunk({ timeReference: BigInt(bext) }), speed(iXml, rate)])
      expect(info.warnings).toEqual(warnings)
    })
  })

  it.each(['-1', '1e9', '0x10', '99999999999999999999', ''])('a timestamp of %s is none', async (low) => {
    const xml = await production(
      `<SPEED><TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>${low}</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO></SPEED><SCENE>1</SCENE>`,
    )
    expect(xml).toEqual({ scene: '1' })
  })

  it('in UTF-16, and with NULs after it', async () => {
    const text = '<BWFXML><SCENE>Дом</SCENE></BWFXML>'
    const utf16 = new Uint8Array(
      new Uint16Array([0xfeff, ...Array.from(text, (c) => c.charCodeAt(0))]).buffer,
    )
    expect((await read([{ id: 'iXML', body: utf16 }])).metadata?.production?.scene).toBe('Дом')
    expect((await read([productionChunk(`${text}\0\0\0<SCENE>`)])).metadata?.production?.scene).toBe('Дом')
  })

  it('two megabytes are cut, and it is said', async () => {
    const xml = `<BWFXML><SCENE>1</SCENE><NOTE>${'x'.repeat(2 ** 21)}</NOTE></BWFXML>`
    const info = await read([productionChunk(xml)])
    expect(info.metadata?.production?.scene).toBe('1')
    expect(info.metadata?.production?.note).toHaveLength(4096)
    expect(info.warnings).toEqual([`Its iXML chunk has ${xml.length} bytes; the first 1048576 are read.`])
  })
})

describe('markers', () => {
  it('cue points with their names, comments and lengths, in time order', async () => {
    const info = await read([
      cueChunk([
        { id: 7, sample: 900 },
        { id: 1, sample: 0 },
        { id: 2, sample: 500 },
      ]),
      listChunk('adtl', [
        ['labl', pointText(7, 'LFOA')],
        ['labl', pointText(1, 'FFOA')],
        ['note', pointText(1, 'first frame\nof action')],
        ['ltxt', pointRegion(2, 250)],
        ['labl', pointText(99, 'of no point')],
        ['file', little32(1)],
      ]),
    ])
    expect(info.metadata?.markers).toEqual([
      { sample: 0, label: 'FFOA', note: 'first frame\nof action' },
      { sample: 500, length: 250, label: '' },
      { sample: 900, label: 'LFOA' },
    ])
    expect(info.warnings).toEqual([])
  })

  it('past the end, and more than are kept', async () => {
    const past = await read([
      cueChunk([
        { id: 1, sample: 1000 },
        { id: 2, sample: 1001 },
        { id: 3, sample: 0xffff_ffff },
      ]),
    ])
    expect(past.metadata?.markers).toHaveLength(1)
    expect(past.warnings).toEqual(['2 of its markers are past the end of its audio and left out.'])
    const many = await read([cueChunk(Array.from({ length: 2000 }, (_, id) => ({ id, sample: 1 })))])
    expect(many.metadata?.markers).toHaveLength(1000)
    expect(many.warnings).toEqual(['It has 2000 markers; the first 1000 are kept.'])
  })

  it.each<[string, FixtureChunk]>([
    ['a count without points', { id: 'cue ', body: little32(0xffff_ffff) }],
    ['nothing at all', { id: 'cue ', body: new Uint8Array(0) }],
    ['two bytes', { id: 'cue ', body: new Uint8Array(2) }],
  ])('of a cue chunk with %s: none', async (_name, chunk) => {
    expect((await read([chunk, listChunk('adtl', [['labl', pointText(1, 'x')]])])).metadata).toBeUndefined()
  })

  it('a list that says more than it holds', async () => {
    const list = concat([ascii('adtl'), ascii('labl'), little32(0x7fff_ffff), pointText(1, 'a'), ascii('no')])
    const info = await read([cueChunk([{ id: 1, sample: 5 }]), { id: 'LIST', body: list }])
    expect(info.metadata?.markers).toEqual([{ sample: 5, label: 'a' }])
  })
})

describe('LIST INFO and the channel mask', () => {
  it('the tags that say something of the sound', async () => {
    const info = await read([
      listChunk('INFO', [
        ['INAM', ascii('Storm\0')],
        ['IART', ascii('Marta\0')],
        ['ICMT', ascii('one\r\ntwo\0')],
        ['ISFT', ascii('Stage\0')],
        ['IGNR', ascii('Noise\0')],
      ]),
    ])
    expect(info.metadata).toEqual({
      tags: { title: 'Storm', artist: 'Marta', comment: 'one\ntwo', software: 'Stage' },
    })
  })

  it('of two lists of one kind the first; empty ones say nothing', async () => {
    const empty: FixtureChunk = { id: 'LIST', body: new Uint8Array(0) }
    const list = (title: string) => listChunk('INFO', [['INAM', ascii(title)]])
    expect((await read([empty, list('first'), list('second')])).metadata?.tags).toEqual({ title: 'first' })
    expect((await read([empty, listChunk('INFO', [])])).metadata).toBeUndefined()
  })

  it.each([
    [0x3, { channelMask: 3 }],
    [0, undefined],
  ])('a mask of %d', async (mask, metadata) => {
    expect((await read([], { extensible: { mask } })).metadata).toEqual(metadata)
  })
})
