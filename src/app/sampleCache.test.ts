import { describe, expect, it, vi } from 'vitest'
import { err, ok } from '../lib/result.ts'
import { gate, pause } from '../testing/appRig.ts'
import { type OpenSamples, SampleCache } from './sampleCache.ts'

const BLOCK = 16_384

function rig({ length = 20 * BLOCK, most = 4 * BLOCK * 4, fails = false } = {}) {
  const reads: number[] = []
  let file = {}
  const open = (): OpenSamples => ({
    file,
    length,
    channels: 1,
    async read(from, count) {
      reads.push(from / BLOCK)
      if (fails) return err({ code: 'file/changed', file: 'x.wav' })
      return ok({ channels: [new Float32Array(count).fill(from)] })
    },
  })
  const cache = new SampleCache((media) => (media === 'known' ? open() : undefined), most)
  return {
    cache,
    reads,
    replace: () => {
      file = {}
    },
    /** As a picture does, again whenever blocks have come. */
    async show(blocks: readonly number[]) {
      for (const block of blocks) cache.block('known', block)
      const stop = cache.subscribe(() => {
        for (const block of blocks) cache.block('known', block)
      })
      await pause(120)
      stop()
    },
    shown: (blocks: readonly number[]) =>
      blocks.map((block) => cache.block('known', block)?.channels[0]?.[0]),
  }
}

describe('SampleCache', () => {
  it('reads a block once, and the last as short as the file ends', async () => {
    const { cache, reads, show, shown } = rig({ length: 2 * BLOCK + 100 })
    await show([1, 2])
    await show([1, 2])
    expect(reads).toEqual([1, 2])
    expect(shown([1, 2])).toEqual([BLOCK, 2 * BLOCK])
    expect(cache.block('known', 2)?.channels[0]).toHaveLength(100)
  })

  it('has nothing of a file that is not at hand, nor beyond its ends', async () => {
    const { cache, reads } = rig()
    expect(cache.block('gone', 0)).toBeUndefined()
    expect(cache.block('known', -1)).toBeUndefined()
    expect(cache.block('known', 20)).toBeUndefined()
    await pause(40)
    expect(reads).toEqual([])
  })

  it('lets go of what is not shown any more, and never of what is', async () => {
    const { reads, show, shown } = rig()
    await show([0, 1, 2, 3])
    await show([2, 3])
    // Blocks come, and are shown together with those that stay.
    await show([2, 3, 4])
    await show([2, 3, 4])
    expect(shown([2, 3])).toEqual([2 * BLOCK, 3 * BLOCK])
    expect(reads.filter((block) => block === 2 || block === 3)).toEqual([2, 3])
  })

  it('does not read for ever when more is shown than there is room for', async () => {
    const { reads, show } = rig()
    await show([0, 1, 2, 3, 4, 5, 6])
    const before = reads.length
    await show([0, 1, 2, 3, 4, 5, 6])
    expect(before).toBe(4)
    expect(reads).toHaveLength(4)
  })

  it('finds room for another screen when one has filled it', async () => {
    const { reads, show, shown } = rig()
    await show([0, 1, 2, 3])
    await show([4, 5, 6, 7])
    expect(reads).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(shown([4, 5, 6, 7])).toEqual([4, 5, 6, 7].map((block) => block * BLOCK))
  })

  it('finds room for the rest of a screen that had none, and draws no more than it must', async () => {
    const { cache, reads, show } = rig()
    await show([0, 1, 2, 3, 4, 5, 6])
    const version = cache.version()
    await show([0, 1, 2, 3, 4, 5, 6])
    await pause(120)
    expect(cache.version() - version).toBeLessThanOrEqual(2)
    await show([4, 5, 6])
    expect(reads).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('does not read what was scrolled past', async () => {
    const door = gate()
    const reads: number[] = []
    const cache = new SampleCache(() => ({
      file: reads,
      length: 20 * BLOCK,
      channels: 1,
      async read(from) {
        reads.push(from / BLOCK)
        if (reads.length <= 4) await door.passed
        return ok({ channels: [] })
      },
    }))
    for (let block = 0; block < 6; block++) cache.block('known', block)
    const stop = cache.subscribe(() => cache.block('known', 19))
    cache.block('known', 19)
    await pause()
    expect(reads).toEqual([0, 1, 2, 3])
    door.open()
    await vi.waitFor(() => expect(reads).toContain(19))
    stop()
  })

  it('asks once for what cannot be read, and again for another file', async () => {
    const { reads, replace, show, shown } = rig({ fails: true })
    await show([0])
    await show([0])
    expect(reads).toEqual([0])
    expect(shown([0])).toEqual([undefined])
    replace()
    await show([0])
    expect(reads).toEqual([0, 0])
  })
})
