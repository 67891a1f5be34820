import { type Speaker, stereoFold } from './layout.ts'
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
 * The track's mix matrix [output channel][input channel]: everything between its material and its stem bus. Into
 * stereo, mono pans and all else is folded down (`stereoFold`) and balanced; into other layouts a channel goes to the
 * speaker of its name. Throws RangeError when there is none: sessions are stereo until surround ones come.
 */
export function trackMatrix(
  track: Track,
  outputs: readonly Speaker[],
  law: PanLaw,
): readonly (readonly number[])[] {
  const gain = trackGain(track)
  const { speakers, pan } = track
  if (outputs.length === 2) {
    if (speakers.length === 1 && speakers[0] === 'M') return panGains(pan, law).map((side) => [gain * side])
    const folded = speakers.map(stereoFold)
    return balanceGains(pan).map((side, out) => folded.map((gains) => gain * side * (gains[out] ?? 0)))
  }
  const lost = speakers.find((speaker) => speaker !== null && !outputs.includes(speaker))
  if (lost) throw new RangeError(`no mix from ${lost} to ${outputs.join(' ')}`)
  return outputs.map((output) => speakers.map((speaker) => (speaker === output ? gain : 0)))
}
