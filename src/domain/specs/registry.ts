import { aesStreaming } from './aesStreaming.ts'
import { amazon } from './amazon.ts'
import { atscA85 } from './atscA85.ts'
import { custom } from './custom.ts'
import type { DeliverySpec } from './deliverySpec.ts'
import { ebuR128 } from './ebuR128.ts'
import { ebuR128s4 } from './ebuR128s4.ts'
import { netflix } from './netflix.ts'
import { op59 } from './op59.ts'
import { podcast } from './podcast.ts'
import { theatrical } from './theatrical.ts'
import { ukDpp } from './ukDpp.ts'
import { youTube } from './youTube.ts'

/** Every spec that is ready-made, in the order that they are offered in. */
export const DELIVERY_SPECS: readonly DeliverySpec[] = [
  netflix,
  amazon,
  ebuR128,
  ebuR128s4,
  atscA85,
  ukDpp,
  op59,
  aesStreaming,
  youTube,
  podcast,
  theatrical,
  custom,
]

export const deliverySpec = (id: string): DeliverySpec | undefined =>
  DELIVERY_SPECS.find((spec) => spec.id === id)
