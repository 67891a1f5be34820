import { expect, it } from 'vitest'
import { type PlaySpeed, shuttleSpeed } from './playSpeed.ts'

it('doubles with every press, and turns round at once', () => {
  const pressed = (...directions: readonly (1 | -1)[]): PlaySpeed | null =>
    directions.reduce<PlaySpeed | null>(shuttleSpeed, null)
  expect(pressed(1)).toBe(1)
  expect(pressed(1, 1, 1)).toBe(4)
  expect(pressed(1, 1, 1, 1, 1, 1)).toBe(8)
  expect(pressed(-1)).toBe(-1)
  expect(pressed(1, 1, -1)).toBe(-1)
  expect(pressed(1, 1, -1, -1, -1, -1, -1)).toBe(-8)
})
