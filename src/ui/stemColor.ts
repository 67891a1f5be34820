import type { CSSProperties } from 'react'
import { type StemId, stemSpec } from '../domain/stems.ts'

/** The colour token of a stem, as a CSS value. A stem is never told by it alone: its code stands beside it. */
export const stemColor = (stem: StemId): string => `var(--stem-${stemSpec(stem).code.toLowerCase()})`

/** Sets `--c` to the stem's colour, for an element and all inside it. */
export const stemStyle = (stem: StemId): CSSProperties => ({ '--c': stemColor(stem) }) as CSSProperties
