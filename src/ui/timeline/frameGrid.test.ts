import { expect, it } from 'vitest'
import { emptySession } from '../../domain/session.ts'
import { formatTimecode } from '../../domain/timecode.ts'
import { frames } from '../../domain/units.ts'
import { frameAt, snapToFrame } from './frameGrid.ts'

/** 24 fps at 48 kHz: 2000 samples a frame, from 01:00:00:00. */
const session = emptySession()

it.each([
  [0, 0, '01:00:00:00'],
  [1999, 0, '01:00:00:00'],
  [2000.4, 2000, '01:00:00:01'],
  [48_000 * 61 + 100, 48_000 * 61, '01:01:01:00'],
  [-500, 0, '01:00:00:00'],
])('%d snaps to %d, which is %s', (sample, snapped, timecode) => {
  expect(snapToFrame(session, sample)).toBe(snapped)
  expect(formatTimecode(frameAt(session, sample), session.frameRate)).toBe(timecode)
})

it('counts from the session start', () => {
  expect(frameAt({ ...session, startFrame: frames(0) }, 48_000)).toBe(24)
})
