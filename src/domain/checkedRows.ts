import { composite } from './deliverables/composite.ts'
import { type Deliverable, deliverableOf } from './deliverables/deliverable.ts'
import { me } from './deliverables/me.ts'
import type { Session } from './session.ts'
import { deliverablesOf } from './sessionDeliverables.ts'
import { SPOKEN } from './stems.ts'

type Row = { readonly id: string; readonly stems: readonly string[] }

/**
 * Whether a row is an M&E in kind: the ready-made one, whatever was taken out of it, and all others with music or effects and
 * without speech. A stem by itself is none: it is looked at as a stem, and effects without their fill have holes.
 */
export const isMe = ({ id, stems }: Row): boolean =>
  id === me.id ||
  (id !== composite.id &&
    stems.length > 1 &&
    (stems.includes('music') || stems.includes('effects')) &&
    !SPOKEN.some((stem) => stems.includes(stem)))

/** Whether such a row has all that the mix has where nobody speaks: filled effects lack the music. */
export const isWholeMe = (row: Row): boolean =>
  isMe(row) && (row.id === me.id || (row.stems.includes('music') && row.stems.includes('effects')))

/**
 * What is mixed to be looked at before an export: the composite, and each M&E that is going to be delivered, as far as its sound
 * goes; the ready-made one where there is none.
 */
export function checkedRows(session: Session): readonly Deliverable[] {
  const isPart = ({ range }: Deliverable): number => (range.kind === 'film' ? 0 : 1)
  const own = deliverablesOf(session)
    .filter((row) => row.included && isMe(row))
    // Of two that sound alike the first is looked at: that of the film, as in the export.
    .toSorted((a, b) => isPart(a) - isPart(b))
  const rows = own.length > 0 ? own : [deliverableOf(me)]
  return [deliverableOf(composite), ...rows].map(({ id, name, stems, layout }, index) => ({
    id,
    name,
    // No file is called so: whatever files are called, these differ.
    code: String(index),
    stems,
    layout,
    split: false,
    range: { kind: 'film' },
    included: true,
  }))
}
