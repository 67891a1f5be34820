import { expect, it } from 'vitest'
import { trackFromMedia } from '../../domain/commands.ts'
import type { Track } from '../../domain/session.ts'
import type { StemId } from '../../domain/stems.ts'
import { samplePosition } from '../../domain/units.ts'
import { mediaFixture } from '../../testing/mediaFixture.ts'
import { currentStrip, stripBeside, stripOrder } from './stripOrder.ts'

const INFO = mediaFixture('a.wav')
const track = (id: string, stem: StemId): Track =>
  trackFromMedia({ track: id, clip: id, media: [id] }, [INFO], ['M'], samplePosition(0), id, stem)
const TRACKS = [track('music', 'music'), track('voice', 'dialogue'), track('step', 'effects')]

it('goes from left to right as the signal flows, whatever the order of the tracks', () => {
  expect(stripOrder(TRACKS).map((strip) => strip.id)).toEqual([
    'voice',
    'step',
    'music',
    'dialogue',
    'effects',
    'fill',
    'music',
  ])
})

it('tells a track from a stem of the same id', () => {
  expect(stripBeside(TRACKS, { kind: 'track', id: 'music' }, 1)).toEqual({ kind: 'stem', id: 'dialogue' })
  expect(stripBeside(TRACKS, { kind: 'stem', id: 'music' }, -1)).toEqual({ kind: 'stem', id: 'fill' })
})

it('starts at the first strip and stays at the ends', () => {
  expect(stripBeside(TRACKS, null, 1)).toEqual({ kind: 'track', id: 'voice' })
  expect(stripBeside(TRACKS, { kind: 'track', id: 'voice' }, -1)).toEqual({ kind: 'track', id: 'voice' })
  expect(stripBeside(TRACKS, { kind: 'stem', id: 'music' }, 1)).toEqual({ kind: 'stem', id: 'music' })
})

it('lets the Tab key into the first strip when the selected one is gone', () => {
  expect(currentStrip(TRACKS, { kind: 'track', id: 'removed' })).toEqual({ kind: 'track', id: 'voice' })
})
