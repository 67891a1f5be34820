import { expect, it } from 'vitest'
import { typedValue } from './typedValue.ts'

it.each([
  ['another', 5, 3, true, null, [5]],
  ['the present one', 3, 3, false, null, []],
  ['one that is not to be', 5, 3, false, 'Too long', [5]],
  ['none', undefined, 3, true, 'Not a length', []],
  ['none where values differ', undefined, undefined, true, 'Not a length', []],
  ['nothing, where there is nothing', null, null, false, null, []],
])('a typed value: %s', (_, typed, now, can, why, wanted) => {
  const asked: unknown[] = []
  const set = (value: unknown): boolean => {
    asked.push(value)
    return can
  }
  expect(typedValue<unknown>(typed, now, set, ['Not a length', 'Too long'])).toBe(why)
  expect(asked).toEqual(wanted)
})
