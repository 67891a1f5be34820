// Mixes the reel down with ffmpeg, independently of the application, and measures it:
// node .ci/demo/check.mjs [folder for the mixes]. Exits with 1 if a rule of the reel is broken.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { needTools, RATE, readWav, run } from './wav.mjs'

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../public/demo')
const session = JSON.parse(readFileSync(join(folder, 'session.json'), 'utf8'))
const kept = process.argv[2]
const scratch = kept ?? mkdtempSync(join(tmpdir(), 'dubstage-check-'))
const faults = []
const rule = (holds, text) => {
  if (!holds) faults.push(text)
}

/** Lengths and channel counts of the files, read once. */
const sounds = new Map()
function sound(file) {
  if (!sounds.has(file)) {
    const { rate, channels } = readWav(join(folder, file))
    sounds.set(file, { rate, channels, length: channels[0].length })
  }
  return sounds.get(file)
}

/** Left and right gains: constant power, -3 dB in the centre, for mono; unity for stereo. */
function sides(track, count) {
  const level = 10 ** ((track.trimDb + track.faderDb) / 20)
  if (count === 2) return `pan=stereo|c0=${level}*c0|c1=${level}*c1`
  const angle = ((track.pan + 1) * Math.PI) / 4
  return `pan=stereo|c0=${level * Math.cos(angle)}*c0|c1=${level * Math.sin(angle)}*c0`
}

/** Sums tracks into one 32-bit-float file, padded to the length of the reel. */
function mix(name, tracks) {
  const path = join(scratch, `${name}.wav`)
  const inputs = []
  const graph = []
  for (const track of tracks) {
    for (const { file, start } of track.clips) {
      const k = graph.length
      inputs.push('-i', join(folder, file))
      const shift = start > 0 ? `,adelay=${start}S:all=1` : ''
      graph.push(
        `[${k}:a]aformat=sample_fmts=dblp,${sides(track, sound(file).channels.length)}${shift}[a${k}]`,
      )
    }
  }
  const all = graph.map((_, k) => `[a${k}]`).join('')
  graph.push(`${all}amix=inputs=${graph.length}:normalize=0:duration=longest,apad=whole_len=${reelEnd}[out]`)
  run('ffmpeg', [
    '-hide_banner',
    '-nostdin',
    '-y',
    ...inputs,
    '-filter_complex',
    graph.join(';'),
    '-map',
    '[out]',
    '-c:a',
    'pcm_f32le',
    path,
  ])
  return path
}

/** EBU R128 figures, of the whole file or only of the given spans in seconds. */
function measure(path, spans = null) {
  const choose = spans
    ? `aselect='${spans.map(([a, b]) => `between(t,${a},${b})`).join('+')}',asetpts=N/SR/TB,`
    : ''
  const text = run('ffmpeg', [
    '-hide_banner',
    '-nostdin',
    '-i',
    path,
    '-af',
    `${choose}asetnsamples=480,ebur128=peak=true:framelog=verbose`,
    '-f',
    'null',
    '-',
  ])
  const summary = text.slice(text.lastIndexOf('Summary:'))
  const figure = (label) =>
    Number(new RegExp(`${label}:\\s+(-?[\\d.]+|-inf)`).exec(summary)?.[1].replace('-inf', '-Infinity'))
  return { lufs: figure('I'), lra: figure('LRA'), peak: figure('Peak') }
}

function longestSilence(path) {
  const { channels } = readWav(path)
  let best = { length: 0, at: 0 }
  let since = 0
  for (let i = 0; i <= channels[0].length; i++) {
    // Exact zeros only: this asks for silence, not for something faint.
    if (i < channels[0].length && channels.every((c) => c[i] === 0)) continue
    if (i - since > best.length * RATE) best = { length: (i - since) / RATE, at: since / RATE }
    since = i + 1
  }
  return best
}

const end = (c) => c.start + sound(c.file).length
const reelEnd = Math.max(...session.tracks.flatMap((t) => t.clips.map(end)))

/** What can be known from the manifest and the files alone. */
function checkParts() {
  for (const track of session.tracks) {
    rule(['dialogue', 'effects', 'fill', 'music'].includes(track.stem), `${track.name}: stem ${track.stem}`)
    track.clips.forEach((c, k) => {
      rule(c.start % 2000 === 0, `${track.name}: ${c.file} is off the frame grid`)
      rule(k === 0 || end(track.clips[k - 1]) <= c.start, `${track.name}: ${c.file} overlaps the clip before`)
      rule(sound(c.file).channels.length === 1 || track.pan === 0, `${track.name}: a stereo track is panned`)
      rule(
        sound(c.file).channels.length === sound(track.clips[0].file).channels.length,
        `${track.name}: mono and stereo mixed`,
      )
    })
  }
  const used = new Set(session.tracks.flatMap((t) => t.clips.map((c) => c.file)))
  let size = 0
  for (const name of readdirSync(folder)) {
    size += statSync(join(folder, name)).size
    if (!name.endsWith('.wav')) continue
    rule(used.has(name), `${name} is not used`)
    const { rate, channels, length } = sound(name)
    rule(rate === RATE, `${name}: ${rate} Hz`)
    for (const c of channels) {
      const mean = c.reduce((a, b) => a + b, 0) / length
      rule(Math.abs(mean) < 0.0005, `${name}: DC of ${mean.toFixed(5)}`)
      rule(!c.some((v, i) => Math.abs(v) > 0.9999 && Math.abs(c[i - 1]) > 0.9999), `${name}: clipped`)
      if (name.includes('loop')) checkSeam(name, c)
      else if (!name.endsWith('-in.wav') && Math.abs(c[0]) > 0.0002) faults.push(`${name}: starts on ${c[0]}`)
      if (!name.includes('loop') && !name.endsWith('-in.wav'))
        rule(Math.abs(c.at(-1)) < 0.0002, `${name}: ends on ${c.at(-1)}`)
    }
  }
  rule(size < 15e6, `the folder has ${size} bytes`)
  return size
}

