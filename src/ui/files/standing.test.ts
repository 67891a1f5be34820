import { describe, expect, it } from 'vitest'
import type { MediaInfo } from '../../domain/media.ts'
import type { MediaState } from '../../domain/ports.ts'
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
      soundOnly: { media: [], bytes: 0 },
    })
  })

  it('tells the sound of converted files from their originals', () => {
    const originals = ['reference', 'copy', 'page', 'refused', 'none'] as const
    const converted = originals.map((original): [string, MediaState] => [
      original,
      { kind: 'ready', kept: original === 'reference' ? 'reference' : 'copy', original },
    ])
    const media = Object.fromEntries(originals.map((id) => [id, info(id, 48_000, 1000)]))
    const { kept, uncollected, soundOnly, unkept } = filesStanding(media, new Map(converted))
    expect(kept.media).toEqual([...originals])
    expect(unkept.media).toEqual([])
    expect(uncollected).toEqual({ media: ['reference', 'page'], bytes: 2000 })
    expect(soundOnly.media).toEqual(['page', 'none'])
    const texts = converted.map(([, state]) => stateText(state).text)
    expect(texts).toEqual([
      'Sound; original on disk',
      'Sound and original',
      'Sound; original unkept',
      'Sound only',
      'Sound only',
    ])
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
