// The score: two cues written here as MIDI bytes and played by fluidsynth (FluidR3 GM).
// Cue 1 is in D minor, grows under the scene and ends on the lightning; cue 2 brings D major.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { add, biquad, fade, limit, reverb, seconds, silence, toPeak } from './dsp.mjs'
import { Score } from './midi.mjs'
import { RATE, readWav, run, writeWav } from './wav.mjs'

const FONT = '/usr/share/sounds/sf2/FluidR3_GM.sf2'

/** Start of cue 1 and of the lightning it runs into, in seconds on the reel. */
export const CUE_1 = 19.5
export const HIT = 34
export const CUE_2 = 42.5

/** Six bars of four, timed so that bar seven is the lightning. */
function storm() {
  const s = new Score((HIT - CUE_1) / 24, 17)
  const chords = [
    ['d2', 'd3 a3', 'd4 a4 f5 a4 e5 a4 f5 a4'],
    ['c2', 'e3 a3', 'c4 a4 e5 a4 f5 a4 e5 a4'],
    ['b-1', 'd3 f3', 'b-3 f4 d5 f4 a5 f4 d5 f4'],
    ['g1', 'd3 b-3', 'g3 d4 b-4 d4 f5 d4 b-4 d4'],
    ['e1', 'e3 b-3 d4', 'e4 b-4 d5 g5 b-4 d5 g5 b-5'],
    ['a1', 'e3 a3 c#4 g4', 'a4 c#5 e5 g5 a5 c#6 e6 g6'],
  ]
  chords.forEach(([bass, pad, figure], bar) => {
    const at = bar * 4
    const push = bar === 5 ? 26 : 0
    s.play('basses', at, 3.95, bass, 62 + push)
    s.play('strings', at, 4.05, pad, 52 + push)
    // Harp and celesta sit above the voices, basses below: the middle is left to the dialogue.
    figure.split(' ').forEach((note, k) => {
      s.play('harp', at + k / 2, 1.2, note, (k % 2 ? 50 : 60) + push)
      if (k % 4 === 2 && bar < 5) s.play('celesta', at + k / 2, 1.5, note, 42)
    })
  })
  // The lighthouse theme in the celli: a fourth up, a step, and back home.
  const theme = [
    [3, 1, 'a2'],
    [4, 3, 'd3'],
    [7, 1, 'e3'],
    [8, 2.5, 'f3'],
    [10.5, 1.5, 'e3'],
    [12, 3, 'd3'],
    [15, 1, 'c3'],
  ]
  for (const [at, length, note] of theme) s.play('celli', at, length, note, 58)
  s.play('celli', 16, 4, 'b-3', 62)
  s.play('celli', 20, 2, 'c#4', 92)
  s.play('celli', 22, 1.95, 'e4', 104)
  for (const part of ['strings', 'basses', 'celli']) {
    s.swell(part, 0, 3, 44, 90)
    s.swell(part, 18.5, 5.4, 90, 127)
    s.swell(part, 24.6, 3.4, 127, 46)
  }
  // The last two bars climb to the stroke: tremolo, horns, a roll.
  s.swell('tremolo', 18, 6, 20, 127)
  s.play('tremolo', 18, 2, 'e4 b-4 d5', 66)
  s.play('tremolo', 20, 3.95, 'e4 a4 c#5 g5', 92)
  s.swell('horns', 19, 5, 24, 127)
  s.play('horns', 19, 1, 'd4', 66)
  s.play('horns', 20, 3.9, 'e4 a3', 88)
  s.swell('timpani', 20, 4, 30, 120)
  for (let k = 0; k < 44; k++) s.play('timpani', 20 + k / 11, 0.2, 'a2', 46 + k)
  s.swell('drums', 20, 4, 100, 127)
  // The reversed-cymbal role is played by a soft cymbal roll.
  for (let k = 0; k < 28; k++) s.play('drums', 21 + (k * 3) / 28, 0.3, '49', 16 + Math.round(k * 1.6))
  // The stroke itself, all together and short.
  const hit = 24
  s.swell('horns', hit + 0.6, 3, 127, 50)
  s.play('brass', hit, 1.1, 'd3 a3 d4 f4', 122, true)
  s.play('horns', hit, 3, 'd3 a3 d4', 120, true)
  s.play('strings', hit, 3.4, 'd3 a3 d4 f4 a4', 118, true)
  s.play('basses', hit, 3.4, 'd1 d2', 124, true)
  s.play('celli', hit, 3.4, 'd2 a2', 118, true)
  s.play('timpani', hit, 2, 'd2 d3', 126, true)
  s.play('harp', hit, 2, 'd2 a2 d3', 110, true)
  s.play('drums', hit, 2, '36 49 57', 116, true)
  return s.bytes(24 + 8)
}

const CUE_2_BEAT = 0.625

