import { describe, expect, it } from 'vitest'
import { commonStart } from './commonStart.ts'

describe('commonStart', () => {
  it.each([
    [[], ''],
    [['only_one.wav'], ''],
    [['a.wav', 'b.wav'], ''],
    [['tide_r02_me.wav', 'tide_r02_music.wav'], 'tide_r02_'],
    [['tide_me.L.wav', 'tide_me.R.wav'], 'tide_me.'],
    [['film', 'film_me'], ''],
    [['film_', 'film_me'], ''],
  ])('of %j is “%s”', (names, start) => {
    expect(commonStart(names)).toBe(start)
  })
})
