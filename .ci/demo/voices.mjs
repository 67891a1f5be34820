// The dialogue: ten lines, spoken by two machines, in English and dubbed in Spanish.
// Synthetic voices are the honest choice here: both characters are automata.
import { join } from 'node:path'
import { roomTone } from './ambience.mjs'
import { add, biquad, compress, db, fade, gain, limit, loudness, reverb, seconds } from './dsp.mjs'
import { readWav, run, writeWav } from './wav.mjs'

/** start: seconds on the reel. level: how far the line leans from the common level, in dB. */
export const LINES = [
  {
    id: '01',
    who: 'Coast',
    start: 5.0,
    level: 0,
    en: 'Lighthouse Nine, this is the coast guard.',
    es: 'Faro Nueve, aquí el guardacostas.',
  },
  {
    id: '02',
    who: 'Keeper',
    start: 8.0,
    level: 0,
    en: 'The light is on. The sea is rising.',
    es: 'La luz está encendida. El mar crece.',
  },
  {
    id: '03',
    who: 'Coast',
    start: 11.0,
    level: 0,
    en: 'There is a boat in the west. She has no radio.',
    es: 'Hay un barco al oeste. No tiene radio.',
  },
  {
    id: '04',
    who: 'Keeper',
    start: 14.25,
    level: 0.5,
    en: 'I can see her. Starting the horn.',
    es: 'Ya lo veo. Enciendo la sirena.',
  },
  {
    id: '05',
    who: 'Coast',
    start: 21.5,
    level: 0,
    en: 'The storm is on you. You may shut down now.',
    es: 'La tormenta ya llega. Puede apagarse.',
  },
  {
    id: '06',
    who: 'Keeper',
    start: 24.5,
    level: 0.5,
    en: 'A lighthouse does not shut down.',
    es: 'Un faro no se apaga nunca.',
  },
  {
    id: '07',
    who: 'Coast',
    start: 27.0,
    level: 0,
    en: 'That is not in your instructions.',
    es: 'Eso no está en sus órdenes.',
  },
  {
    id: '08',
    who: 'Keeper',
    start: 29.25,
    level: 0.5,
    en: 'No. I wrote that line myself.',
    es: 'No. Esa línea la escribí yo.',
  },
  {
    id: '09',
    who: 'Coast',
    start: 39.75,
    level: 0,
    en: 'Lighthouse Nine? Are you there?',
    es: '¿Faro Nueve? ¿Sigue ahí?',
  },
  {
    id: '10',
    who: 'Keeper',
    start: 43.75,
    level: 0,
    en: 'Still here. And so is the boat.',
    es: 'Sigo aquí. Y el barco también.',
  },
]

/** The loudness every line is brought to in its file; the faders do the rest. */
const LEVEL = -22

const CAST = {
  en: {
    Coast: { voice: 'slt', stretch: 0.96, pitch: 182, spread: 14 },
    Keeper: { voice: 'rms', stretch: 0.95, pitch: 95, spread: 12 },
  },
  es: {
    Coast: { voice: 'es+f2', speed: 172, pitch: 46, gap: 1 },
    Keeper: { voice: 'es+m3', speed: 164, pitch: 28, gap: 1 },
  },
}

function speak(language, who, text, path) {
  const cast = CAST[language][who]
  if (language === 'en') {
    run('flite', [
      '-voice',
      cast.voice,
      '--setf',
      `duration_stretch=${cast.stretch}`,
      '--setf',
      `int_f0_target_mean=${cast.pitch}`,
      '--setf',
      `int_f0_target_stddev=${cast.spread}`,
      '-t',
      text,
      '-o',
      path,
    ])
  } else {
    run(
      'espeak-ng',
      [
        '-v',
        cast.voice,
        '-s',
        cast.speed,
        '-p',
        cast.pitch,
        '-g',
        cast.gap,
        '-a',
        '90',
        '-w',
        path,
        text,
      ].map(String),
    )
  }
  const wide = path.replace('.wav', '-48k.wav')
  // -G guards against overs while resampling; -D: no dither on an intermediate file.
  run('sox', ['-D', '-G', path, '-b', '32', '-e', 'floating-point', wide, 'rate', '-v', '48000'])
  return readWav(wide).channels[0]
}

