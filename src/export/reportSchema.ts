import * as z from 'zod/mini'
import type {
  Certificate,
  CertifiedClip,
  CertifiedFade,
  CertifiedGuide,
  CertifiedSource,
  FrameSpan,
} from '../domain/certificate.ts'
import { DELIVERY_CONTAINERS } from '../domain/deliveryContainers.ts'
import { DELIVERY_FORMATS } from '../domain/deliveryFormat.ts'
import type {
  BounceReport,
  DeliverableReport,
  DeliveredFile,
  NullResidual,
  ReportedCheck,
} from '../domain/deliveryReport.ts'
import { RATE_RANGE } from '../domain/errors.ts'
import type { PartMarks, Stretch } from '../domain/pops.ts'
import { count, type Fields, LIMITS, text } from '../domain/schemaFields.ts'
import { FADE_CURVES } from '../domain/session.ts'
import { FRAME_RATES } from '../domain/timecode.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { beforeSchema, masterSchema } from './masterSchema.ts'
import { REPORT_FORMAT, REPORT_VERSION } from './reportDocument.ts'

// Each schema has the fields of its type and no others: what a report gets without its line here does not compile.

const list = <T extends z.ZodMiniType>(of: T, most: number) => z.array(of).check(z.maxLength(most))
/** A place in the session: before its start, too. */
const place = z.number().check(z.int(), z.minimum(-LIMITS.count), z.maximum(LIMITS.count))
const figure = z.nullable(z.number())
const sampleRate = z.number().check(z.int(), z.minimum(RATE_RANGE.min), z.maximum(RATE_RANGE.max))
const format = z.enum(DELIVERY_FORMATS.map(({ id }) => id))
const stretch = z.strictObject({ from: place, to: place } satisfies Fields<Stretch>)

const file = z.strictObject({
  file: text,
  speakers: text,
  channels: count,
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
} satisfies Fields<DeliveredFile>)

const deliverable = z.strictObject({
  id: text,
  name: text,
  stems: list(text, 100),
  files: list(file, 100),
  layout: text,
  channels: count,
  sampleRate,
  container: z.enum(DELIVERY_CONTAINERS.map(({ id }) => id)),
  format,
  bitDepth: z.nullable(count),
  bitRate: z.exactOptional(count),
  range: z.enum(['film', 'region', 'span']),
  from: place,
  samples: count,
  figuresOf: z.enum(['file', 'encoderInput']),
  integratedLufs: figure,
  loudnessRangeLu: figure,
  maxTruePeakDbtp: figure,
  maxSamplePeakDbfs: figure,
  maxMomentaryLufs: figure,
  maxShortTermLufs: figure,
  clippedSamples: count,
  before: z.exactOptional(beforeSchema),
} satisfies Fields<DeliverableReport>)

const track = z.strictObject({
  name: text,
  stem: text,
  channels: text,
  start: z.strictObject({ samples: place, timecode: text }),
  files: list(text, LIMITS.media),
  trimDb: z.number(),
  faderDb: figure,
  pan: z.number(),
  polarityInverted: z.boolean(),
  mute: z.boolean(),
} satisfies Fields<BounceReport['settings']['tracks'][number]>)

const settings = z.strictObject({
  format,
  sampleRate,
  layout: text,
  frameRate: text,
  start: text,
  panLaw: text,
  dither: text,
  masterGainDb: z.number(),
  master: z.exactOptional(masterSchema),
  measured: z.enum(['file', 'programme']),
  tracks: list(track, LIMITS.tracks),
  stems: z.record(text, z.strictObject({ faderDb: figure, mute: z.boolean() })),
} satisfies Fields<BounceReport['settings']>)

const fade = z.strictObject({
  length: count,
  curve: z.enum(FADE_CURVES),
  from: count,
  of: count,
} satisfies Fields<CertifiedFade>)

