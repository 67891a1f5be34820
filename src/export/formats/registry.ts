import type { DeliveryContainer } from '../../domain/deliveryContainers.ts'
import type { AppError } from '../../domain/errors.ts'
import { err, type Result } from '../../lib/result.ts'
import { aiff } from './aiff.ts'
import type { DeliveryEncoder, DeliveryFacts, DeliveryFileFormat } from './deliveryEncoder.ts'
import { flac } from './flac.ts'
import { m4a } from './m4a.ts'
import { mp3 } from './mp3.ts'
import { opus } from './opus.ts'
import { wav } from './wav.ts'

/** The kinds of files that can be delivered. What encodes them is loaded when a file of the kind is begun. */
export const DELIVERY_FILE_FORMATS: readonly DeliveryFileFormat[] = [wav, aiff, flac, m4a, mp3, opus]

export function deliveryFileFormat(id: DeliveryContainer): DeliveryFileFormat {
  const found = DELIVERY_FILE_FORMATS.find((format) => format.id === id)
  if (!found) throw new RangeError(`no file format ${id}`)
  return found
}

/** `export/format` where the format cannot hold a file; its encoder is not loaded for that. */
export function deliveryRefusal(id: DeliveryContainer, facts: DeliveryFacts): AppError | null {
  const { label, refusal } = deliveryFileFormat(id)
  const detail = refusal(facts)
  return detail === undefined ? null : { code: 'export/format', file: facts.file, format: label, detail }
}

/** Begins a file, or goes on with it `from` where another encoder was; `export/format` where the format cannot hold it. Throws RangeError for facts that contradict themselves. */
export async function openDeliveryFile(
  id: DeliveryContainer,
  facts: DeliveryFacts,
  from?: Uint8Array,
): Promise<Result<DeliveryEncoder, AppError>> {
  const format = deliveryFileFormat(id)
  if (facts.channelNames.length !== facts.speakers.length) {
    throw new RangeError(`${facts.channelNames.length} names for ${facts.speakers.length} channels`)
  }
  if (!format.kinds.includes(facts.kind)) throw new RangeError(`${format.label} is not made of ${facts.kind}`)
  const refused = deliveryRefusal(id, facts)
  return refused ? err(refused) : format.open(facts, from)
}
