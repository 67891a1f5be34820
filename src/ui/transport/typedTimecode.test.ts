import { expect, it } from 'vitest'
import { FPS_24, parseTimecode } from '../../domain/timecode.ts'
import { typedTimecode } from './typedTimecode.ts'

it.each([
  ['01:02:14:07', '01:02:14:07'],
  ['1021407', '01:02:14:07'],
  ['01021407', '01:02:14:07'],
  ['1407', '00:00:14:07'],
  ['107', '00:00:01:07'],
  [' 12:00 ', '00:00:12:00'],
])('reads %s as %s', (typed, timecode) => {
  expect(typedTimecode(typed, FPS_24)).toBe(parseTimecode(timecode, FPS_24))
})

it.each(['', 'abc', '01:02:14:24', '124', '010214071'])('refuses %j at 24 fps', (typed) => {
  expect(typedTimecode(typed, FPS_24)).toBeUndefined()
})
