import { CHECK_IDS, type Waiver } from '../domain/checks.ts'
import type { Command } from '../domain/commands.ts'
import type { DeliverableChange } from '../domain/deliverableCommands.ts'
import {
  DELIVERABLE_LAYOUTS,
  type Deliverable,
  type DeliveryRange,
} from '../domain/deliverables/deliverable.ts'
import type { ExportSettings } from '../domain/exportSettings.ts'
import { deliverablesOf } from '../domain/sessionDeliverables.ts'
import { DELIVERY_SPECS } from '../domain/specs/registry.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import { at, type Context, type Draw } from './randomDraw.ts'

export const exportChange = (draw: Draw): Partial<ExportSettings> =>
  draw.of<Partial<ExportSettings>>(
    [
      { name: draw.of(['Reel', '<b>'], '') },
      { checks: draw.yes(), twoPop: draw.yes(), partMarks: draw.yes() },
      { ffoa: draw.yes(3) ? null : at(draw.below(3000)), lfoa: draw.yes(3) ? null : at(draw.below(3000)) },
      { leaderSeconds: draw.of([null, 0, 8.5, 601], null) },
      { container: draw.of(['aiff', 'flac'], 'wav'), sampleRate: draw.of([null, 96_000, 47_000], null) },
      { spec: draw.of([null, ...DELIVERY_SPECS], null), destination: draw.of(['zip', 'folder'], null) },
      { naming: draw.of(['netflix', 'gone'], 'plain'), bitRate: draw.of([null, 0], 128_000) },
    ],
    { version: 'v2' },
  )

/** A row of the matrix that there is, or now and then none. */
export const rowId = ({ draw, session }: Context): string =>
  draw.yes(20)
    ? 'gone'
    : draw.of(
        deliverablesOf(session).map(({ id }) => id),
        'gone',
      )

export const stemSet = ({ draw }: Context): StemId[] =>
  STEMS.map(({ id }) => id)
    .filter(() => draw.yes())
    .toReversed()

export function rowRange({ draw }: Context): DeliveryRange {
  const from = draw.below(3000)
  return draw.of<DeliveryRange>(
    [
      { kind: 'film' },
      { kind: 'region', marker: draw.of(['1', ''], '2') },
      { kind: 'span', from: at(from), to: at(from + draw.below(20)) },
    ],
    { kind: 'film' },
  )
}

export function changeRow(context: Context): Command {
  const { draw } = context
  const change = draw.of<DeliverableChange>(
    [
      { stems: stemSet(context) },
      { included: draw.yes() },
      { name: draw.of(['Trailer', ' '], 'T'), code: draw.of(['TRL', ''], 'T') },
      { layout: draw.of(DELIVERABLE_LAYOUTS, 'mono'), split: draw.yes() },
      { format: draw.of([null, 'wav16', 'wav24', 'wav32f'] as const, null) },
      { range: rowRange(context) },
    ],
    {},
  )
  return { type: 'deliverables/change', id: rowId(context), change }
}

export function addRow(context: Context): Command {
  const { draw, session, unique } = context
  const rows = deliverablesOf(session)
  const row = draw.of<Deliverable | undefined>(rows, undefined)
  if (!row || rows.length > 40) return { type: 'deliverables/set', deliverables: null }
  return { type: 'deliverables/add', deliverable: { ...row, id: draw.yes(10) ? row.id : unique } }
}

/** Some are of no range, or say nothing. */
export const newWaiver = ({ draw, unique }: Context): Waiver => {
  const from = draw.between(-200, 3000)
  return {
    id: draw.yes(10) ? '' : unique,
    check: draw.of(CHECK_IDS, 'click'),
    from,
    to: from + draw.between(draw.yes(10) ? -5 : 0, 500),
    ...(draw.yes(3) && { streams: [draw.of(['stem:music', 'deliverable:me', 'guide'] as const, 'guide')] }),
    reason: draw.of(['a door', '=1+1', '<b>', ' '], 'meant'),
  }
}

export const waiverId = ({ draw, session }: Context): string =>
  draw.of(
    (session.checks?.waivers ?? []).map(({ id }) => id),
    'gone',
  )
