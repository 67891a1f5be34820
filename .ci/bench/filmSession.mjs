// A film of two hours: 100 tracks of 50 clips each, cut from a few files.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { button } from './product.mjs'
import { ffmpeg } from './programs.mjs'
import { RATE } from './sessionInputs.mjs'
import { benchFolder } from './work.mjs'

/** @typedef {import('@playwright/test').Page} Page */

export const TRACKS = 100
export const CLIPS = 50
const HOURS = 2
const FILES = 4
/** Length of each file, in seconds. */
const FILE_SECONDS = 300
/** From one clip of a track to the next, in samples. */
const PITCH = (HOURS * 3600 * RATE) / CLIPS
const STEMS = /** @type {const} */ (['dialogue', 'effects', 'fill', 'music'])

/**
 * Mono files of noise that swells and fades, so that a waveform is something to draw; made once and kept.
 * @returns {Promise<string[]>} their paths
 */
async function provideFilmFiles() {
  const paths = Array.from({ length: FILES }, (_, n) => `${benchFolder}/DX_film${n + 1}.wav`)
  for (const [n, path] of paths.entries()) {
    if (existsSync(path)) continue
    const noise = `anoisesrc=r=${RATE}:c=pink:a=0.8:s=${n + 1}:d=${FILE_SECONDS}`
    const unfinished = `${path}.${process.pid}.part`
    const swell = `tremolo=f=0.${n + 2}:d=0.9`
    await ffmpeg('-f', 'lavfi', '-i', noise, '-af', swell, '-c:a', 'pcm_s24le', '-f', 'wav', unfinished)
    renameSync(unfinished, path)
  }
  return paths
}

/** @typedef {{ id: string, clips: { media: string[] }[], [field: string]: unknown }} DocumentTrack */

/**
 * 100 tracks of 50 clips out of a session that has a track for each file. Of every clip's neighbours one cross-fades
 * with it and one lies apart; a third of all have a gain or are muted, and are named and coloured.
 * @param {{ tracks: DocumentTrack[], [field: string]: unknown }} session
 */
function filmOf(session) {
  const fade = { length: RATE, curve: 'equalPower' }
  const tracks = Array.from({ length: TRACKS }, (_, t) => {
    const model = session.tracks[t % session.tracks.length]
    const clips = Array.from({ length: CLIPS }, (_, c) => {
      const crosses = c % 2 === 0
      return {
        id: `${t}-${c}`,
        media: model?.clips[0]?.media,
        start: c * PITCH,
        from: ((t * 7 + c * 3) % 100) * RATE,
        length: crosses ? PITCH + RATE : PITCH - 20 * RATE,
        ...(crosses ? { fadeOut: fade } : { fadeIn: fade }),
        ...(c % 3 === 0 && { gainDb: -6, name: `Clip ${c}`, color: c % 6 }),
        ...(c % 9 === 0 && { mute: true }),
      }
    })
    const stem = STEMS[Math.floor((t * STEMS.length) / TRACKS)]
    return { ...model, id: `track-${t}`, name: `Track ${t + 1}`, stem, clips }
  })
  return { ...session, title: 'Film', tracks }
}

/**
 * Opens the film in a page: files and session document are chosen together, as a person would.
 * @param {Page} page
 * @param {string} folder for what is made on the way
 */
export async function openFilm(page, folder) {
  const files = await provideFilmFiles()
  const tracks = page.getByRole('treegrid', { name: 'Tracks' }).getByRole('row', { level: 2 })
  const input = page.getByLabel(/^(Choose|Add) files$/)
  await input.setInputFiles(files)
  await tracks.nth(FILES - 1).waitFor()
  await button(page, 'Session…').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Save session document').click(),
  ])
  const path = `${folder}/film.dubstage.json`
  await download.saveAs(path)
  writeFileSync(path, JSON.stringify(filmOf(JSON.parse(readFileSync(path, 'utf8')))))
  await page.keyboard.press('Escape')
  await input.setInputFiles([path, ...files])
  await tracks.nth(TRACKS - 1).waitFor({ state: 'attached' })
  await page
    .getByRole('progressbar', { name: /^Import of / })
    .first()
    .waitFor({ state: 'detached' })
}
