import type { CSSProperties } from 'react'
import type { Marker } from '../../domain/markers.ts'
import { CLIP_COLORS } from '../timeline/clipColors.ts'

/** Sets `--c` to a marker's colour: that of text where it has none. */
export const markerStyle = ({ color }: Pick<Marker, 'color'>): CSSProperties =>
  ({
    '--c': (color === undefined ? undefined : CLIP_COLORS[color]?.color) ?? 'var(--text-2)',
  }) as CSSProperties
