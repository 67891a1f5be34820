import type { Meter } from '../kernel/meter.ts'

/** Gating blocks begin every 100 ms and are 400 ms long (ITU-R BS.1770-5). */
const BLOCKS_PER_SECOND = 10
const FIRST = 4

/** The gating blocks of meters that run side by side, in LUFS: what can be gated by anything. */
export class LoudnessBlocks {
  /** By meter: −Infinity for silence. */
  readonly values: readonly number[][]
  readonly #meters: readonly Meter[]
  readonly #step: number
  #fill = 0
  #steps = 0

  constructor(meters: readonly Meter[], sampleRate: number) {
    this.#meters = meters
    this.values = meters.map(() => [])
    this.#step = sampleRate / BLOCKS_PER_SECOND
  }

  /** Samples until the next block ends: what is measured must stop there. */
  get room(): number {
    return this.#step - this.#fill
  }

  /** So many samples have been measured, no more than there was room for. */
  add(frames: number): void {
    this.#fill += frames
    if (this.#fill < this.#step) return
    this.#fill = 0
    this.#steps += 1
    if (this.#steps < FIRST) return
    for (const [index, meter] of this.#meters.entries()) this.values[index]?.push(meter.momentaryLufs())
  }
}

const ABSOLUTE_GATE_LUFS = -70
const RELATIVE_GATE_LU = 10
const energyOf = (lufs: number): number => 10 ** (lufs / 10)

/** The mean loudness of the blocks that `counts` lets through; `null` when there are none, or all are silent. */
export function meanLoudness(blocks: readonly number[], counts: (index: number) => boolean): number | null {
  let sum = 0
  let count = 0
  for (const [index, lufs] of blocks.entries()) {
    if (!counts(index)) continue
    sum += energyOf(lufs)
    count += 1
  }
  return sum > 0 ? 10 * Math.log10(sum / count) : null
}

/**
 * In which blocks a stem sounds: those over −70 LUFS and over 10 LU under the mean of these, which are the gates that
 * BS.1770-5 has for a programme. Pauses between lines are out, breaths and the tails of words mostly too.
 */
export function soundingBlocks(blocks: readonly number[]): readonly boolean[] {
  const mean = meanLoudness(blocks, (index) => (blocks[index] ?? 0) > ABSOLUTE_GATE_LUFS)
  const gate = mean === null ? ABSOLUTE_GATE_LUFS : Math.max(ABSOLUTE_GATE_LUFS, mean - RELATIVE_GATE_LU)
  return blocks.map((lufs) => lufs > gate)
}
