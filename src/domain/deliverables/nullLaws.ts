import type { StemId } from '../stems.ts'
import { composite } from './composite.ts'
import { me } from './me.ts'

/** A sum that has to come out: the composite less its parts is silence. In files of floats the parts are added as floats. */
export type NullLaw = {
  readonly id: string
  /** In the report, in front of the figure. */
  readonly name: string
  /** Whether nothing at all may be left in files of floats: M&E files are rounded, so that sums with them are not exact. */
  readonly exactInFloat: boolean
  /** The stems of the whole, and the sets of stems that are taken from it (−1; always some), or given back (1). */
  readonly whole: readonly StemId[]
  readonly parts: readonly { readonly stems: readonly StemId[]; readonly sign: 1 | -1 }[]
}

const removed = composite.stems.filter((stem) => !me.stems.includes(stem))
const added = me.stems.filter((stem) => !composite.stems.includes(stem))

export const NULL_LAWS: readonly NullLaw[] = [
  {
    id: 'stems',
    name: 'composite − its stems',
    exactInFloat: true,
    whole: composite.stems,
    parts: composite.stems.map((stem) => ({ stems: [stem], sign: -1 })),
  },
  {
    id: 'me',
    name: 'composite − (dialogue, narration and optional + M&E − fill)',
    exactInFloat: false,
    whole: composite.stems,
    parts: [
      { stems: removed, sign: -1 },
      { stems: me.stems, sign: -1 },
      { stems: added, sign: 1 },
    ],
  },
]
