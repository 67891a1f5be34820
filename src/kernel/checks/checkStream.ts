import type { CheckId, CheckSettings, Finding, StreamId } from '../../domain/checks.ts'
import type { Speaker } from '../../domain/layout.ts'
import { partNames } from '../../domain/nameSome.ts'
import type { Stretch } from '../../domain/pops.ts'
import type { StemId } from '../../domain/stems.ts'
import type { FrameRate } from '../../domain/timecode.ts'

/** A sound that checks look at. */
export type CheckStream = {
  /** Streams of one id are parts of one sound, each there in its own range. */
  readonly id: StreamId
  /** As sentences call it. */
  readonly name: string
  /** What will be made of it, by place, where that is parts with names of their own: sentences call it by those that they are about. */
  readonly parts?: readonly (Stretch & { readonly name: string })[]
  readonly speakers: readonly Speaker[]
  /** What it is the sum of; none for a guide. */
  readonly stems: readonly StemId[]
  /** It is what an M&E and the guide are held against. */
  readonly isComposite?: boolean
  /** Its file is converted to another rate, and has true peaks of its own. */
  readonly converted?: boolean
  /** Samples of it, where it is not as long as all. */
  readonly length?: number
}

/** What sentences about a stretch of a stream call it. */
export function nameIn({ name, parts = [] }: CheckStream, { from, to }: Stretch): string {
  const names = parts.filter((part) => part.from < to && from < part.to).map((part) => part.name)
  return names.length > 0 ? partNames(names) : name
}

/** Samples of every stream from one place on, all aligned. */
export type CheckBlock = {
  /** In samples of the session. Blocks come in order and do not overlap. */
  readonly from: number
  readonly frames: number
  /** Planar, at least `frames` long; `null` for a stream that is not under way. Read at once, and not kept. */
  readonly pcm: readonly (readonly Float64Array[] | null)[]
}

export type CheckSetup = {
  /** The kernel, which looks at the samples. */
  readonly module: WebAssembly.Module
  /** Hz. */
  readonly sampleRate: number
  readonly streams: readonly CheckStream[]
  readonly settings?: CheckSettings | undefined
  /** What all streams are multiplied by, linear; 1 when absent. */
  readonly gain?: number
  /** What sentences count frames by; they say seconds when absent. */
  readonly frameRate?: FrameRate
  /** Samples that are going to come. It decides how far looks at the sync are apart, and no more. */
  readonly length: number
}

/** Samples before a hop that its buffers hold as well. */
export const HISTORY = 16

/** Some 20 ms of every stream: what analysers are given. `from` + 1 is the place of sample `HISTORY` + 1 of its buffers. */
export type Hop = {
  readonly from: number
  readonly frames: number
  /** Whether it begins where the one before ended. */
  readonly continues: boolean
  /** Buffers of a stream, `HISTORY` samples of what was before and then the hop; `null` where it is not under way. */
  readonly pcm: readonly (readonly Float64Array[] | null)[]
}

/** One check, or some that need the same figures. */
export type Analyser = {
  /** What it could look for in these streams. */
  readonly checks: readonly CheckId[]
  /** Of these, after `finish`, what nothing could be told of: it has not passed, whoever else has looked for it. */
  readonly untold?: readonly CheckId[]
  observe(hop: Hop): void
  finish(): readonly Finding[]
}

/** Samples of a part of a hop: 2.5 ms, and eight of them are a hop. */
export const partLength = (sampleRate: number): number => Math.round(sampleRate / 400)
export const PARTS = 8
export const hopLength = (sampleRate: number): number => partLength(sampleRate) * PARTS
