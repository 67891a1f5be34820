import * as z from 'zod/mini'
import type { DeliverableReport } from '../domain/deliveryReport.ts'
import { type Fields, text } from '../domain/schemaFields.ts'
import { LOUDNESS_GATES, MASTER_MODES, UNCERTAIN_FIELDS } from '../domain/specs/deliverySpec.ts'
import type { MasterReport } from '../domain/specs/masterReport.ts'

const figure = z.nullable(z.number())

/** What a report says of the linked master. */
export const masterSchema = z.strictObject({
  mode: z.enum(MASTER_MODES),
  spec: z.strictObject({
    id: text,
    name: text,
    source: text,
    sourceDate: z.nullable(text),
    uncertain: z.array(z.enum(UNCERTAIN_FIELDS)).check(z.maxLength(UNCERTAIN_FIELDS.length)),
  } satisfies Fields<MasterReport['spec']>),
  gainDb: z.number(),
  ceilingDbtp: figure,
  limiterDbtp: z.exactOptional(z.number()),
  targetLufs: figure,
  belowLu: z.number(),
  aboveLu: z.number(),
  gate: z.nullable(z.enum(LOUDNESS_GATES)),
  dialogueShare: figure,
  beforeLufs: figure,
  afterLufs: figure,
  withinTarget: z.nullable(z.boolean()),
  maxReductionDb: z.number(),
  secondsLimited: z.number(),
} satisfies Fields<MasterReport>)

/** What it says of a deliverable as it was mixed. */
export const beforeSchema = z.strictObject({
  integratedLufs: figure,
  truePeakOverDbtp: figure,
} satisfies Fields<NonNullable<DeliverableReport['before']>>)
