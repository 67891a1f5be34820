// A small MIDI writer: notes in beats in, the bytes of a format-0 file out.
// The instruments are those of a General MIDI soundfont.
import { rng } from './dsp.mjs'

const DIVISION = 960

/** channel: [General MIDI program, pan 0..127, reverb send]. */
const BAND = {
  strings: [0, 49, 64, 80],
  celli: [1, 42, 84, 70],
  basses: [2, 43, 74, 60],
  harp: [3, 46, 40, 90],
  horns: [4, 60, 50, 90],
  brass: [5, 61, 78, 70],
  flute: [6, 73, 70, 90],
  timpani: [7, 47, 58, 80],
  celesta: [8, 8, 46, 90],
  tremolo: [10, 44, 44, 70],
  choir: [11, 52, 64, 100],
  drums: [9, 0, 64, 90],
}

const NOTES = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 }
/** "d4", "b-3", "f#5" to a MIDI number. */
function pitch(name) {
  const [, letter, mark, octave] = /^([a-g])([#-]?)(\d)$/.exec(name)
  return NOTES[letter] + (mark === '#' ? 1 : mark === '-' ? -1 : 0) + (Number(octave) + 1) * 12
}

/** Collects notes in beats and writes a format-0 MIDI file. */
export class Score {
  constructor(beatSeconds, seed) {
    this.beat = beatSeconds
    this.random = rng(seed)
    this.events = []
    for (const [channel, program, pan, send] of Object.values(BAND)) {
      this.events.push({ at: 0, order: 0, bytes: [0xc0 | channel, program] })
      for (const [control, value] of [
        [7, 100],
        [10, pan],
        [91, send],
        [11, 127],
      ]) {
        this.events.push({ at: 0, order: 0, bytes: [0xb0 | channel, control, value] })
      }
    }
  }

  /** names: one note or a chord "d3 a3". tight: exactly on the beat (the hit). */
  play(part, at, length, names, velocity, tight = false) {
    const channel = BAND[part][0]
    for (const name of names.split(' ')) {
      const key = /^\d+$/.test(name) ? Number(name) : pitch(name)
      // Players are not machines: up to 9 ms late, a few steps softer or harder.
      const late = tight ? 0 : (this.random() * 0.009) / this.beat
      const touch = tight ? 0 : Math.round((this.random() - 0.5) * 8)
      const v = Math.max(1, Math.min(127, velocity + touch))
      this.events.push({ at: at + late, order: 2, bytes: [0x90 | channel, key, v] })
      this.events.push({ at: at + late + length, order: 1, bytes: [0x80 | channel, key, 0] })
    }
  }

  /** Expression pedal from one level to another: every crescendo in the cues. */
  swell(part, at, length, from, to) {
    const channel = BAND[part][0]
    for (let k = 0; k <= 24; k++) {
      const value = Math.round(from + (to - from) * (k / 24) ** 1.3)
      this.events.push({ at: at + (length * k) / 24, order: 0, bytes: [0xb0 | channel, 11, value] })
    }
  }

  bytes(endBeat) {
    const micro = Math.round(this.beat * 1e6)
    const track = [0, 0xff, 0x51, 3, (micro >> 16) & 255, (micro >> 8) & 255, micro & 255]
    let now = 0
    for (const event of this.events.sort((a, b) => a.at - b.at || a.order - b.order)) {
      const tick = Math.round(event.at * DIVISION)
      track.push(...variable(tick - now), ...event.bytes)
      now = tick
    }
    // A late end of track keeps fluidsynth rendering until the last notes have died away.
    track.push(...variable(Math.max(0, Math.round(endBeat * DIVISION) - now)), 0xff, 0x2f, 0)
    const head = [0, 0, 0, 1, DIVISION >> 8, DIVISION & 255]
    return Buffer.from([...chunk('MThd', head), ...chunk('MTrk', track)])
  }
}

const chunk = (id, body) => [
  ...Buffer.from(id, 'latin1'),
  (body.length >>> 24) & 255,
  (body.length >>> 16) & 255,
  (body.length >>> 8) & 255,
  body.length & 255,
  ...body,
]

/** MIDI's variable-length number. */
function variable(value) {
  const out = [value & 127]
  for (let v = value >> 7; v > 0; v >>= 7) out.unshift((v & 127) | 128)
  return out
}
