import * as z from 'zod/mini'
import { asListed } from './listedRates.ts'
import { AUDIO_TRACK_LIMIT, type AudioTrack } from './media.ts'
import { FRAME_RATES, type FrameRate } from './timecode.ts'
import { COUNT_LIMIT } from './units.ts'

// Schemas without generated code, which the page's security policy does not allow.
z.config({ ...z.locales.en(), jitless: true })

/** A schema for each field of a type, no more and no less. */
export type Fields<T> = { readonly [Field in keyof T]-?: z.ZodMiniType }

/** More than any film has, and little enough to be looked through. */
export const LIMITS = {
  tracks: 20_000,
  /** Of one track. */
  clips: 200_000,
  media: 50_000,
  markers: 100_000,
  warnings: 1_000,
  text: 1_000_000,
  count: COUNT_LIMIT,
} as const

/** Whole samples, frames or bytes. */
export const count = z.number().check(z.int(), z.minimum(0), z.maximum(LIMITS.count))
export const text = z.string().check(z.maxLength(LIMITS.text))
export const audioTrack = z.strictObject({
  number: z.number().check(z.int(), z.minimum(1), z.maximum(AUDIO_TRACK_LIMIT)),
  name: z.exactOptional(text),
} satisfies Fields<AudioTrack>)

/** Files may say rates that no list has, but what is called as one of the list is that one. */
function isFrameRate({ num, den, drop, label }: FrameRate): boolean {
  const fps = num / den
  const known = FRAME_RATES.filter((rate) => rate.label === label || (drop && rate.drop))
  const same = known.some((rate) => rate.num === num && rate.den === den && rate.drop === drop)
  return fps >= 1 && fps <= 240 && (same || known.length === 0)
}

export const frameRate = z
  .strictObject({
    num: z.number().check(z.int(), z.minimum(1), z.maximum(1_000_000)),
    den: z.number().check(z.int(), z.minimum(1), z.maximum(1_000_000)),
    drop: z.boolean(),
    label: text,
  } satisfies Fields<FrameRate>)
  .check(z.overwrite(asListed), z.refine(isFrameRate, 'is not a frame rate that Dubstage knows'))
