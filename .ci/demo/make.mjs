// Builds the demo reel of Dubstage: node .ci/demo/make.mjs
// Every sound in public/demo comes out of this script; nothing is recorded or downloaded.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FILL_EDGE, FILL_LOOP, makeAmbience, SEA_EDGE, SEA_LOOP } from './ambience.mjs'
import { CREDITS } from './credits.mjs'
import { makeEffects } from './effects.mjs'
import { CUE_1, HIT, makeMusic } from './music.mjs'
import { makeVoices } from './voices.mjs'
import { needTools, RATE, readWav } from './wav.mjs'

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../public/demo')

/** Clips begin on whole frames (24 fps = 2000 samples), as they would on a cutting table. */
const FRAME = RATE / 24
const clip = (file, at) => ({ file, start: Math.round((at * RATE) / FRAME) * FRAME })
const clips = (list) => list.map(([file, at]) => clip(file, at)).sort((a, b) => a.start - b.start)

/** Way in, whole laps, way out. */
function looped(name, from, laps, lap, edge) {
  const list = [[`${name}-in.wav`, from]]
  for (let k = 0; k < laps; k++) list.push([`${name}-loop.wav`, from + edge + k * lap])
  list.push([`${name}-out.wav`, from + edge + laps * lap])
  return list
}

const STEPS = [
  [0.875, 1],
  [1.375, 2],
  [1.917, 3],
  [2.458, 1],
  [4.0, 2],
  [4.5, 3],
  // To the window before the horn, and across to the lamp at the end.
  [16.375, 3],
  [46.625, 2],
  [47.25, 1],
].map(([at, n]) => [`foley-step-${n}.wav`, at])

function session(english, spanish, music) {
  const track = (name, stem, faderDb, list, more = {}) => ({
    name,
    stem,
    trimDb: 0,
    faderDb,
    pan: 0,
    mute: false,
    ...more,
    clips: list,
  })
  const spoken = (list) => clips(list.map(({ file, at }) => [file, at]))
  return {
    version: 1,
    title: 'The Last Light',
    sampleRate: RATE,
    frameRate: { num: 24, den: 1 },
    start: '01:00:00:00',
    tracks: [
      track('DX Keeper EN', 'dialogue', -3, spoken(english.Keeper)),
      track('DX Coast EN', 'dialogue', -3.5, spoken(english.Coast), { pan: 0.15 }),
      track('DX Keeper ES', 'dialogue', -3, spoken(spanish.Keeper), { mute: true }),
      track('DX Coast ES', 'dialogue', -3.5, spoken(spanish.Coast), { pan: 0.15, mute: true }),
      track(
        'FX Hard',
        'effects',
        -1,
        clips([
          ['fx-door.wav', 3.125],
          ['fx-squelch.wav', 5 - 0.375],
          ['fx-switch.wav', 17.0],
          ['fx-horn.wav', 17.5],
          ['fx-thunder-far.wav', 20.25],
          ['fx-horn.wav', 31.25],
          ['fx-crash.wav', HIT - 0.125],
          ['fx-squelch.wav', 39.375],
          ['fx-switch.wav', 42.0],
          ['fx-bell.wav', 46.5],
          ['fx-bell.wav', 50.0],
        ]),
      ),
      track(
        'FX Foley',
        'effects',
        -7,
        clips([
          ...STEPS,
          ['foley-cloth.wav', 7.625],
          ['foley-cloth.wav', 14.0],
          ['foley-lever.wav', 16.875],
          ['foley-cloth.wav', 28.75],
          ['foley-lever.wav', 41.5],
          ['foley-cloth.wav', 42.75],
        ]),
        { pan: -0.2 },
      ),
      track(
        'BG Sea',
        'effects',
        -13,
        clips([
          ...looped('bg-sea', 0.75, 4, SEA_LOOP, SEA_EDGE),
          ...looped('bg-sea', 41.75, 1, SEA_LOOP, SEA_EDGE),
        ]),
      ),
      track('FILL Room', 'fill', -19, clips(looped('fill-room', 4.5, 4, FILL_LOOP, FILL_EDGE))),
      track('MX Score', 'music', -3, spoken(music)),
    ],
  }
}

try {
  needTools(['flite', 'espeak-ng', 'fluidsynth', 'sox'])
  const scratch = mkdtempSync(join(tmpdir(), 'dubstage-reel-'))
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (name.endsWith('.wav')) rmSync(join(folder, name))
  try {
    makeAmbience(folder)
    makeEffects(folder)
    const music = makeMusic(folder, scratch)
    const english = makeVoices('en', folder, scratch)
    const spanish = makeVoices('es', folder, scratch)
    const reel = session(english, spanish, music)
    writeFileSync(join(folder, 'session.json'), `${JSON.stringify(reel, null, 2)}\n`)
    writeFileSync(join(folder, 'CREDITS.md'), CREDITS)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  let total = 0
  for (const name of readdirSync(folder).sort()) {
    const size = statSync(join(folder, name)).size
    total += size
    const time = name.endsWith('.wav')
      ? `${(readWav(join(folder, name)).channels[0].length / RATE).toFixed(2)} s`
      : ''
    console.log(`${name.padEnd(28)} ${String(size).padStart(9)} ${time}`)
  }
  console.log(
    `total ${(total / 1e6).toFixed(2)} MB; the score begins at ${CUE_1} s, the lightning is at ${HIT} s`,
  )
} catch (error) {
  console.error(`demo reel: ${error.message}`)
  process.exitCode = 1
}
