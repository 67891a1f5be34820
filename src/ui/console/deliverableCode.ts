import type { DeliverableSpec } from '../../domain/deliverables/deliverable.ts'

/** What a deliverable is called on a chip, at most four letters: `CMP`, `M&E`. */
export function deliverableCode({ short }: DeliverableSpec): string {
  if (short.length <= 4) return short
  return short
    .toUpperCase()
    .replace(/[^A-Z]|[AEIOU]/g, '')
    .slice(0, 3)
}
