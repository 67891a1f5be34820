import { expect, it } from 'vitest'
import { applyCommand } from '../domain/commands.ts'
import { sessionProblems } from '../domain/sessionProblems.ts'
import { filmEdits, filmSession } from './filmSession.ts'

const film = filmSession()

it('is a valid session of 5 000 clips', () => {
  expect(film.tracks.flatMap(({ clips }) => clips)).toHaveLength(5_000)
  expect(sessionProblems(film)).toEqual([])
})

it.each(Object.entries(filmEdits(film)))('%s changes it, and leaves it valid', (_, { session, command }) => {
  const after = applyCommand(session, command)
  expect(after).not.toBe(session)
  expect(sessionProblems(after)).toEqual([])
})
