import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { kernelModule } from '../testing/kernelModule.ts'
import { runTool, temporaryDirectory } from '../testing/referenceTools.ts'
import { noise } from '../testing/signals.ts'
import { wavFixture } from '../testing/wavFixture.ts'
import { compileMeasurePlan } from './measurePlan.ts'
import { MixRenderer } from './mixRenderer.ts'

const module = kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const RATE = 48_000
const SECONDS = 12

/** Noise that gets louder and softer by the second, with silence at its end. */
const channels = [1, 2].map((seed) =>
  noise(SECONDS * RATE + 700, seed, 0.3).map((value, n) => {
    const second = Math.floor(n / RATE)
    return second > 7 ? 0 : value / (1 + ((second * 5) % 7))
  }),
)

function seriesOf(blocks: readonly number[]) {
  const renderer = new MixRenderer(module, compileMeasurePlan(RATE, ['L', 'R'], 8192))
  const length = channels[0]?.length ?? 0
  for (let at = 0, turn = 0; at < length; turn++) {
    const frames = Math.min(blocks[turn % blocks.length] ?? 1, length - at)
    for (const [c, channel] of channels.entries())
      renderer.input(0)[c]?.set(channel.subarray(at, at + frames))
    renderer.run(frames)
    renderer.gatherShortTerm()
    at += frames
  }
  return renderer.shortTerm[0]?.values() ?? []
}

describe('short-term loudness over time', () => {
  it('is ffmpeg’s at every whole second', () => {
    const file = directory.file('noise.wav')
    writeFileSync(file, wavFixture({ samples: channels, encoding: 'f64' }))
    const log = runTool('sh', [
      '-c',
      'ffmpeg -nostdin -i "$1" -af ebur128=framelog=info -f null - 2>&1',
      'sh',
      file,
    ])
    const bySecond = new Map(
      [...log.toString().matchAll(/ t: ([\d.]+) .* S:\s*(-?[\d.]+|nan)/g)].map(([, time, value]) => [
        Number(time).toFixed(1),
        Number(value),
      ]),
    )
    const series = seriesOf([2048])
    expect(series).toHaveLength(SECONDS - 2)
    for (const [n, value] of series.entries()) {
      const reference = bySecond.get((n + 3).toFixed(1))
      if (value === null) expect(reference).toBeLessThan(-100)
      else expect(Math.abs(value - (reference ?? Number.NaN)), `${n + 3} s`).toBeLessThanOrEqual(0.06)
    }
    expect(series.at(-1)).toBeNull()
  })

  it('is the same whatever the blocks are', () => {
    const series = seriesOf([2048])
    for (const blocks of [[128], [8192], [1, 4799, 77, 480]]) expect(seriesOf(blocks)).toEqual(series)
  })
})
