import { expect, it } from 'vitest'
import { cancelLabel, phaseText, timeLeftText, totalPart, totalText } from './importFigures.ts'

const item = { id: 'a', media: 'a', fileName: 'a.wav' } as const
const total = {
  files: 60,
  filesDone: 12,
  bytes: 1_200_000_000,
  work: 4000,
  workDone: 1000,
  recent: [{ at: 50_000, workDone: 600 }],
}

it.each([
  ['waiting', 0, 'Waiting'],
  ['reading', 0, 'Reading'],
  ['reading', 0.5, 'Reading 50 %'],
  ['converting', 0.439, 'Converting 43 %'],
  ['checking', 0.5, 'Checking 50 %'],
  ['waveform', 1, 'Drawing the waveform 99 %'],
] as const)('%s at %d is “%s”', (phase, progress, text) => {
  expect(phaseText({ ...item, phase, progress })).toBe(text)
})

it('calls cancelling by what is given up: a file that is in already stays', () => {
  expect(cancelLabel({ ...item, phase: 'checking', progress: 0 })).toBe('Cancel import of a.wav')
  expect(cancelLabel({ ...item, phase: 'waveform', progress: 0 })).toBe('Cancel the waveform of a.wav')
})

it('sums up all files', () => {
  expect(totalText(total)).toBe('12 of 60 files, 1.20 GB')
  expect(totalPart(total)).toBe(0.25)
})

it('counts files where there are no bytes', () => {
  const empty = { ...total, bytes: 0, work: 0, workDone: 0 }
  expect(totalPart(empty)).toBe(0.2)
  expect(totalText({ ...empty, files: 1 })).toBe('12 of 1 file')
  expect(totalPart({ ...empty, files: 0 })).toBe(0)
})

it('tells what is left by how fast the last seconds were', () => {
  expect(timeLeftText(total, 54_000)).toBe('30.0 MB/s, about 0:30 left')
  expect(timeLeftText(total, 50_100), 'too early').toBe('Time left not known')
  expect(timeLeftText({ ...total, workDone: 600 }, 54_000), 'standing').toBe('Time left not known')
  expect(timeLeftText({ ...total, workDone: 0, recent: [{ at: 50_000, workDone: 0 }] }, 50_100)).toBe(
    'Starting',
  )
})
