import { createHash } from 'node:crypto'
import { applyCommand, trackFromMedia } from '../domain/commands.ts'
import type { DeliveryFormat } from '../domain/deliveryFormat.ts'
import { planDelivery } from '../domain/deliveryPlan.ts'
import { speakersOf } from '../domain/interpretation.ts'
import type { ByteSource } from '../domain/ports.ts'
import { emptySession, type MediaId, type Session, type Track } from '../domain/session.ts'
import type { StemId } from '../domain/stems.ts'
import { samplePosition } from '../domain/units.ts'
import type { BounceJob } from '../export/bounceJob.ts'
import type { DeliverySink } from '../export/deliverySink.ts'
import { runBounce } from '../export/runBounce.ts'
import { ok } from '../lib/result.ts'
import type { OpenMedia } from '../media/playlist.ts'
import { probeMedia } from '../media/probe.ts'
import { memoryByteSource } from './memoryByteSource.ts'
import { type FixtureEncoding, wavFixture } from './wavFixture.ts'

/** A file and the track that holds it. `change` is what is special about the track. */
export type FileFixture = {
  readonly stem: StemId
  readonly samples: readonly Float64Array[]
  readonly encoding?: FixtureEncoding
  readonly name?: string
  readonly change?: Partial<Track>
}

export type Programme = { readonly session: Session; readonly media: ReadonlyMap<MediaId, OpenMedia> }

/** Files in memory as a session, each a track from the start. Ids are `1`, `2` … in order. */
export async function programmeOf(
  files: readonly FileFixture[],
  change: Partial<Session> = {},
): Promise<Programme> {
  let session: Session = { ...emptySession('Fixture'), ...change }
  const media = new Map<MediaId, OpenMedia>()
  for (const [index, file] of files.entries()) {
    const id = String(index + 1)
    const { samples, encoding = 's24', name = `${file.stem}-${id}.wav`, stem } = file
    const source = reusingMemory(memoryByteSource(name, wavFixture({ samples, encoding })))
    const probed = await probeMedia(source, session.sampleRate)
    if (!probed.ok) throw new Error(`the fixture ${name} is refused: ${probed.error.code}`)
    if (probed.value.kind !== 'inPlace') throw new Error(`the fixture ${name} cannot be read in place`)
    const { info } = probed.value
    const ids = { track: id, clip: id, media: [id] }
    const track = trackFromMedia(ids, [info], speakersOf(info), samplePosition(0), `Track ${id}`, stem)
    const tracks = [{ ...track, ...file.change }]
    session = applyCommand(session, { type: 'tracks/add', media: { [id]: info }, tracks })
    media.set(id, { info, source })
  }
  return { session, media }
}

/** Reads into the memory it is offered, as a disk does, and leaves something of its own in what is over. */
function reusingMemory(source: ByteSource): ByteSource {
  return {
    ...source,
    async read(offset, length, into) {
      const read = await source.read(offset, length)
      if (!read.ok || !into) return read
      into.fill(0x5a)
      into.set(read.value)
      return ok(into.subarray(0, length))
    },
  }
}

export type MemorySink = DeliverySink & { readonly bytes: () => Buffer; readonly finished: () => boolean }

/** Gives each buffer back one write later, as a disk does, and not as it was. `begun`: what it holds before. */
export function memorySink(begun: Uint8Array = new Uint8Array(0)): MemorySink {
  const parts: Uint8Array[] = [begun]
  let spent: ArrayBuffer | null = null
  let finished = false
  let whole: Buffer | null = null
  return {
    async write(bytes) {
      parts.push(bytes.slice())
      const free = spent
      spent = bytes.buffer
      if (free) new Uint8Array(free).fill(0xee)
      return ok(free)
    },
    async finish(patches) {
      finished = true
      whole = Buffer.concat(parts)
      for (const { offset, bytes } of patches) whole.set(bytes, offset)
      return ok(createHash('sha256').update(whole).digest('hex'))
    },
    bytes: () => whole ?? Buffer.concat(parts),
    finished: () => finished,
  }
}

/** Runs a job into memory. */
export async function bounceToMemory(
  module: WebAssembly.Module,
  { session, media }: Programme,
  format: DeliveryFormat = 'wav24',
  change: Partial<BounceJob> = {},
) {
  const order = { name: 'reel', format, ...change.order }
  const planned = planDelivery(change.session ?? session, order)
  const files = planned.ok ? planned.value.deliverables.flatMap((one) => one.files) : []
  // What cannot be planned has sinks that must not be finished.
  const sinks = planned.ok ? files.map(() => memorySink()) : [memorySink(), memorySink()]
  const result = await runBounce({
    session,
    media,
    module,
    sinks,
    version: '1.2.3',
    startedAt: new Date(2026, 4, 1, 10, 11, 12),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...change,
    order,
  })
  return { result, sinks, files: sinks.map((sink) => sink.bytes()) }
}

/** The samples of a WAV file: what follows the head of its data chunk. */
export function pcmOf(file: Buffer): Buffer {
  for (
    let at = 12;
    at + 8 <= file.length;
    at += 8 + file.readUInt32LE(at + 4) + (file.readUInt32LE(at + 4) % 2)
  ) {
    if (file.toString('latin1', at, at + 4) === 'data')
      return file.subarray(at + 8, at + 8 + file.readUInt32LE(at + 4))
  }
  throw new Error('the file has no data chunk')
}

/** 24-bit interleaved samples, channel by channel. */
export function samples24(pcm: Buffer, channels = 2): Int32Array[] {
  const frames = pcm.length / 3 / channels
  return Array.from({ length: channels }, (_, c) => {
    const out = new Int32Array(frames)
    for (let n = 0; n < frames; n++) out[n] = pcm.readIntLE((n * channels + c) * 3, 3)
    return out
  })
}

/** Where two signals first differ, their lengths included; −1 when they are the same. Quicker than `toEqual`. */
export function firstDifference(a: ArrayLike<number> = [], b: ArrayLike<number> = []): number {
  const shorter = Math.min(a.length, b.length)
  for (let n = 0; n < shorter; n++) if (a[n] !== b[n]) return n
  return a.length === b.length ? -1 : shorter
}
