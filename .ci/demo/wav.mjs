// Reading and writing WAV files, and running the outside tools.
// Kept free of npm packages so the reel can be rebuilt on a bare Debian machine.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { rng } from './dsp.mjs'

export const RATE = 48000

/** Which Debian package brings each program: named in the error when one is missing. */
const PACKAGES = {
  flite: 'flite',
  'espeak-ng': 'espeak-ng',
  fluidsynth: 'fluidsynth',
  ffmpeg: 'ffmpeg',
  sox: 'sox',
}

/** Runs a program and stops the build with a plain sentence when it is absent or fails. */
export function run(program, args) {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (done.error?.code === 'ENOENT') {
    const name = PACKAGES[program] ?? program
    throw new Error(`${program} is not installed. On Debian: apt-get install ${name}`)
  }
  if (done.error) throw done.error
  if (done.status !== 0) {
    throw new Error(`${program} failed (${done.status}):\n${done.stderr.slice(-2000)}`)
  }
  return done.stdout + done.stderr
}

/** Fails early, before minutes of synthesis, if any program is missing. */
export function needTools(names) {
  const missing = names.filter((name) => {
    const flag = name === 'ffmpeg' ? '-version' : '--version'
    return spawnSync(name, [flag], { encoding: 'utf8' }).error?.code === 'ENOENT'
  })
  if (missing.length > 0) {
    const packages = missing.map((name) => PACKAGES[name] ?? name).join(' ')
    throw new Error(`Missing: ${missing.join(', ')}. On Debian: apt-get install ${packages}`)
  }
}

/** Reads 16-bit or 32-bit-float WAV into one Float64Array per channel. */
export function readWav(path) {
  const data = readFileSync(path)
  let at = 12
  let format = null
  while (at + 8 <= data.length) {
    const id = data.toString('latin1', at, at + 4)
    // Programs that stream to a pipe leave a wrong size: never read past the end.
    const size = Math.min(data.readUInt32LE(at + 4), data.length - at - 8)
    const body = at + 8
    if (id === 'fmt ') {
      format = {
        tag: data.readUInt16LE(body),
        channels: data.readUInt16LE(body + 2),
        rate: data.readUInt32LE(body + 4),
        bits: data.readUInt16LE(body + 14),
      }
      // The extensible header keeps the real tag in the first bytes of its GUID.
      if (format.tag === 0xfffe) format.tag = data.readUInt16LE(body + 24)
    } else if (id === 'data') {
      if (!format) throw new Error(`${path}: no format before the samples`)
      return { rate: format.rate, channels: decode(data, body, size, format) }
    }
    at = body + size + (size & 1)
  }
  throw new Error(`${path}: no samples`)
}

function decode(data, body, size, { tag, channels, bits }) {
  const bytes = bits / 8
  const frames = Math.floor(size / (bytes * channels))
  const isFloat = tag === 3 && bits === 32
  if (!isFloat && !(tag === 1 && bits === 16)) throw new Error(`WAV tag ${tag}/${bits}`)
  return Array.from({ length: channels }, (_, c) => {
    const out = new Float64Array(frames)
    for (let i = 0; i < frames; i++) {
      const p = body + (i * channels + c) * bytes
      out[i] = isFloat ? data.readFloatLE(p) : data.readInt16LE(p) / 32768
    }
    return out
  })
}

/**
 * Writes 48 kHz 16-bit PCM. Triangular dither (seeded by the file name, so the
 * bytes repeat) keeps the long fades from turning into quantising distortion.
 */
export function writeWav(path, channels) {
  const frames = channels[0].length
  const count = channels.length
  const out = Buffer.alloc(44 + frames * count * 2)
  out.write('RIFF', 0, 'latin1')
  out.writeUInt32LE(out.length - 8, 4)
  out.write('WAVEfmt ', 8, 'latin1')
  out.writeUInt32LE(16, 16)
  out.writeUInt16LE(1, 20)
  out.writeUInt16LE(count, 22)
  out.writeUInt32LE(RATE, 24)
  out.writeUInt32LE(RATE * count * 2, 28)
  out.writeUInt16LE(count * 2, 32)
  out.writeUInt16LE(16, 34)
  out.write('data', 36, 'latin1')
  out.writeUInt32LE(frames * count * 2, 40)
  let seed = 7
  for (const letter of path.split('/').pop()) seed = (seed * 31 + letter.charCodeAt(0)) | 0
  const random = rng(seed)
  for (let i = 0; i < frames; i++) {
    for (let c = 0; c < count; c++) {
      const value = Math.round(channels[c][i] * 32767 + random() - random())
      if (value > 32767 || value < -32768) throw new Error(`${path}: clips at ${i}`)
      out.writeInt16LE(value, 44 + (i * count + c) * 2)
    }
  }
  writeFileSync(path, out)
}
