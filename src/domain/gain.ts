import type { PanLaw, Track } from './session.ts'
import { dbToGain } from './units.ts'

/**
 * Left and right gain of a mono source at `pan` (−1…+1). −3: constant power, cos/sin. −6: linear, so that
 * L + R is always 1. −4.5: the geometric mean of both. At the ends one side is exactly 1 and the other exactly 0.
 */
export function panGains(pan: number, law: PanLaw): readonly [left: number, right: number] {
  if (pan <= -1) return [1, 0]
  if (pan >= 1) return [0, 1]
  const right = (pan + 1) / 2
  const left = 1 - right
  const angle = (right * Math.PI) / 2
  switch (law) {
    case '-6':
      return [left, right]
    case '-3':
      return pan === 0 ? [Math.SQRT1_2, Math.SQRT1_2] : [Math.cos(angle), Math.sin(angle)]
    case '-4.5':
      return [Math.sqrt(left * Math.cos(angle)), Math.sqrt(right * Math.sin(angle))]
  }
}

/** Balance of a stereo source: unity both sides at the centre, the far side falling linearly to 0 at the ends. */
export function balanceGains(pan: number): readonly [left: number, right: number] {
  return [pan > 0 ? Math.max(0, 1 - pan) : 1, pan < 0 ? Math.max(0, 1 + pan) : 1]
}

/** Trim × polarity × fader, 0 when muted: what every channel of the track is multiplied by before its pan. */
export function trackGain(track: Track): number {
  if (track.mute) return 0
  const gain = dbToGain(track.trimDb) * dbToGain(track.faderDb)
  return track.polarityInverted ? -gain : gain
}

/**
 * The track's mix matrix [output channel][input channel]: everything between its material and its stem bus.
 * Mono into stereo pans, stereo into stereo balances, equal layouts pass straight, and nothing else is defined
 * yet: throws RangeError (the importer refuses such files).
 */
export function trackMatrix(track: Track, outputs: number, law: PanLaw): number[][] {
  const gain = trackGain(track)
  if (track.channels === 1 && outputs === 2) {
    const [left, right] = panGains(track.pan, law)
    return [[gain * left], [gain * right]]
  }
  if (track.channels === 2 && outputs === 2) {
    const [left, right] = balanceGains(track.pan)
    return [
      [gain * left, 0],
      [0, gain * right],
    ]
  }
  if (track.channels === outputs) {
    return Array.from({ length: outputs }, (_, out) =>
      Array.from({ length: outputs }, (_, input) => (out === input ? gain : 0)),
    )
  }
  throw new RangeError(`no mix from ${track.channels} to ${outputs} channels`)
}
