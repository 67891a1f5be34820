import { DELIVERABLE_LAYOUTS, type Deliverable } from './deliverables/deliverable.ts'
import { DELIVERY_CONTAINERS } from './deliveryContainers.ts'
import { DELIVERY_FORMATS } from './deliveryFormat.ts'
import { SESSION_RATES } from './sampleRates.ts'
import { STEMS } from './stems.ts'

/** More than any package has; each has meters and files of its own, and memory is counted by this. */
export const DELIVERABLE_LIMIT = 500

/** Bits a second: far more than any encoder takes. Which of them one takes is its own to say. */
export const MAX_BIT_RATE = 2_000_000

/** What is wrong with the rows of a matrix, a sentence each; none in one that is valid. */
export function deliverableProblems(rows: readonly Deliverable[]): readonly string[] {
  const problems: string[] = []
  if (rows.length > DELIVERABLE_LIMIT) problems.push(`deliverables are more than ${DELIVERABLE_LIMIT}`)
  const ids = new Set<string>()
  for (const row of rows) {
    const say = (what: string): number => problems.push(`deliverable ${row.id}: ${what}`)
    if (ids.has(row.id)) say('another has its id')
    ids.add(row.id)
    if (row.id === '') say('it has no id')
    if (row.name.trim() === '') say('it has no name')
    if (row.code.trim() === '') say('it has no type code')
    const inOrder = STEMS.map(({ id }) => id).filter((id) => row.stems.includes(id))
    if (row.stems.length === 0) say('it has no stem')
    else if (row.stems.join() !== inOrder.join()) say('its stems are not in console order, each once')
    if (!DELIVERABLE_LAYOUTS.includes(row.layout)) say('its layout')
    if (row.format && !DELIVERY_FORMATS.some(({ id }) => id === row.format)) say('its format')
    const { container, sampleRate, bitRate, range } = row
    if (container && !DELIVERY_CONTAINERS.some(({ id }) => id === container)) say('its container')
    if (sampleRate !== undefined && !SESSION_RATES.some((rate) => rate === sampleRate)) say('its sample rate')
    if (bitRate !== undefined && !(Number.isInteger(bitRate) && bitRate >= 1 && bitRate <= MAX_BIT_RATE))
      say('its bit rate')
    if (range.kind === 'region' && range.marker === '') say('its region has no marker')
    if (range.kind === 'span' && !(range.from >= 0 && range.from < range.to)) say('its range is empty')
  }
  return problems
}
