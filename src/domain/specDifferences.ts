import { type Deliverable, isViewingCopy } from './deliverables/deliverable.ts'
import { effectsStem } from './deliverables/effectsStem.ts'
import { filledEffects } from './deliverables/filledEffects.ts'
import type { DeliveryOrder } from './delivery.ts'
import { deliveryFormat, depthLabel } from './deliveryFormat.ts'
import { fileKindOf } from './deliveryPlan.ts'
import { DEFAULT_TEMPLATE, NAME_PRESETS, type NamePreset } from './fileNameTemplate.ts'
import { layoutOf } from './layout.ts'
import { rateLabel } from './sampleRates.ts'
import type { Session } from './session.ts'
import { deliverablesOf } from './sessionDeliverables.ts'
import type { DeliverySpec } from './specs/deliverySpec.ts'
import type { StemId } from './stems.ts'
import { nominalRate } from './timecode.ts'

/**
 * What a spec asks for that the files of an order would not all be, in words each: `48 kHz`. Levels are not in it: they are
 * measured. `rows`: the deliverables that are made. Viewing copies among them have the form that they were given.
 */
export function specDifferences(
  spec: DeliverySpec,
  session: Session,
  order: DeliveryOrder,
  rows: readonly Deliverable[],
): readonly string[] {
  const formed = rows.filter((row) => !isViewingCopy(row))
  const kinds = formed.map((row) => fileKindOf(session, order, row))
  const said: string[] = []
  if (kinds.some(({ container }) => container !== 'wav')) said.push('Broadcast Wave')
  // What a buyer gets is the depth: how it was dithered is for whoever mixes.
  const taken = spec.formats.map(deliveryFormat)
  if (kinds.some(({ format }) => taken.every(({ kind }) => kind !== deliveryFormat(format).kind)))
    said.push([...new Set(taken.map(depthLabel))].join(' or '))
  if (kinds.some(({ sampleRate }) => !spec.sampleRates.includes(sampleRate)))
    said.push(spec.sampleRates.map(rateLabel).join(' or '))
  if (formed.some((row) => row.split !== spec.split && row.layout !== 'mono'))
    said.push(spec.split ? 'a mono file for each channel' : 'all channels in one file')
  if (!spec.layouts.includes(session.layout))
    said.push(spec.layouts.map((id) => layoutOf(id).label).join(' or '))
  if (spec.filledEffects && lacksFilledEffects(session, formed))
    said.push(`a filled effects stem${spec.uncertain.includes('filledEffects') ? ' (to be checked)' : ''}`)
  const names = NAME_PRESETS.find(({ id }) => id === spec.naming)
  if (names && names.template !== DEFAULT_TEMPLATE && !isNamedBy(names, order))
    said.push(`file names made up as “${names.name}”`)
  const { pops } = order
  if (spec.twoPop && !pops?.twoPop) said.push('a 2-pop')
  if (spec.tailPop && !pops?.tailPop) said.push('a tail pop')
  const { leaderSeconds } = spec
  const leader = (leaderSeconds ?? 0) * nominalRate(session.frameRate)
  if (leaderSeconds !== null && (pops?.leader ?? 0) < Math.round(leader))
    said.push(`a leader of ${leaderSeconds} seconds`)
  return said
}

/**
 * Whether the effects are made without the fill, and not with it as well, though a row for that is there. A dialogue stem alone is
 * no delivery of stems: it may be the guide of an M&E.
 */
function lacksFilledEffects(session: Session, made: readonly Deliverable[]): boolean {
  const has = (rows: readonly Deliverable[], stems: readonly StemId[]): boolean =>
    rows.some((row) => row.stems.join() === stems.join())
  return (
    has(made, effectsStem.stems) &&
    !has(made, filledEffects.stems) &&
    has(deliverablesOf(session), filledEffects.stems)
  )
}

const isNamedBy = ({ template, types }: NamePreset, order: DeliveryOrder): boolean =>
  order.template === template && Object.entries(types).every(([id, type]) => order.types?.[id] === type)
