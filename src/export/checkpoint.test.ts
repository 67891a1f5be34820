import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hashLanes } from '../kernel/hashLanes.ts'
import { jobState } from '../testing/jobStateFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint, jobIdentity } from './checkpoint.ts'

const bytesOf = fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes))
/** To the last bit, for the gain of the mix is made of it. */
const figure = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0))
const checkpoints: fc.Arbitrary<Checkpoint> = fc.record({
  serial: fc.nat(),
  job: fc.string(),
  part: fc.double({ min: 0, max: 1, noNaN: true }).map((part) => part + 0),
  state: fc.record({
    done: fc.nat(),
    at: fc.integer(),
    samples: fc.array(fc.nat()),
    kernel: bytesOf,
    conversions: fc.array(fc.option(bytesOf), { maxLength: 4 }),
    encoders: fc.array(fc.option(bytesOf), { maxLength: 4 }),
    heads: fc.array(fc.option(bytesOf), { maxLength: 4 }),
    master: fc.record({
      limiterDbtp: figure,
      loudness: fc.option(
        fc.record({
          programmeLufs: figure,
          dialogueLufs: figure,
          dialogueShare: figure,
          dialogueSounds: fc.array(fc.boolean()),
        }),
      ),
    }),
  }),
  files: fc.array(fc.record({ bytes: fc.maxSafeNat(), hash: bytesOf }), { maxLength: 5 }),
})

it('comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(checkpoints, async (checkpoint) => {
      expect(await decodeCheckpoint(await encodeCheckpoint(checkpoint))).toEqual(checkpoint)
    }),
  )
})

it('is nothing when a byte of it is another one, or it is cut or longer', async () => {
  await fc.assert(
    fc.asyncProperty(checkpoints, fc.nat(), fc.integer({ min: 1, max: 255 }), async (checkpoint, at, by) => {
      const whole = await encodeCheckpoint(checkpoint)
      const changed = whole.slice()
      const place = at % changed.length
      changed[place] = (changed[place] ?? 0) ^ by
      expect(await decodeCheckpoint(changed)).toBeNull()
      expect(await decodeCheckpoint(whole.slice(0, place))).toBeNull()
      expect(await decodeCheckpoint(new Uint8Array([...whole, 0]))).toBeNull()
    }),
  )
})

it('holds a hash that goes on to the hash of the whole', async () => {
  const [first, rest] = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5)]
  const [begun, later] = hashLanes(kernelModule(), 2, 0)
  begun?.update(first)
  const hash = begun?.save() ?? new Uint8Array(0)
  const kept = await decodeCheckpoint(
    await encodeCheckpoint({ serial: 1, job: '', part: 0, state: jobState(1), files: [{ bytes: 3, hash }] }),
  )
  later?.load(kept?.files[0]?.hash ?? new Uint8Array(0))
  later?.update(rest)
  const whole = createHash('sha256').update(Uint8Array.of(1, 2, 3, 4, 5))
  expect(later?.digest()).toBe(whole.digest('hex'))
})

it('tells jobs apart by what they make and by what makes them', async () => {
  const session = { tracks: [1] }
  const job = await jobIdentity('a', session)
  expect(await jobIdentity('a', { tracks: [1] })).toBe(job)
  expect(await jobIdentity('b', session)).not.toBe(job)
  expect(await jobIdentity('a', { tracks: [2] })).not.toBe(job)
})
