import { expect, it } from 'vitest'
import { transferFigures, transferText } from './transfer.ts'

const half = { bytes: 200_000_000, bytesDone: 100_000_000, startedAt: 1000 }

it('counts from the first byte', () => {
  expect(transferFigures(half, 3000)).toEqual({ part: 0.5, bytesPerSecond: 50_000_000, secondsLeft: 2 })
  expect(transferText(half, 3000)).toBe('50.0 MB/s, about 0:02 left')
})

it('says no speed before there is one', () => {
  expect(transferFigures(half, 1400)).toBeNull()
  expect(transferFigures({ ...half, bytesDone: 0 }, 9000)).toBeNull()
  expect(transferFigures({ ...half, bytes: 0 }, 9000)).toBeNull()
  expect(transferText({ ...half, bytesDone: 0 }, 9000)).toBe('Starting')
})

it('never passes the end', () => {
  const over = { ...half, bytesDone: 300_000_000 }
  expect(transferFigures(over, 3000)).toMatchObject({ part: 1, secondsLeft: 0 })
  expect(transferText(over, 3000)).toBe('Finishing')
})
