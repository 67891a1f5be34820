import { expect, test } from 'vitest'
import { kernelModule } from '../../testing/kernelModule.ts'
import { noise } from '../../testing/signals.ts'
import { CheckKernel } from './checkKernel.ts'
import { Fft } from './fft.ts'

test('it is the sum that the transform is defined as, and comes back', () => {
  const size = 64
  const real = noise(size, 1)
  const imaginary = noise(size, 2)
  const kernel = new CheckKernel(kernelModule())
  const fft = new Fft(kernel, size)
  const re = kernel.doubles(size)
  const im = kernel.doubles(size)
  re.set(real)
  im.set(imaginary)
  fft.forward(re, im)
  for (let k = 0; k < size; k++) {
    let sumRe = 0
    let sumIm = 0
    for (let n = 0; n < size; n++) {
      const turn = (-2 * Math.PI * k * n) / size
      sumRe += (real[n] ?? 0) * Math.cos(turn) - (imaginary[n] ?? 0) * Math.sin(turn)
      sumIm += (real[n] ?? 0) * Math.sin(turn) + (imaginary[n] ?? 0) * Math.cos(turn)
    }
    expect(re[k]).toBeCloseTo(sumRe, 10)
    expect(im[k]).toBeCloseTo(sumIm, 10)
  }
  fft.inverse(re, im)
  for (let n = 0; n < size; n++) expect((re[n] ?? 0) / size).toBeCloseTo(real[n] ?? 0, 12)
  expect(() => new Fft(kernel, 48)).toThrow(RangeError)
})