/** A seam is clean when its step is no larger than steps the noise makes everywhere. */
function checkSeam(name, c) {
  let square = 0
  for (let i = 1; i < c.length; i++) square += (c[i] - c[i - 1]) ** 2
  const usual = Math.sqrt(square / (c.length - 1))
  rule(Math.abs(c[0] - c.at(-1)) < 4 * usual, `${name}: a step at the seam`)
}

/** Dialogue against everything else in the mix, over the lines that lie on music. */
function checkBalance(language, others) {
  const lines = session.tracks.filter((t) => t.stem === 'dialogue' && t.name.endsWith(language))
  const path = mix(`dx-${language.toLowerCase()}`, lines)
  const spans = (test) =>
    lines
      .flatMap((t) => t.clips)
      .filter(test)
      .map((c) => [c.start / RATE, end(c) / RATE])
      .sort((a, b) => a[0] - b[0])
  const music = session.tracks.filter((t) => t.stem === 'music').flatMap((t) => t.clips)
  const onMusic = (c) => music.some((m) => m.start < end(c) && c.start < end(m))
  const over = spans(onMusic)
  const dry = spans((c) => !onMusic(c))
  rule(over.length > 0 && dry.length > 0, `${language}: lines on music and without are both needed`)
  const turns = spans(() => true)
  rule(
    turns.every((s, k) => k === 0 || s[0] >= turns[k - 1][1]),
    `${language}: two lines at once`,
  )
  const level = measure(path).lufs
  const margin = measure(path, over).lufs - measure(others.mx, over).lufs
  const clear = turns.map((s) => measure(path, [s]).lufs - measure(others.bed, [s]).lufs)
  console.log(
    `DX ${language}: ${level} LUFS; ${margin.toFixed(1)} LU over the music; each line over effects and music: ${clear.map((v) => (Number.isFinite(v) ? v.toFixed(1) : 'alone')).join(' ')}`,
  )
  rule(level > -29 && level < -24, `${language}: dialogue at ${level} LUFS`)
  rule(margin >= 6, `${language}: dialogue only ${margin.toFixed(1)} LU over the music`)
}

try {
  needTools(['ffmpeg'])
  mkdirSync(scratch, { recursive: true })
  const size = checkParts()
  const open = session.tracks.filter((t) => !t.mute)
  const stem = (...names) => open.filter((t) => names.includes(t.stem))
  const composite = mix('composite', stem('dialogue', 'effects', 'music'))
  const me = mix('me', stem('effects', 'fill', 'music'))
  for (const [name, path] of [
    ['composite', composite],
    ['M&E', me],
  ]) {
    const { lufs, lra, peak } = measure(path)
    console.log(`${name}: ${lufs} LUFS, LRA ${lra} LU, true peak ${peak} dBTP`)
    if (name === 'composite') {
      rule(lufs >= -23 && lufs <= -20, `composite at ${lufs} LUFS`)
      rule(peak >= -3 && peak <= -1.5, `composite peaks at ${peak} dBTP`)
    } else rule(peak <= -1.5, `M&E peaks at ${peak} dBTP`)
  }
  const others = { mx: mix('mx', stem('music')), bed: mix('bed', stem('effects', 'music')) }
  checkBalance('EN', others)
  checkBalance('ES', others)
  const quiet = longestSilence(composite)
  console.log(
    `longest silence ${quiet.length.toFixed(2)} s at ${quiet.at.toFixed(2)} s; reel ${(reelEnd / RATE).toFixed(2)} s; folder ${(size / 1e6).toFixed(2)} MB`,
  )
  rule(quiet.length >= 0.7, 'no real silence')
  rule(reelEnd / RATE >= 50 && reelEnd / RATE <= 60, 'the reel is not 50-60 s')
} catch (error) {
  faults.push(error.message)
} finally {
  if (!kept) rmSync(scratch, { recursive: true, force: true })
}
for (const fault of faults) console.error(`broken: ${fault}`)
process.exitCode = faults.length > 0 ? 1 : 0
