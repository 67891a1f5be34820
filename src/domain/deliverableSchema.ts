import * as z from 'zod/mini'
import { DELIVERABLE_LIMIT, MAX_BIT_RATE } from './deliverableProblems.ts'
import { DELIVERABLE_LAYOUTS, type Deliverable, type DeliveryRange } from './deliverables/deliverable.ts'
import { DELIVERY_CONTAINERS } from './deliveryContainers.ts'
import { DELIVERY_FORMATS } from './deliveryFormat.ts'
import { SESSION_RATES } from './sampleRates.ts'
import { count, type Fields, text } from './schemaFields.ts'
import { STEMS } from './stems.ts'

type RangeOf<Kind extends DeliveryRange['kind']> = Extract<DeliveryRange, { kind: Kind }>

const range = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('film') } satisfies Fields<RangeOf<'film'>>),
  z.strictObject({ kind: z.literal('region'), marker: text } satisfies Fields<RangeOf<'region'>>),
  z.strictObject({ kind: z.literal('span'), from: count, to: count } satisfies Fields<RangeOf<'span'>>),
])

const bitRate = z.number().check(z.int(), z.minimum(1), z.maximum(MAX_BIT_RATE))

/** The rows of a session's matrix. What they say together is looked into by `deliverableProblems`. */
export const deliverables = z
  .array(
    z.strictObject({
      id: text,
      name: text,
      code: text,
      stems: z.array(z.enum(STEMS.map(({ id }) => id))).check(z.maxLength(STEMS.length)),
      layout: z.enum(DELIVERABLE_LAYOUTS),
      split: z.boolean(),
      range,
      format: z.exactOptional(z.enum(DELIVERY_FORMATS.map(({ id }) => id))),
      container: z.exactOptional(z.enum(DELIVERY_CONTAINERS.map(({ id }) => id))),
      sampleRate: z.exactOptional(z.literal(SESSION_RATES)),
      bitRate: z.exactOptional(bitRate),
      included: z.boolean(),
    } satisfies Fields<Deliverable>),
  )
  .check(z.maxLength(DELIVERABLE_LIMIT))
