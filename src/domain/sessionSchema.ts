import * as z from 'zod/mini'
import { err, ok, type Result } from '../lib/result.ts'
import { checks } from './checkSchema.ts'
import { deliverables } from './deliverableSchema.ts'
import type { AppError } from './errors.ts'
import { CHANNEL_LIMIT, RATE_RANGE } from './errors.ts'
import { exportSettings, specs } from './exportSettingsSchema.ts'
import { SPEAKERS } from './layout.ts'
import { MARKER_LIMIT, type Marker } from './markers.ts'
import type { Conform, MediaInfo, PcmLayout } from './media.ts'
import { mediaMetadata } from './mediaMetadataSchema.ts'
import { migrateSession } from './migrateSession.ts'
import type { Fields } from './schemaFields.ts'
import { audioTrack, count, frameRate, LIMITS, text } from './schemaFields.ts'
import {
  CLIP_GAIN_RANGE_DB,
  type Clip,
  FADE_CURVES,
  FADER_RANGE_DB,
  type Fade,
  ID_LIMIT,
  type Session,
  type StemBus,
  TRIM_RANGE_DB,
  type Track,
} from './session.ts'
import { sessionFault } from './sessionFault.ts'
import { sessionProblems } from './sessionProblems.ts'
import { STEMS } from './stems.ts'

// Everything that is opened comes through here. Each schema has the fields of its type and no others: a field that a
// type gets and its schema does not is an error of the compiler, and one that a file has beyond them is refused.

const within = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.number().check(z.minimum(min), z.maximum(max))
const id = z.string().check(
  z.regex(new RegExp(`^\\P{Cc}{1,${ID_LIMIT}}$`, 'u')),
  z.refine((name) => !(name in {}), 'is a reserved name'),
)
const faderDb = z.nullable(within(FADER_RANGE_DB))
const sampleRate = within(RATE_RANGE).check(z.int())

const pcm = z.strictObject({
  encoding: z.strictObject({
    kind: z.enum(['int', 'uint', 'float']),
    bits: z.literal([8, 16, 24, 32, 64]),
    endian: z.enum(['le', 'be']),
  } satisfies Fields<PcmLayout['encoding']>),
  channels: within({ min: 1, max: CHANNEL_LIMIT }).check(z.int()),
  dataOffset: count,
  length: count,
} satisfies Fields<PcmLayout>)

const media = z.strictObject({
  fileName: text,
  format: z.enum([
    'wav',
    'rf64',
    'bw64',
    'aiff',
    'aifc',
    'flac',
    'mp3',
    'aac',
    'ogg',
    'mp4',
    'mov',
    'webm',
    'mkv',
  ]),
  audioTrack: z.exactOptional(audioTrack),
  bytes: z.exactOptional(count),
  fingerprint: z.exactOptional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  modified: z.exactOptional(z.int()),
  sampleRate,
  pcm,
  conform: z.exactOptional(
    z.strictObject({ codec: text, sampleRate, length: count } satisfies Fields<Conform>),
  ),
  metadata: z.exactOptional(mediaMetadata),
  warnings: z.array(text).check(z.maxLength(LIMITS.warnings)),
} satisfies Fields<MediaInfo>)

const fade = z.strictObject({
  length: count,
  curve: z.enum(FADE_CURVES),
  part: z.exactOptional(
    z.strictObject({ from: count, of: count } satisfies Fields<NonNullable<Fade['part']>>),
  ),
} satisfies Fields<Fade>)

const clip = z.strictObject({
  id,
  media: z.array(id).check(z.minLength(1), z.maxLength(CHANNEL_LIMIT)),
  start: count,
  from: count,
  length: count,
  gainDb: z.exactOptional(z.nullable(within(CLIP_GAIN_RANGE_DB))),
  mute: z.exactOptional(z.boolean()),
  locked: z.exactOptional(z.boolean()),
  name: z.exactOptional(text),
  color: z.exactOptional(count),
  fadeIn: z.exactOptional(fade),
  fadeOut: z.exactOptional(fade),
  group: z.exactOptional(text),
} satisfies Fields<Clip>)

const stem = z.enum(STEMS.map((each) => each.id))

const track = z.strictObject({
  id,
  name: text,
  stem,
  speakers: z.array(z.nullable(z.enum(SPEAKERS))).check(z.minLength(1), z.maxLength(CHANNEL_LIMIT)),
  trimDb: within(TRIM_RANGE_DB),
  polarityInverted: z.boolean(),
  pan: within({ min: -1, max: 1 }),
  faderDb,
  mute: z.boolean(),
  clips: z.array(clip).check(z.maxLength(LIMITS.clips)),
} satisfies Fields<Track>)

const bus = z.strictObject({ faderDb, mute: z.boolean() } satisfies Fields<StemBus>)

const marker = z.strictObject({
  id,
  at: count,
  length: z.exactOptional(count),
  name: text,
  color: z.exactOptional(count),
  note: z.exactOptional(text),
} satisfies Fields<Marker>)
/** A stem that sessions did not have at first is at unity in them. */
const busOf = (rare: boolean) => (rare ? z._default(bus, { faderDb: 0, mute: false }) : bus)

const session = z.strictObject({
  version: z.literal(1),
  title: text,
  sampleRate,
  layout: z.enum(['mono', 'stereo', '5.1']),
  frameRate,
  startFrame: count,
  panLaw: z.enum(['-3', '-4.5', '-6']),
  media: z.record(id, media),
  tracks: z.array(track).check(z.maxLength(LIMITS.tracks)),
  stems: z.strictObject(Object.fromEntries(STEMS.map(({ id, rare }) => [id, busOf(rare === true)]))),
  deliverables: z.exactOptional(deliverables),
  markers: z.exactOptional(z.array(marker).check(z.minLength(1), z.maxLength(MARKER_LIMIT))),
  checks: z.exactOptional(checks),
  specs: z.exactOptional(specs),
  exportSettings: z.exactOptional(exportSettings),
} satisfies Fields<Session>)

/**
 * A session out of anything at all: what was kept, or a document. `shelf/newer` for one of a later version;
 * `session/invalid` names the first field that cannot be, and what is wrong with it.
 */
export function readSession(found: unknown): Result<Session, AppError> {
  const current = migrateSession(found)
  if (!current.ok) return current
  const { value } = current
  // A record's schema passes over this one key; here nothing is passed over.
  if ('media' in value && Object.hasOwn(Object(value.media), '__proto__')) {
    return err({ code: 'session/invalid', detail: 'media.__proto__ is a reserved name' })
  }
  const parsed = session.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return err({ code: 'session/invalid', detail: faultOf(issue?.path ?? [], issue?.message ?? '') })
  }
  // The numbers have been looked into: they are what their units ask for.
  const valid = parsed.data as unknown as Session
  const fault = sessionFault(valid) ?? sessionProblems(valid)[0]
  return fault === undefined ? ok(valid) : err({ code: 'session/invalid', detail: shortened(fault) })
}

/** What is said of a file is not as long as the file likes. */
const shortened = (said: string): string => (said.length > 200 ? `${said.slice(0, 200)}…` : said)

/** `tracks[3].pan: Invalid input: expected number, received string`. */
function faultOf(path: readonly PropertyKey[], message: string): string {
  const where = path.reduce<string>(
    (before, key) =>
      typeof key === 'number' ? `${before}[${key}]` : before ? `${before}.${String(key)}` : String(key),
    '',
  )
  return shortened(`${where || 'the session'}: ${message}`)
}
