import { createSHA256 } from 'hash-wasm'
import { framed, unframed } from '../lib/framed.ts'
import type { JobState } from './bounceJob.ts'
import { type FileState, UNWRITTEN } from './fileWriter.ts'
import type { ProgrammeLoudness } from './measurePass.ts'

/** An export as far as it was: with the files as they were then, another one goes on from there to the same bytes. */
export type Checkpoint = {
  /** Rises with every checkpoint of an export. */
  readonly serial: number
  /** `jobIdentity` of what is being made. */
  readonly job: string
  /** How much of the pass is made, 0…1. */
  readonly part: number
  readonly state: JobState
  readonly files: readonly FileState[]
  /** Milliseconds since 1970, which the files say they were begun at, where nothing else keeps that. */
  readonly startedAt?: number
}

type Head = Omit<Checkpoint, 'state' | 'files'> & {
  readonly done: number
  readonly at: number
  readonly samples: readonly number[]
  readonly limiterDbtp: number | null
  /** `dialogueSounds`: a digit for each. */
  readonly loudness: (Omit<ProgrammeLoudness, 'dialogueSounds'> & { readonly dialogueSounds: string }) | null
  /** Which of them keep anything. */
  readonly conversions: readonly boolean[]
  readonly encoders: readonly boolean[]
  readonly heads: readonly boolean[]
  readonly files: readonly { readonly bytes: number; readonly hash: readonly number[] }[]
}

/** `DSCP`, and the version of what follows. */
const MAGIC = 0x44534350
const VERSION = 3
const FIELDS_BYTES = 12
const DIGEST_BYTES = 32

/**
 * Two exports of the same identity make the same bytes block by block. `build` tells programs apart: in another one the
 * kernel's memory may be laid out differently.
 */
export async function jobIdentity(build: string, ...parts: readonly unknown[]): Promise<string> {
  const hash = await createSHA256()
  return hash.update(JSON.stringify([build, ...parts])).digest('hex')
}

/** Files as a checkpoint has them: of those whose encoder keeps no place, nothing. */
export const keptFiles = ({ encoders }: JobState, files: readonly FileState[]): readonly FileState[] =>
  files.map((file, index) => (encoders[index] === null ? UNWRITTEN : file))

/** What the files of a checkpoint are opened by, to go on with them. */
export const filesToOpen = ({ state: { heads }, files }: Checkpoint): readonly FileState[] =>
  files.map((file, index) => {
    const head = heads[index]
    return head ? { ...file, head } : file
  })

/** A checkpoint as one file: head; what kernel, conversions and encoders keep; and the SHA-256 of it all. */
export async function encodeCheckpoint({
  state,
  files,
  ...rest
}: Checkpoint): Promise<Uint8Array<ArrayBuffer>> {
  const { kernel, conversions, encoders, heads, master, ...counts } = state
  const head: Head = {
    ...rest,
    ...counts,
    limiterDbtp: master.limiterDbtp,
    loudness: master.loudness && {
      ...master.loudness,
      dialogueSounds: master.loudness.dialogueSounds.map(Number).join(''),
    },
    conversions: conversions.map((one) => one !== null),
    encoders: encoders.map((one) => one !== null),
    heads: heads.map((one) => one !== null),
    files: files.map(({ bytes, hash }) => ({ bytes, hash: [...hash] })),
  }
  const text = new TextEncoder().encode(JSON.stringify(head))
  const kept = framed([kernel, ...[...conversions, ...encoders, ...heads].filter((one) => one !== null)])
  const bytes = new Uint8Array(FIELDS_BYTES + text.length + kept.length + DIGEST_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC)
  view.setUint32(4, VERSION)
  view.setUint32(8, text.length)
  bytes.set(text, FIELDS_BYTES)
  bytes.set(kept, FIELDS_BYTES + text.length)
  bytes.set(await digestOf(bytes), bytes.length - DIGEST_BYTES)
  return bytes
}

/** `null` for whatever is not, to the last bit, what `encodeCheckpoint` gave. */
export async function decodeCheckpoint(bytes: Uint8Array<ArrayBuffer>): Promise<Checkpoint | null> {
  if (bytes.length < FIELDS_BYTES + DIGEST_BYTES) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.getUint32(0) !== MAGIC || view.getUint32(4) !== VERSION) return null
  const digest = await digestOf(bytes)
  if (!digest.every((byte, n) => byte === bytes[bytes.length - DIGEST_BYTES + n])) return null
  const keptAt = FIELDS_BYTES + view.getUint32(8)
  const head: Head = JSON.parse(new TextDecoder().decode(bytes.subarray(FIELDS_BYTES, keptAt)))
  const { done, at, samples, conversions, encoders, heads, limiterDbtp, loudness, files, ...rest } = head
  const [kernel = new Uint8Array(0), ...kept] = unframed(bytes.subarray(keptAt, bytes.length - DIGEST_BYTES))
  const next = (has: boolean): Uint8Array | null => (has && kept.shift()) || null
  return {
    ...rest,
    state: {
      done,
      at,
      samples,
      kernel,
      conversions: conversions.map(next),
      encoders: encoders.map(next),
      heads: heads.map(next),
      master: {
        limiterDbtp,
        loudness: loudness && {
          ...loudness,
          dialogueSounds: [...loudness.dialogueSounds].map((digit) => digit === '1'),
        },
      },
    },
    files: files.map((file) => ({ bytes: file.bytes, hash: Uint8Array.from(file.hash) })),
  }
}

async function digestOf(bytes: Uint8Array): Promise<Uint8Array> {
  const hash = await createSHA256()
  return hash.update(bytes.subarray(0, bytes.length - DIGEST_BYTES)).digest('binary')
}
