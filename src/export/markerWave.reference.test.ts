import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { markersOfFile } from '../domain/fileMarkers.ts'
import { inOrder, type MarkerDraft } from '../domain/markers.ts'
import { draftFixture } from '../testing/markerFixture.ts'
import { memoryByteSource } from '../testing/memoryByteSource.ts'
import { probeFile } from '../testing/probeFile.ts'
import { ffprobeAudio, runTool, temporaryDirectory } from '../testing/referenceTools.ts'
import { concat } from '../testing/wavFixture.ts'
import { cueChunks } from './cueChunks.ts'
import { markerWave, SILENCE } from './markerWave.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const markers: readonly MarkerDraft[] = [
  draftFixture({ at: 48_000, name: 'Sc 24, dusk' }),
  draftFixture({ at: 0, name: 'Première' }),
  draftFixture({ at: 12_345, length: 24_001, name: 'ADR 114', note: 'line one\nline two' }),
  draftFixture({ at: 96_000, name: '=1+1', note: 'odd' }),
]

function fileOf(list: readonly MarkerDraft[]): Uint8Array<ArrayBuffer> {
  const wave = markerWave(list, 48_000)
  if (!wave.ok) throw new Error(wave.error.code)
  return concat([wave.value.head, new Uint8Array(wave.value.silence).fill(SILENCE)])
}

describe('markers as a WAV file', () => {
  const path = directory.file('markers.wav')
  writeFileSync(path, fileOf(markers))

  it('are read back as they were', async () => {
    const info = await probeFile(memoryByteSource('markers.wav', fileOf(markers)))
    if (!info.ok) throw new Error(info.error.code)
    expect(info.value.warnings).toEqual([])
    expect(markersOfFile(info.value, 48_000)).toEqual({
      markers: markers.toSorted(inOrder),
      outside: 0,
      cut: 0,
    })
  })

  it('are what sndfile-info, ffprobe and mediainfo find', () => {
    const said = runTool('sndfile-info', [path]).toString()
    expect(said).toMatch(/cue +: \d+\s+Count : 4/)
    const points = [...said.matchAll(/Cue ID : +(\d+)\s+Pos : +(\d+)\s+.*Offset : +(\d+)/g)]
    expect(points.map(([, id, , offset]) => [Number(id), Number(offset)])).toEqual([
      [1, 0],
      [2, 12_345],
      [3, 48_000],
      [4, 96_000],
    ])
    expect([...said.matchAll(/labl : (\d) : (.*)/g)].map(([, id, name]) => [id, name])).toEqual([
      ['1', 'Première'],
      ['2', 'ADR 114'],
      ['3', 'Sc 24, dusk'],
      ['4', '=1+1'],
    ])
    expect(said).not.toContain('***')
    expect(ffprobeAudio(path)).toMatchObject({
      codec_name: 'pcm_u8',
      sample_rate: '48000',
      channels: 1,
      duration_ts: 96_002,
    })
    const tracks = JSON.parse(runTool('mediainfo', ['--Output=JSON', path]).toString()).media.track
    expect(tracks.find((track: Record<string, string>) => track['@type'] === 'Audio')).toMatchObject({
      BitDepth: '8',
      SamplingRate: '48000',
      SamplingCount: '96002',
    })
  })

  it('are silent, in a file as long as it says', () => {
    const decoded = runTool('ffmpeg', ['-v', 'error', '-i', path, '-f', 's16le', '-'])
    expect(decoded.length).toBe(2 * 96_002)
    expect(decoded.every((byte) => byte === 0)).toBe(true)
  })

  it('come from none to many, at the start and in an odd number of bytes', async () => {
    for (const list of [
      [draftFixture()],
      Array.from({ length: 1000 }, (_, n) => draftFixture({ at: n * 3, length: n + 1, name: `${n}` })),
    ]) {
      const info = await probeFile(memoryByteSource('m.wav', fileOf(list)))
      if (!info.ok) throw new Error(info.error.code)
      expect(markersOfFile(info.value, 48_000).markers).toEqual(list)
      expect(fileOf(list).length % 2).toBe(0)
    }
  })

  it('are refused where there are none, and beyond what the format holds', () => {
    const detail = (list: readonly MarkerDraft[]) => {
      const wave = markerWave(list, 48_000)
      return !wave.ok && wave.error.code === 'markers/unwritable' && wave.error.detail
    }
    expect(detail([])).toBe('there are none')
    expect(detail([draftFixture({ at: 2 ** 32 - 1, length: 1 })])).toContain('further on')
    expect(detail([draftFixture({ at: 2 ** 32 - 100 })])).toContain('4 GiB')
    expect(cueChunks([])).toEqual({ ok: true, value: new Uint8Array(0) })
  })
})
