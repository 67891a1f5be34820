import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Clip, Session } from '../domain/session.ts'
import { decibels, samplePosition, samples } from '../domain/units.ts'
import { loadBlock } from '../export/loadBlock.ts'
import { compileMixPlan } from '../kernel/compileMixPlan.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'
import { PcmCodec } from '../kernel/pcmCodec.ts'
import { readWindow } from '../media/playlist.ts'
import { firstDifference, programmeOf } from '../testing/bounceFixture.ts'
import { exportPurpose } from '../testing/exportPurpose.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'
import { placePieces } from './placePieces.ts'
import { RING_FRAMES } from './worklet/protocol.ts'

const LENGTH = 3000
const module = kernelModule()
const programme = await programmeOf([{ stem: 'music', samples: [noise(LENGTH, 1), noise(LENGTH, 2)] }])

const clip = (id: string, start: number, from: number, length: number, change: Partial<Clip>): Clip => ({
  id,
  media: ['1'],
  start: samplePosition(start),
  from: samplePosition(from),
  length: samples(length),
  ...change,
})
const fade = (length: number) => ({ length: samples(length), curve: 'equalPower' }) as const
const clips = [
  clip('a', 100, 0, 1500, { fadeIn: fade(700), fadeOut: fade(500), gainDb: decibels(-4.2) }),
  clip('b', 1100, 1000, 1000, { fadeIn: fade(500), fadeOut: fade(400) }),
  clip('c', 1700, 0, 700, { fadeIn: fade(400), gainDb: decibels(6) }),
  clip('d', 2400, 0, 200, { mute: true }),
  clip('e', 2700, 0, 300, {}),
]
const session: Session = {
  ...programme.session,
  tracks: programme.session.tracks.map((track) => ({ ...track, clips })),
}

async function windowOf(start: number, frames: number) {
  const window = await readWindow(session.tracks, programme.media, start, frames)
  if (!window.ok) throw new Error(window.error.code)
  return window.value
}

/** What the export mixes: whole windows, block by block. */
async function exported(): Promise<readonly Float64Array[]> {
  const renderer = new MixRenderer(module, compileMixPlan(session, exportPurpose(256, 'wav24')))
  const out = [new Float64Array(LENGTH), new Float64Array(LENGTH)]
  const window = await windowOf(0, LENGTH)
  for (let at = 0; at < LENGTH; at += 256) {
    const frames = Math.min(256, LENGTH - at)
    expect(loadBlock(renderer, window, at, frames).ok).toBe(true)
    for (const [c, channel] of renderer.input(0).entries()) out[c]?.set(channel.subarray(0, frames), at)
  }
  return out
}

it('plays the very samples that are exported, in windows of any size and over the end of the ring', async () => {
  const expected = await exported()
  expect(expected[0]?.some((value) => value !== 0)).toBe(true)
  const codec = new PcmCodec(module, 2, LENGTH)
  const sizes = fc.array(fc.integer({ min: 1, max: LENGTH }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 0, max: RING_FRAMES - 1 }), async (cuts, first) => {
      const rings = [new Float64Array(RING_FRAMES).fill(0.3), new Float64Array(RING_FRAMES).fill(0.3)]
      const edges = [...new Set([0, ...cuts, LENGTH])].toSorted((a, b) => a - b)
      for (const [i, end] of edges.slice(1).entries()) {
        const start = edges[i] ?? 0
        const window = await windowOf(start, end - start)
        const placed = placePieces(codec, rings, window.tracks[0] ?? [], first + start, end - start)
        expect(placed.ok).toBe(true)
      }
      for (const [c, ring] of rings.entries()) {
        const played = Float64Array.from({ length: LENGTH }, (_, n) => ring[(first + n) % RING_FRAMES] ?? 0)
        expect(firstDifference(played, expected[c])).toBe(-1)
      }
    }),
    { numRuns: 40 },
  )
})
