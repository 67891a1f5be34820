import type { Deliverable } from './deliverables/deliverable.ts'
import { DELIVERABLES } from './deliverables/registry.ts'
import { type StemId, stemSpec } from './stems.ts'

/** How a stem stands to a deliverable. `never`, a sentence, says why it cannot be otherwise than it is. */
export type StemSwitch = { readonly on: boolean; readonly never?: string }

/** Fill stands for what goes with these: with both, the sound would be there twice. */
const FILLED: readonly StemId[] = ['dialogue']

/**
 * Whether a stem is in a deliverable, and whether that can be changed. What is ready-made holds no other stems than those
 * it is known by: an M&E with dialogue in it would not be one. A copy of it is free, but for fill and dialogue together.
 */
export function stemSwitch({ id, name, stems }: Deliverable, stem: StemId): StemSwitch {
  const on = stems.includes(stem)
  if (on) return stems.length > 1 ? { on } : { on, never: `${name} would have no stem without it.` }
  const known = DELIVERABLES.find((spec) => spec.id === id)
  if (known && !known.stems.includes(stem)) {
    const { name: title } = stemSpec(stem)
    return { on, never: `${title} does not belong in ${known.name}. Duplicate the row for one of your own.` }
  }
  const doubled =
    (stem === 'fill' && FILLED.some((each) => stems.includes(each))) ||
    (FILLED.includes(stem) && stems.includes('fill'))
  return doubled ? { on, never: 'Fill replaces what goes with the dialogue: one of the two.' } : { on }
}
