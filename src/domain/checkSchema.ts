import * as z from 'zod/mini'
import { WAIVER_LIMIT } from './checkSettings.ts'
import { CHECK_IDS, type CheckSettings, type Waiver } from './checks.ts'
import { type Fields, LIMITS, text } from './schemaFields.ts'
import { STEMS } from './stems.ts'

/** Samples of the session; a leader is before its first. */
const place = z.number().check(z.int(), z.minimum(-LIMITS.count), z.maximum(LIMITS.count))

const isStream = (stream: string): boolean =>
  stream === 'guide' || /^deliverable:./su.test(stream) || STEMS.some(({ id }) => stream === `stem:${id}`)

const waiver = z.strictObject({
  id: text,
  check: z.enum(CHECK_IDS),
  from: place,
  to: place,
  streams: z.exactOptional(
    z
      .array(text.check(z.refine(isStream, 'is no stem, no deliverable and not the guide')))
      .check(z.minLength(1), z.maxLength(1000)),
  ),
  reason: text,
} satisfies Fields<Waiver>)

/** What a session says about its checks. Ranges are looked into by `checkProblems`. */
export const checks = z.strictObject({
  thresholds: z.exactOptional(z.partialRecord(z.enum(CHECK_IDS), z.number())),
  waivers: z.exactOptional(z.array(waiver).check(z.minLength(1), z.maxLength(WAIVER_LIMIT))),
} satisfies Fields<CheckSettings>)