const clip = z.strictObject({
  files: list(text, 100),
  start: place,
  from: count,
  length: count,
  gainDb: figure,
  mute: z.boolean(),
  fadeIn: z.nullable(fade),
  fadeOut: z.nullable(fade),
} satisfies Fields<CertifiedClip>)

/** A rate that timecode can be counted at: drop-frame only where the standard has it. */
function isTimebase({ num, den, drop }: Certificate['timebase']): boolean {
  const fps = num / den
  const known = FRAME_RATES.some((rate) => rate.drop && rate.num === num && rate.den === den)
  return fps >= 1 && fps <= 240 && (!drop || known)
}

const timebase = z
  .strictObject({
    num: z.number().check(z.int(), z.minimum(1), z.maximum(1_000_000)),
    den: z.number().check(z.int(), z.minimum(1), z.maximum(1_000_000)),
    drop: z.boolean(),
    startFrame: count,
  } satisfies Fields<Certificate['timebase']>)
  .check(z.refine(isTimebase, 'is not a frame rate'))

const source = {
  file: text,
  bytes: z.nullable(count),
  fingerprint: z.nullable(text),
} satisfies Fields<CertifiedSource>

const certificate = z.strictObject({
  timebase,
  programme: stretch,
  pops: list(stretch, 2),
  deliverables: list(
    z.strictObject({
      span: stretch,
      marks: z.exactOptional(
        z.strictObject({ action: stretch, pops: list(stretch, 2) } satisfies Fields<PartMarks>),
      ),
      frames: z.strictObject({
        count,
        first: text,
        last: text,
        startsInto: count,
        endsShort: count,
      } satisfies Fields<FrameSpan>),
      timeReference: count,
      shortTerm: z.strictObject({ from: place, lufs: list(figure, 10_000_000) }),
    }),
    1000,
  ),
  clips: list(list(clip, LIMITS.clips), LIMITS.tracks),
  sources: list(z.strictObject(source), LIMITS.media),
  guide: z.exactOptional(
    z.strictObject({
      ...source,
      at: place,
      samples: z.exactOptional(count),
    } satisfies Fields<CertifiedGuide>),
  ),
} satisfies Fields<Certificate>)

const residual = z.strictObject({
  name: text,
  dbfs: figure,
  format,
  of: z.enum(['files', 'mix']),
  limitDbfs: figure,
  verdict: z.enum(['pass', 'review']),
} satisfies Fields<NullResidual>)

const check = z.strictObject({
  name: text,
  verdict: z.enum(['pass', 'review', 'waived']),
  value: text,
  why: text,
  findings: list(z.strictObject({ from: text, to: text, text }), 100_000),
  waiver: z.nullable(text),
} satisfies Fields<ReportedCheck>)

const report = z.strictObject({
  format: z.literal(REPORT_FORMAT),
  version: z.literal(REPORT_VERSION),
  app: z.strictObject({ name: z.literal('Dubstage'), version: text }),
  title: text,
  createdAt: text,
  settings,
  deliverables: list(deliverable, 1000),
  residuals: list(residual, 100),
  warnings: list(text, 100_000),
  certificate,
  checks: z.exactOptional(list(check, 1000)),
} satisfies Fields<BounceReport & { format: string; version: number }>)

/** A report out of anything at all, or what is wrong with it, as a clause. */
export function readReport(json: string): Result<BounceReport, string> {
  let found: unknown
  try {
    found = JSON.parse(json)
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown
    return err('it is not JSON')
  }
  const version =
    typeof found === 'object' && found !== null && 'version' in found ? found.version : undefined
  if (typeof version === 'number' && Number.isInteger(version) && version !== REPORT_VERSION)
    return err(`it is of version ${version}, and this program reads ${REPORT_VERSION}`)
  const parsed = report.safeParse(found)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const where = (issue?.path ?? []).join('.') || 'it'
    return err(`${where.slice(0, 100)}: ${issue?.message ?? ''}`)
  }
  const { format: _format, version: _version, ...rest } = parsed.data
  return ok(rest)
}
