import { expect, it } from 'vitest'
import { FPS_24, parseTimecode } from '../../domain/timecode.ts'
import { typedPosition, typedTimecode } from './typedTimecode.ts'

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

it.each([
  ['+10', '01:00:20:10'],
  ['-5', '01:00:19:19'],
  ['-100', '01:00:19:00'],
  ['-01:00:00', '01:00:00:00'],
  ['1000', '01:00:10:00'],
  ['00:00:10:00', '01:00:10:00'],
  ['01:00:10:00', '01:00:10:00'],
])('from 01:00:20:00 of a programme that starts at 01:00:00:00, %s is %s', (typed, timecode) => {
  const frame = (text: string): number => parseTimecode(text, FPS_24) ?? Number.NaN
  const place = { now: frame('01:00:20:00'), start: frame('01:00:00:00') }
  expect(typedPosition(typed, FPS_24, place)).toBe(frame(timecode))
})

it.each(['+', 'abc', '99', '+1:99'])('refuses %j as a position', (typed) => {
  expect(typedPosition(typed, FPS_24, { now: 0, start: 0 })).toBeUndefined()
})
