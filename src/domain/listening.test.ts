import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { anySolo, DEFAULT_LISTENING, heardSource } from './listening.ts'

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

describe('what is on the monitors', () => {
  const { tracks } = sessionFixture([{ stem: 'dialogue' }, { stem: 'fill' }, { stem: 'narration' }])
  const [dialogue] = tracks
  const remaining = dialogue ? [dialogue] : []
  const stem = (id: 'fill' | 'narration' | 'music') => ({
    ...DEFAULT_LISTENING,
    source: { kind: 'stem', id } as const,
  })

  it('is what was chosen while it is there, and else the composite', () => {
    for (const id of ['fill', 'narration'] as const) {
      expect(heardSource(stem(id), tracks)).toEqual({ kind: 'stem', id })
      expect(heardSource(stem(id), remaining)).toEqual({ kind: 'deliverable', id: 'composite' })
    }
  })

  it('is a stem that every session has, also without tracks', () => {
    expect(heardSource(stem('music'), [])).toEqual({ kind: 'stem', id: 'music' })
    const me = { ...DEFAULT_LISTENING, source: { kind: 'deliverable', id: 'me' } as const }
    expect(heardSource(me, [])).toEqual(me.source)
  })
})
