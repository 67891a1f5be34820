import { clipGainLevel } from '../../domain/clipShape.ts'
import { CLIP_GAIN_RANGE_DB } from '../../domain/session.ts'
import { decibels, type FaderLevel } from '../../domain/units.ts'

/** CSS pixels of a drag for a decibel: where clips are levelled, and below, where they are only faded away. */
const PIXELS_PER_DB = 5
const KNEE_DB = -24
const BELOW_KNEE = 1
/** Shift: as many times finer. */
export const FINE = 10

const KNEE = KNEE_DB * PIXELS_PER_DB
const BOTTOM = KNEE + (CLIP_GAIN_RANGE_DB.min - KNEE_DB) * BELOW_KNEE

const pixelOf = (db: FaderLevel): number => {
  if (db === null) return BOTTOM - 1
  return db >= KNEE_DB ? db * PIXELS_PER_DB : KNEE + (db - KNEE_DB) * BELOW_KNEE
}

/** A clip's gain after it was dragged up by so many pixels, or down where negative: in tenths of a decibel, or −∞. */
export function draggedGain(db: FaderLevel, pixels: number): FaderLevel {
  if (pixels === 0) return db
  const at = pixelOf(db) + pixels
  if (at < BOTTOM) return null
  const next = at >= KNEE ? at / PIXELS_PER_DB : KNEE_DB + (at - KNEE) / BELOW_KNEE
  // Never −0, which would read as a level of its own.
  return clipGainLevel(decibels(Math.round(next * 10) / 10 + 0))
}
