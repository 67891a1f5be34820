import { type Samples, samples } from '../../domain/units.ts'

/** Samples that `length` at `from` Hz become at `to` Hz: the exact ratio, rounded half up. */
export function resampledLength(length: number, from: number, to: number): Samples {
  const [n, f, t] = [BigInt(length), BigInt(from), BigInt(to)]
  return samples(Number((2n * n * t + f) / (2n * f)))
}
