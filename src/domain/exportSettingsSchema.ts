import * as z from 'zod/mini'
import { MAX_BIT_RATE } from './deliverableProblems.ts'
import { DELIVERY_CONTAINERS } from './deliveryContainers.ts'
import { DELIVERY_FORMATS } from './deliveryFormat.ts'
import {
  DESTINATION_KINDS,
  type ExportSettings,
  MAX_LEADER_SECONDS,
  SETTING_LIMIT,
} from './exportSettings.ts'
import { NAME_PRESETS } from './fileNameTemplate.ts'
import { SESSION_RATES } from './sampleRates.ts'
import { count, type Fields } from './schemaFields.ts'
import { type DeliverySpec, MASTER_MODES } from './specs/deliverySpec.ts'
import { OWN_SPEC_LIMIT } from './specs/ownSpecs.ts'
import { specFields } from './specs/specSchema.ts'

const spec = z.strictObject(specFields satisfies Fields<DeliverySpec>)
/** Sessions did not have it at first. */
const place = z._default(z.nullable(count), null)
const typed = z.string().check(z.maxLength(SETTING_LIMIT))

/** The specs of a session's own. What they say together is looked into by `ownSpecProblems`. */
export const specs = z.array(spec).check(z.minLength(1), z.maxLength(OWN_SPEC_LIMIT))

/** What is chosen for the exports of a session. */
export const exportSettings = z.strictObject({
  name: typed,
  format: z.enum(DELIVERY_FORMATS.map(({ id }) => id)),
  container: z.enum(DELIVERY_CONTAINERS.map(({ id }) => id)),
  sampleRate: z.nullable(z.literal(SESSION_RATES)),
  bitRate: z.nullable(z.number().check(z.int(), z.minimum(1), z.maximum(MAX_BIT_RATE))),
  reel: typed,
  version: typed,
  template: typed,
  naming: z.enum(NAME_PRESETS.map(({ id }) => id)),
  twoPop: z.boolean(),
  tailPop: z.boolean(),
  ffoa: place,
  lfoa: place,
  leaderSeconds: z._default(z.nullable(z.number().check(z.minimum(0), z.maximum(MAX_LEADER_SECONDS))), null),
  partMarks: z._default(z.boolean(), false),
  measure: z.enum(['file', 'programme']),
  spec: z.nullable(spec),
  masterMode: z.enum(MASTER_MODES),
  checks: z.boolean(),
  destination: z.nullable(z.enum(DESTINATION_KINDS)),
} satisfies Fields<ExportSettings>)
