// What a long session is made of: a minute of noise, over and over, from another place of it in every stem.
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs'
import { ffmpeg } from './programs.mjs'
import { benchFolder, newFolder, remove } from './work.mjs'

/** Samples per second of all that is made here. */
export const RATE = 48_000
/** Of a stereo 24-bit sample. */
const FRAME_BYTES = 6
/** What RIFF's sizes cannot say (EBU Tech 3306, § 4). */
const TOO_LARGE = 0xffff_ffff
/** Left free on the disk for whatever else the run writes. */
const SPARE_BYTES = 1e9

/**
 * The header of a stereo 24-bit WAV: RIFF while its sizes fit, RF64 (EBU Tech 3306) from there on.
 * @param {number} dataBytes
 */
export function wavHeader(dataBytes) {
  const large = dataBytes + 36 > TOO_LARGE
  const header = Buffer.alloc(large ? 80 : 44)
  const riffBytes = BigInt(header.length - 8 + dataBytes)
  let at = header.write(large ? 'RF64' : 'RIFF')
  at = header.writeUInt32LE(large ? TOO_LARGE : Number(riffBytes), at)
  at += header.write('WAVE', at)
  if (large) {
    at += header.write('ds64', at)
    at = header.writeUInt32LE(28, at)
    at = header.writeBigUInt64LE(riffBytes, at)
    at = header.writeBigUInt64LE(BigInt(dataBytes), at)
    at = header.writeBigUInt64LE(BigInt(dataBytes / FRAME_BYTES), at)
    at = header.writeUInt32LE(0, at)
  }
  at += header.write('fmt ', at)
  at = header.writeUInt32LE(16, at)
  for (const word of [1, 2]) at = header.writeUInt16LE(word, at)
  for (const word of [RATE, RATE * FRAME_BYTES]) at = header.writeUInt32LE(word, at)
  for (const word of [FRAME_BYTES, 24]) at = header.writeUInt16LE(word, at)
  at += header.write('data', at)
  header.writeUInt32LE(large ? TOO_LARGE : dataBytes, at)
  return header
}

/** A minute of quiet stereo noise as bare 24-bit samples: eight of it together stay under full scale. */
async function minuteOfNoise() {
  const folder = newFolder()
  const path = `${folder}/noise`
  const noise = [11, 12].map((seed) => `anoisesrc=r=${RATE}:c=pink:a=0.1:s=${seed}:d=60`)
  const graph = `${noise[0]}[l];${noise[1]}[r];[l][r]join=inputs=2`
  await ffmpeg('-filter_complex', graph, '-c:a', 'pcm_s24le', '-f', 's24le', path)
  const bytes = readFileSync(path)
  remove(folder)
  return bytes
}

/**
 * Writes under another name first, so that an interrupted run leaves nothing that looks whole.
 * @param {string} path
 * @param {Buffer} minute
 * @param {number} minutes
 */
function writeRepeated(path, minute, minutes) {
  const unfinished = `${path}.${process.pid}.part`
  const file = openSync(unfinished, 'w')
  try {
    const pieces = [wavHeader(minute.length * minutes), ...new Array(minutes).fill(minute)]
    for (const piece of pieces) for (let done = 0; done < piece.length; ) done += writeSync(file, piece, done)
    closeSync(file)
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

/** @param {number} bytes */
const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`

/**
 * So many stereo 24-bit WAVs of this length, the same on every run; made once and kept.
 * @param {number} stems
 * @param {number} minutes
 * @returns {Promise<string[]>} their paths
 */
export async function provideSessionStems(stems, minutes) {
  const names = ['DX', 'ADR', 'FX', 'FOL', 'BG', 'FILL', 'MX', 'SCORE']
  const paths = Array.from({ length: stems }, (_, index) => {
    const name = `${names[index % names.length]}${index < names.length ? '' : index}`
    return `${benchFolder}/${name}_session_${minutes}min.wav`
  })
  const missing = paths.filter((path) => !existsSync(path))
  if (missing.length === 0) return paths
  const { bavail, bsize } = statfsSync(benchFolder)
  const needed = missing.length * minutes * 60 * RATE * FRAME_BYTES + SPARE_BYTES
  if (bavail * bsize < needed) {
    throw new Error(
      `${stems} stems of ${minutes} minutes take ${gigabytes(needed)} more in ${benchFolder}, and ${gigabytes(bavail * bsize)} are free there. --stems and --stem-minutes make it less.`,
    )
  }
  const minute = await minuteOfNoise()
  for (const [index, path] of paths.entries()) {
    if (existsSync(path)) continue
    const cut = Math.floor((minute.length / FRAME_BYTES / stems) * index) * FRAME_BYTES
    writeRepeated(path, Buffer.concat([minute.subarray(cut), minute.subarray(0, cut)]), minutes)
  }
  return paths
}
