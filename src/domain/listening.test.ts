import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { anySolo, DEFAULT_LISTENING } from './listening.ts'

describe('solo', () => {
  const { tracks } = sessionFixture([{ stem: 'dialogue' }, { stem: 'narration' }])
  const [dialogue] = tracks
  const remaining = dialogue ? [dialogue] : []

  it('of a track counts while the track is there', () => {
    const listening = { ...DEFAULT_LISTENING, soloTracks: new Set(['2']) }
    expect(anySolo(listening, tracks)).toBe(true)
    expect(anySolo(listening, remaining)).toBe(false)
    expect(anySolo(DEFAULT_LISTENING, tracks)).toBe(false)
  })

  it('of a stem counts while the stem is shown', () => {
    const music = { ...DEFAULT_LISTENING, soloStems: new Set(['music'] as const) }
    expect(anySolo(music, remaining)).toBe(true)
    const narration = { ...DEFAULT_LISTENING, soloStems: new Set(['narration'] as const) }
    expect(anySolo(narration, tracks)).toBe(true)
    expect(anySolo(narration, remaining)).toBe(false)
  })
})
