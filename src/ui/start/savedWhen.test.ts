import { expect, it } from 'vitest'
import { savedWhen } from './savedWhen.ts'

const NOW = new Date(2026, 0, 2, 15, 0).getTime()

it.each([
  [new Date(2026, 0, 2, 14, 2), 'today 14:02'],
  [new Date(2026, 0, 2, 0, 0), 'today 0:00'],
  [new Date(2026, 0, 1, 23, 59), 'yesterday 23:59'],
  [new Date(2025, 11, 31), '31 Dec 2025'],
  [new Date(2026, 10, 12), '12 Nov'],
])('%s is %s', (saved, text) => {
  expect(savedWhen(saved.getTime(), NOW)).toBe(text)
})
