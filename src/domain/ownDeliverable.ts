import type { Deliverable, DeliverableId } from './deliverables/deliverable.ts'

/** A row to begin with: music alone, as it is in most that are made up. */
export const newDeliverable = (rows: readonly Deliverable[], id: DeliverableId): Deliverable => ({
  id,
  name: unused('New deliverable', rows, 'name', ' '),
  code: unused('own', rows, 'code', '-'),
  stems: ['music'],
  layout: 'session',
  split: false,
  range: { kind: 'film' },
  included: true,
})

/** The same again under a name and a type code that no other row has, so that its files have names of their own. */
export const copyOfDeliverable = (
  row: Deliverable,
  rows: readonly Deliverable[],
  id: DeliverableId,
): Deliverable => ({
  ...row,
  id,
  name: unused(`${row.name} copy`, rows, 'name', ' '),
  code: unused(`${row.code}-copy`, rows, 'code', '-'),
})

/** A text that no row has in this field, in no case of its letters: with a number behind it where it must be. */
function unused(text: string, rows: readonly Deliverable[], field: 'name' | 'code', joint: string): string {
  const taken = new Set(rows.map((row) => row[field].toLowerCase()))
  let found = text
  for (let n = 2; taken.has(found.toLowerCase()); n++) found = `${text}${joint}${n}`
  return found
}
