import { expect, it } from 'vitest'
import { applyCommand, type Command } from '../../domain/commands.ts'
import { decibels } from '../../domain/units.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { sameStrips } from './stripTracks.ts'

const session = sessionFixture([{ name: 'Sea' }, { name: 'Storm' }])
const clip = session.tracks[0]?.clips[0]?.id ?? ''

/** Whether the console shows the session alike after that. */
const showsAlike = (command: Command): boolean => {
  const after = applyCommand(session, command)
  expect(after.tracks).not.toBe(session.tracks)
  return sameStrips(session.tracks, after.tracks)
}

it('shows tracks alike whose clips differ, and no others', () => {
  expect(showsAlike({ type: 'clips/setMute', clips: [clip], mute: true })).toBe(true)
  expect(showsAlike({ type: 'track/setFader', track: '2', db: decibels(-3) })).toBe(false)
  expect(showsAlike({ type: 'track/rename', track: '2', name: 'Gale' })).toBe(false)
  expect(showsAlike({ type: 'track/remove', track: '2' })).toBe(false)
  const [first, second] = session.tracks
  expect(first && second && sameStrips(session.tracks, [second, first])).toBe(false)
})
