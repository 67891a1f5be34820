import type { StemId } from '../stems.ts'

/** A deliverable is a set of stems, summed at unity. */
export type DeliverableSpec = {
  readonly id: DeliverableId
  readonly name: string
  readonly short: string
  readonly purpose: string
  /** Ends the file name: `NAME_<suffix>.wav`. */
  readonly suffix: string
  readonly stems: readonly StemId[]
}

export type DeliverableId = 'composite' | 'me'
