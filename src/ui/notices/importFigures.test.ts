import { expect, it } from 'vitest'
import { phaseText, totalPart, totalText } from './importFigures.ts'

const item = { id: 'a', fileName: 'a.wav' } as const
const total = { files: 60, filesDone: 12, bytes: 1_200_000_000, bytesDone: 300_000_000, startedAt: 0 }

it.each([
  ['waiting', 0, 'Waiting'],
  ['reading', 0, 'Reading'],
  ['reading', 0.5, 'Reading 50 %'],
  ['converting', 0.439, 'Converting 43 %'],
  ['waveform', 1, 'Drawing the waveform 99 %'],
] as const)('%s at %d is “%s”', (phase, progress, text) => {
  expect(phaseText({ ...item, phase, progress })).toBe(text)
})

it('sums up all files', () => {
  expect(totalText(total)).toBe('12 of 60 files, 1.20 GB')
  expect(totalPart(total)).toBe(0.25)
})

it('counts files where there are no bytes', () => {
  const empty = { ...total, bytes: 0, bytesDone: 0 }
  expect(totalPart(empty)).toBe(0.2)
  expect(totalText({ ...empty, files: 1 })).toBe('12 of 1 file')
  expect(totalPart({ ...empty, files: 0 })).toBe(0)
})
