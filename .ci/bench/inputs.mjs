import { existsSync, renameSync } from 'node:fs'
import { ffmpeg } from './programs.mjs'
import { benchFolder } from './work.mjs'

/** @typedef {{ dialogue: string, effects: string, music: string }} Stems paths of WAV files */

/**
 * What each stem is made of: noise of a colour, and its level over time. Dialogue is sentences with pauses, effects are
 * a bed with bursts, music swells. At their loudest together they stay under full scale.
 */
const programme = {
  dialogue: { color: 'pink', seeds: [1, 2], level: '0.3*lt(mod(t,7.3),4.1)*(0.4+0.6*abs(sin(2.1*t)))' },
  effects: { color: 'brown', seeds: [3, 4], level: '0.04+0.16*lt(mod(t,23.7),1.9)' },
  music: { color: 'pink', seeds: [5, 6], level: '0.12+0.1*sin(2*PI*t/41)' },
}

/** @param {string} name @param {number} minutes */
const pathOf = (name, minutes) => `${benchFolder}/${name}_${minutes}min.wav`

/**
 * Makes a file under another name first, so that an interrupted run leaves none that looks whole.
 * @param {string} path
 * @param {string[]} args
 * @param {string} [format] as ffmpeg calls it
 */
async function make(path, args, format = 'wav') {
  if (existsSync(path)) return
  const unfinished = `${path}.${process.pid}.part`
  await ffmpeg(...args, '-f', format, unfinished)
  renameSync(unfinished, path)
}

/**
 * Three stereo 24-bit stems at 48 kHz, the same on every run; made once and kept.
 * @param {number} minutes
 * @returns {Promise<Stems>}
 */
export async function provideStems(minutes) {
  const stems = {
    dialogue: pathOf('DX', minutes),
    effects: pathOf('FX', minutes),
    music: pathOf('MX', minutes),
  }
  for (const stem of /** @type {const} */ (['dialogue', 'effects', 'music'])) {
    const { color, seeds, level } = programme[stem]
    const noise = seeds.map((seed) => `anoisesrc=r=48000:c=${color}:a=0.8:s=${seed}:d=${minutes * 60}`)
    const graph = `${noise[0]}[l];${noise[1]}[r];[l][r]join=inputs=2,volume='${level}':eval=frame`
    await make(stems[stem], ['-filter_complex', graph, '-c:a', 'pcm_s24le'])
  }
  return stems
}

/**
 * The same stems, several times over.
 * @param {Stems} stems
 * @param {number} times
 * @param {string} folder where they come
 * @returns {Promise<Stems>}
 */
export async function repeatStems(stems, times, folder) {
  /** @param {string} name @param {string} source */
  const repeat = async (name, source) => {
    const path = `${folder}/${name}_long.wav`
    await make(path, ['-stream_loop', String(times - 1), '-i', source, '-c', 'copy'])
    return path
  }
  return {
    dialogue: await repeat('DX', stems.dialogue),
    effects: await repeat('FX', stems.effects),
    music: await repeat('MX', stems.music),
  }
}

/**
 * The music of so many minutes as a distributor would send it: at 48 kHz, in the usual codecs; made once and kept.
 * @param {number} minutes
 * @returns {Promise<Record<string, string>>} paths, by the names of the codecs
 */
export async function provideCompressed(minutes) {
  const { music } = await provideStems(minutes)
  const kinds = {
    MP3: { ending: 'mp3', format: 'mp3', codec: ['-c:a', 'libmp3lame', '-b:a', '320k'] },
    AAC: { ending: 'm4a', format: 'ipod', codec: ['-c:a', 'aac', '-b:a', '256k'] },
    FLAC: { ending: 'flac', format: 'flac', codec: ['-c:a', 'flac'] },
  }
  /** @type {Record<string, string>} */
  const paths = {}
  for (const [name, { ending, format, codec }] of Object.entries(kinds)) {
    const path = `${benchFolder}/MX_${minutes}min.${ending}`
    await make(path, ['-i', music, ...codec], format)
    paths[name] = path
  }
  return paths
}