/** The lamp returns: four bars from G to D major, the theme now a flute over a horn. */
function dawn() {
  const s = new Score(CUE_2_BEAT, 23)
  const chords = [
    [0, 2, 'g1 g2', 'd4 f#4 b4', 'g3 d4 f#4 b4'],
    [2, 2, 'f#1 f#2', 'c#4 e4 a4', 'f#3 c#4 e4 a4'],
    [4, 2, 'b1 b2', 'd4 f#4 a4', 'b3 d4 f#4 a4'],
    [6, 2, 'e1 e2', 'd4 g4 b4', 'e3 b3 d4 g4'],
    [8, 1, 'a1 a2', 'd4 e4 a4', 'a3 d4'],
    [9, 1, 'a1 a2', 'c#4 e4 a4', 'e4 a4'],
    [10, 4.4, 'd1 d2', 'a3 d4 f#4 a4', 'd3 a3 d4 e4 f#4 a4 d5'],
  ]
  for (const [at, length, bass, pad, figure] of chords) {
    s.play('basses', at, length, bass, 58)
    s.play('strings', at, length + 0.05, pad, 62)
    figure.split(' ').forEach((note, k) => {
      s.play('harp', at + k / 2, 2, note, (at < 5 ? 46 : 58) + (k === 0 ? 6 : 0))
    })
  }
  const theme = [
    [6, 0.5, 'd6'],
    [6.5, 0.5, 'e6'],
    [7, 1, 'f#6'],
    [8, 0.5, 'e6'],
    [8.5, 1.5, 'd6'],
    [10, 4, 'a5'],
  ]
  for (const [at, length, note] of theme) s.play('flute', at, length * 0.98, note, 58)
  for (const [at, length, note] of [
    [6, 2, 'g3'],
    [8, 2, 'a3'],
    [10, 4.2, 'f#3 a3'],
  ])
    s.play('horns', at, length, note, 60)
  s.play('celesta', 10, 3, 'd6', 48)
  s.play('celesta', 11, 3, 'a6', 42)
  s.play('celesta', 12, 3, 'd7', 38)
  s.play('choir', 8, 6, 'd4 a4', 46)
  s.play('timpani', 10, 3, 'd2', 54)
  for (const part of ['strings', 'basses', 'horns', 'choir']) {
    s.swell(part, 0, 6, 40, 66)
    s.swell(part, 6.2, 4, 66, 118)
    s.swell(part, 11.5, 2.8, 116, 20)
  }
  return s.bytes(14 + 6)
}

function render(bytes, name, scratch) {
  if (!existsSync(FONT)) throw new Error(`${FONT} is missing. On Debian: apt-get install fluid-soundfont-gm`)
  const midi = join(scratch, `${name}.mid`)
  const wav = join(scratch, `${name}.wav`)
  writeFileSync(midi, bytes)
  run('fluidsynth', [
    '-n',
    '-i',
    '-q',
    '-g',
    '0.4',
    '-r',
    String(RATE),
    '-C',
    '0',
    '-R',
    '1',
    '-o',
    'synth.reverb.room-size=0.62',
    '-o',
    'synth.reverb.damp=0.3',
    '-o',
    'synth.reverb.level=0.5',
    '-o',
    'synth.cpu-cores=1',
    '-O',
    'float',
    '-T',
    'wav',
    '-F',
    wav,
    FONT,
    midi,
  ])
  return readWav(wav).channels
}

/** A little hall around the synthesiser's own dry reverb, and a cut of the DC and rumble. */
function finish(channels, length) {
  const n = seconds(length)
  const dry = channels.map((x) => {
    const out = new Float64Array(n)
    out.set(x.subarray(0, Math.min(n, x.length)))
    return biquad(out, 'high', 28)
  })
  const middle = dry[0].map((v, i) => (v + dry[1][i]) / 2)
  const hall = reverb(middle, { size: 1.7, decay: 2.1, damp: 3400, tail: 0.01, pre: 0.022 })
  return dry.map((x, k) => add(add(silence(length), x), hall[k], 0, 0.14))
}

export function makeMusic(folder, scratch) {
  const cues = [
    // Peak levels keep the two cues in their relation; the hit needs the whole range of its file.
    {
      file: 'mx-1-storm.wav',
      bytes: storm(),
      at: CUE_1,
      length: 17,
      into: 0.02,
      out: 1.3,
      peak: -3.5,
      over: 3,
    },
    {
      file: 'mx-2-light.wav',
      bytes: dawn(),
      at: CUE_2,
      length: 9.9,
      into: 0.02,
      out: 1.6,
      peak: -10,
      over: 1,
    },
  ]
  return cues.map(({ file, bytes, at, length, into, out, peak, over }) => {
    const raw = toPeak(finish(render(bytes, file.replace('.wav', ''), scratch), length), peak + over)
    // Only the stroke reaches the limiter: it lifts the quiet bars without flattening them.
    const level = limit(raw, peak).map((x) => fade(x, into, out))
    writeWav(join(folder, file), level)
    return { file, at, length: level[0].length }
  })
}
