import * as z from 'zod/mini'
import { CHANNEL_LIMIT } from './errors.ts'
import { SPEAKERS } from './layout.ts'
import {
  type BroadcastMetadata,
  type ClaimedLoudness,
  type FileMarker,
  type MediaMetadata,
  type ProductionMetadata,
  type ProductionTrack,
  type TextTags,
  TIMESTAMP_RATE_LIMIT,
} from './mediaMetadata.ts'
import { count, type Fields, frameRate, LIMITS, text } from './schemaFields.ts'

const level = z.exactOptional(z.number())
const said = z.exactOptional(text)

const broadcast = z.strictObject({
  version: count,
  description: said,
  originator: said,
  originatorReference: said,
  date: said,
  time: said,
  timeReference: z.exactOptional(count),
  umid: said,
  loudness: z.exactOptional(
    z.strictObject({
      integratedLufs: level,
      rangeLu: level,
      maxTruePeakDbtp: level,
      maxMomentaryLufs: level,
      maxShortTermLufs: level,
    } satisfies Fields<ClaimedLoudness>),
  ),
  codingHistory: said,
} satisfies Fields<BroadcastMetadata>)

const production = z.strictObject({
  project: said,
  scene: said,
  take: said,
  tape: said,
  note: said,
  timecodeRate: z.exactOptional(frameRate),
  timestamp: z.exactOptional(
    z.strictObject({
      samples: count,
      sampleRate: z.number().check(z.minimum(1), z.maximum(TIMESTAMP_RATE_LIMIT)),
      from: z.exactOptional(z.enum(['tags', 'timecode track'])),
    }),
  ),
  tracks: z.exactOptional(
    z
      .array(
        z.strictObject({
          interleave: z.exactOptional(count),
          name: said,
          function: said,
        } satisfies Fields<ProductionTrack>),
      )
      .check(z.maxLength(LIMITS.markers)),
  ),
} satisfies Fields<ProductionMetadata>)

/** What a file says of itself, as a session keeps it. */
export const mediaMetadata = z.strictObject({
  broadcast: z.exactOptional(broadcast),
  production: z.exactOptional(production),
  tags: z.exactOptional(
    z.strictObject({ title: said, artist: said, comment: said, software: said } satisfies Fields<TextTags>),
  ),
  markers: z.exactOptional(
    z
      .array(
        z.strictObject({
          sample: count,
          length: z.exactOptional(count),
          label: text,
          note: said,
        } satisfies Fields<FileMarker>),
      )
      .check(z.maxLength(LIMITS.markers)),
  ),
  channelMask: z.exactOptional(count),
  speakers: z.exactOptional(z.array(z.enum(SPEAKERS)).check(z.minLength(1), z.maxLength(CHANNEL_LIMIT))),
} satisfies Fields<MediaMetadata>)
