import { expect, it } from 'vitest'
import { decodePeaks, encodePeaks } from './peaksFile.ts'
import { pyramid } from './waveform.ts'

const LENGTH = 100_000
const peaks = pyramid(Int8Array.from({ length: Math.ceil(LENGTH / 256) * 2 }, (_, n) => (n * 37) % 127))

it('keeps a waveform with all its levels', async () => {
  expect(await decodePeaks(await encodePeaks(peaks, LENGTH), LENGTH)).toEqual(peaks)
})

it('takes nothing that is cut, damaged or of another file', async () => {
  const bytes = await encodePeaks(peaks, LENGTH)
  expect(await decodePeaks(bytes, LENGTH + 1)).toBeNull()
  expect(await decodePeaks(bytes, LENGTH * 2)).toBeNull()
  for (let at = 0; at < bytes.length; at += 7) {
    expect(await decodePeaks(bytes.subarray(0, at), LENGTH)).toBeNull()
    const damaged = bytes.slice()
    damaged[at] = (damaged[at] ?? 0) ^ 4
    expect(await decodePeaks(damaged, LENGTH)).toBeNull()
  }
})
