import { describe, expect, it } from 'vitest'
import type { MediaInfo } from '../../domain/media.ts'
import type { MediaState } from '../../domain/ports.ts'
import { samples } from '../../domain/units.ts'
import { mediaFixture } from '../../testing/mediaFixture.ts'
import { filesStanding, noRoom, standingText, stateText } from './standing.ts'

const info = (fileName: string, length?: number, bytes?: number): MediaInfo =>
  mediaFixture(fileName, { channels: 2, ...(length && { length }), ...(bytes !== undefined && { bytes }) })

const STATES = {
  disk: { kind: 'ready', kept: 'reference' },
  copy: { kind: 'ready', kept: 'copy' },
  page: { kind: 'ready', kept: 'page' },
  asks: { kind: 'permission' },
  gone: { kind: 'missing', why: 'moved' },
} as const satisfies Record<string, MediaState>

describe('how files are at hand', () => {
  const media = Object.fromEntries(
    Object.keys(STATES)
      .concat('unknown')
      .map((id) => [id, info(id, 48_000, 1000)]),
  )
  const standing = filesStanding(media, new Map(Object.entries(STATES)))

  it('is told apart', () => {
    expect(standing).toEqual({
      files: 6,
      kept: { media: ['disk', 'copy'], bytes: 2000 },
      missing: { media: ['gone'], bytes: 1000 },
      refused: { media: ['asks'], bytes: 1000 },
      unkept: { media: ['page'], bytes: 1000 },
      uncollected: { media: ['disk', 'page'], bytes: 2000 },
    })
  })

  it('leaves what was converted out of what has to be copied', () => {
    const conform = { codec: 'AAC', sampleRate: 48_000, length: samples(48_000) }
    const disk = new Map([['a', STATES.disk]])
    expect(filesStanding({ a: { ...info('a'), conform } }, disk).uncollected.media).toEqual([])
  })

  it('is summed up in a line', () => {
    expect(standingText(standing, 2)).toBe('1 missing, 1 needs permission, 1 on this page only, 2 mismatches')
    expect(standingText(filesStanding({}, new Map()), 0)).toBe('')
  })

  it('weighs the audio of a file whose size is not known', () => {
    const page = new Map([['a', STATES.page]])
    expect(filesStanding({ a: info('a') }, page).unkept.bytes).toBe(44 + 48_000 * 6)
  })

  it('has words for every state', () => {
    const texts = [undefined, ...Object.values(STATES)].map((state) => stateText(state).text)
    expect(texts).toEqual([
      'Looking…',
      'On disk',
      'Copied',
      'This page only',
      'Needs permission',
      'Missing: moved',
    ])
  })

  it('says what room is wanting', () => {
    const group = { media: ['a'], bytes: 8_300_000_000 }
    const storage = (freeBytes: number) => ({ usedBytes: 0, freeBytes })
    expect(noRoom(group, storage(2_100_000_000))).toBe('Needs 8.30 GB; 2.10 GB are free.')
    expect(noRoom(group, storage(8_300_000_000))).toBeUndefined()
    expect(noRoom(group, null)).toBeUndefined()
  })
})