/** Cuts the synthesiser's leading and trailing nothing, and shortens its pauses. */
function trim(x, longest = 0.24) {
  const hop = seconds(0.01)
  const count = Math.floor(x.length / hop)
  const energy = Array.from({ length: count }, (_, k) => {
    let sum = 0
    for (let i = k * hop; i < (k + 1) * hop; i++) sum += x[i] * x[i]
    return Math.sqrt(sum / hop)
  })
  const floor = Math.max(...energy) * db(-42)
  const first = Math.max(0, energy.findIndex((e) => e > floor) - 3)
  const last = Math.min(count, energy.findLastIndex((e) => e > floor) + 5)
  const pieces = []
  let quiet = 0
  for (let k = first; k < last; k++) {
    quiet = energy[k] > floor ? 0 : quiet + 1
    // Silence only is dropped, in whole 10 ms blocks below -42 dB: no audible join.
    if (quiet * 0.01 <= longest) pieces.push(x.subarray(k * hop, (k + 1) * hop))
  }
  const out = new Float64Array(pieces.length * hop)
  for (const [k, piece] of pieces.entries()) out.set(piece, k * hop)
  return fade(out, 0.015, 0.03)
}

/** Over the air: narrow band, driven a little, heard from a small speaker in an iron room. */
function radio(x) {
  let y = biquad(biquad(x, 'high', 320), 'high', 260)
  y = compress(y, -24, 3)
  y = gain(y, db(-14) / Math.max(1e-6, rms(y)))
  y = y.map((v) => Math.tanh(1.6 * v + 0.12) - Math.tanh(0.12))
  y = biquad(biquad(y, 'low', 4500), 'low', 5200)
  y = biquad(biquad(y, 'high', 240), 'peak', 1900, 1, 2.5)
  return room(y, 0.1, 0.32)
}

/** In the room: body and presence, plus the short ring of an iron lamp room. */
function present(x, language) {
  let y = biquad(x, 'high', 75)
  y = biquad(y, 'peak', 320, 0.9, -2.5)
  y = biquad(y, 'peak', 2900, 0.8, 2.5)
  // The formant synthesiser is sharp above 5 kHz, the other one dull: bring them together.
  y = biquad(y, 'highShelf', 5200, 0.7, language === 'es' ? -5 : 3)
  if (language === 'es') y = biquad(y, 'lowShelf', 180, 0.7, 2)
  y = compress(y, -24, 2.2)
  return room(y, 0.16, 0.5)
}

const rms = (x) => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length)

function room(x, wet, decay) {
  const [a, b] = reverb(x, { size: 0.36, decay, damp: 3600, tail: 0.16, pre: 0.004 })
  const out = new Float64Array(a.length)
  add(out, x)
  // One microphone: the two reverb outputs fold into the mono clip.
  add(out, a, 0, wet)
  add(out, b, 0, wet)
  return out
}

/** Builds every line in one language; returns its clips per character. */
export function makeVoices(language, folder, scratch) {
  const tracks = { Coast: [], Keeper: [] }
  for (const line of LINES) {
    const raw = trim(speak(language, line.who, line[language], join(scratch, `${language}-${line.id}.wav`)))
    let y = line.who === 'Coast' ? radio(raw) : present(raw, language)
    for (let pass = 0; pass < 2; pass++) {
      // Twice: the limiter takes a little loudness away the first time.
      y = limit([gain(y, db(LEVEL + line.level - loudness([y])))], -4)[0]
    }
    // The original Keeper was recorded on the set, so its room comes with the voice
    // and goes with it too: this is what the FILL track makes good in the M&E.
    if (language === 'en' && line.who === 'Keeper') add(y, roomTone(y.length / 48000, 40 + Number(line.id)))
    y = fade(y, 0.02, 0.12)
    const file = `dx-${language}-${line.id}-${line.who.toLowerCase()}.wav`
    writeWav(join(folder, file), [y])
    tracks[line.who].push({ file, at: line.start, length: y.length })
  }
  return tracks
}
