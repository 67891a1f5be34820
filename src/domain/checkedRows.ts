import { composite } from './deliverables/composite.ts'
import { type Deliverable, deliverableOf } from './deliverables/deliverable.ts'
import { me } from './deliverables/me.ts'
import { rowOfSum } from './deliverables/rowOfSum.ts'
import { partNames } from './nameSome.ts'
import type { Session } from './session.ts'
import { deliverablesOf } from './sessionDeliverables.ts'
import { SPOKEN, stemsInUse } from './stems.ts'

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
 * The rows that sound as the whole mix does: the sum of all stems that have tracks (`rowOfSum`). That is each composite; where one
 * stem has all tracks that stem as well, and where nobody speaks the M&E.
 */
export const wholeMixes = <R extends Pick<Row, 'stems'>>(
  rows: readonly R[],
  tracks: readonly { readonly stem: string }[],
): readonly R[] => rows.filter((row) => wholeMix([row], tracks) !== undefined)

/** Of such rows the one that the mix is measured by. */
export const wholeMix = <R extends Pick<Row, 'stems'>>(
  rows: readonly R[],
  tracks: readonly { readonly stem: string }[],
): R | undefined =>
  rowOfSum(
    rows,
    ({ stems }) => stems,
    composite.stems,
    (stems) => stemsInUse(stems, tracks),
  )

/**
 * The composites among rows: `wholeMixes`, but no stem by itself, and no M&E in kind, where nobody speaks: those are looked at as what
 * they are. Where there is none, the ready-made one, whatever was taken out of it.
 */
export function compositesOf<R extends Row>(
  rows: readonly R[],
  tracks: readonly { readonly stem: string }[],
): readonly R[] {
  const sums = wholeMixes(rows, tracks).filter((row) => row.stems.length > 1 && !isMe(row))
  return sums.length > 0 ? sums : rows.filter(({ id }) => id === composite.id)
}

const isPart = ({ range }: Deliverable): boolean => range.kind !== 'film'

/** Of rows that sound alike the first is looked at, and gives its id to findings in all: that of the film before parts. */
export const filmFirst = (a: Deliverable, b: Deliverable): number => Number(isPart(a)) - Number(isPart(b))

/** The same of rows that sound alike wherever both are: what they are the sum of, and in which channels. */
export const soundOf = ({ layout, stems }: Deliverable, session: Session): string =>
  [layout === 'session' ? session.layout : layout, ...stemsInUse(stems, session.tracks)].join()

/**
 * What is mixed to be looked at before an export: each composite and each M&E that is going to be delivered, as far as its sound
 * goes; the ready-made one where there is none. Parts that sound alike are one, called by their names. A composite is there as the mix is, whose loudness is measured.
 */
export function checkedRows(session: Session): readonly Deliverable[] {
  const included = deliverablesOf(session)
    .filter((row) => row.included)
    .toSorted(filmFirst)
  // A part of what is there as the film has nothing more to look at.
  const films = (rows: readonly Deliverable[]) =>
    rows.flatMap((row, n) => {
      const isAlike = (other: Deliverable): boolean => soundOf(other, session) === soundOf(row, session)
      if (!isPart(row)) return [row]
      if (rows.slice(0, n).some(isAlike)) return []
      return [{ ...row, name: partNames(rows.filter(isAlike).map(({ name }) => name)) }]
    })
  const whole = deliverableOf(composite)
  const isAsMixed = (row: Deliverable): boolean => soundOf(row, session) === soundOf(whole, session)
  const own = films(compositesOf(included, session.tracks)).map((row) =>
    row.id === composite.id && isAsMixed(row) ? { ...whole, name: row.name } : row,
  )
  const mixes = own.some(isAsMixed) ? own : [whole, ...own.filter(({ id }) => id !== composite.id)]
  const mes = films(included.filter(isMe))
  const rows = [...mixes, ...(mes.length > 0 ? mes : [deliverableOf(me)])]
  return rows.map(({ id, name, stems, layout }, index) => ({
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
