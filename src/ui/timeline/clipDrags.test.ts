import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand } from '../../domain/commands.ts'
import type { Clip } from '../../domain/session.ts'
import { sessionProblems } from '../../domain/sessionProblems.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { type ClipDrag, dragCommand } from './clipDrags.ts'

const RATE = 48_000
const session = sessionFixture([{ length: 4 * RATE }, { length: 2 * RATE }, { channels: 1 }])
const whole = session.tracks[0]?.clips[0]
if (!whole) throw new Error('no clip')
const middle: Clip = {
  ...whole,
  start: samplePosition(RATE),
  from: samplePosition(RATE),
  length: samples(2 * RATE),
}
const cut = {
  ...session,
  tracks: session.tracks.map((track, at) => (at === 0 ? { ...track, clips: [middle] } : track)),
}
const drag = (change: Partial<ClipDrag>): ClipDrag => ({
  session: cut,
  rows: cut.tracks,
  selected: new Set([middle.id]),
  clip: middle,
  zone: 'body',
  slips: false,
  snap: () => undefined,
  snapsEnds: false,
  overlap: 'trim',
  ...change,
})

describe('what a drag amounts to', () => {
  it('is nothing when it comes back to where it began', () => {
    for (const zone of ['body', 'start', 'end', 'fadeIn', 'fadeOut'] as const) {
      expect(dragCommand(drag({ zone }), 0, '1')).toBeNull()
    }
    expect(dragCommand(drag({ slips: true }), 0, '1')).toBeNull()
  })

  it('stops at the start of the session, and takes another track only where the channels fit', () => {
    expect(dragCommand(drag({}), -9 * RATE, '1')).toMatchObject({ by: -RATE })
    expect(dragCommand(drag({}), 100, '2')).toMatchObject({ by: 100, tracks: { 1: '2' } })
    expect(dragCommand(drag({}), 100, '3')).not.toHaveProperty('tracks')
  })

  it('ends where the file does, and where the fades do', () => {
    expect(dragCommand(drag({ zone: 'start' }), -9 * RATE, '1')).toMatchObject({ to: 0 })
    expect(dragCommand(drag({ zone: 'end' }), 9 * RATE, '1')).toMatchObject({ to: 4 * RATE })
    expect(dragCommand(drag({ slips: true }), -9 * RATE, '1')).toMatchObject({ by: -RATE })
    expect(dragCommand(drag({ zone: 'fadeIn' }), 9 * RATE, '1')).toMatchObject({ fade: { length: 2 * RATE } })
  })

  it('is never refused, nor leaves a session that is not valid', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'body' as const,
          'start' as const,
          'end' as const,
          'fadeIn' as const,
          'fadeOut' as const,
        ),
        fc.boolean(),
        fc.integer({ min: -6 * RATE, max: 6 * RATE }),
        fc.constantFrom('1', '2', '3', undefined),
        fc.constantFrom('trim' as const, 'crossfade' as const),
        (zone, slips, by, over, overlap) => {
          const command = dragCommand(drag({ zone, slips, overlap }), by, over)
          if (!command) return
          const after = applyCommand(cut, command)
          expect(after).not.toBe(cut)
          expect(sessionProblems(after)).toEqual([])
        },
      ),
    )
  })
})
