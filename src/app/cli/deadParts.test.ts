import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { temporaryDirectory } from '../../testing/referenceTools.ts'
import { sweepDeadParts } from './deadParts.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

it('takes what killed runs have left of files of these names, and nothing else', async () => {
  const folder = directory.file('out')
  mkdirSync(folder)
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  const stay = [
    `.film_me.wav.${process.ppid}.part`,
    '.film_me.wav.1.part',
    `.another.wav.${dead}.part`,
    `.film_me.wav.${dead}.old`,
    `film_me.wav.${dead}.part`,
    '.film_me.wav.part',
    'film_me.wav',
  ]
  // In a container every run may have the number of the one before.
  const left = [`.film_me.wav.${dead}.part`, `.film_me.wav.${process.pid}.part`, `.report.json.${dead}.part`]
  for (const name of [...stay, ...left]) writeFileSync(`${folder}/${name}`, 'x')
  mkdirSync(`${folder}/.film.zip.files.${dead}.part`)
  writeFileSync(`${folder}/.film.zip.files.${dead}.part/film_me.wav`, 'x')
  await sweepDeadParts(folder, ['film_me.wav', 'report.json', 'film.zip.files'])
  expect(readdirSync(folder).toSorted()).toEqual(stay.toSorted())
})

it('does nothing where there is no folder', async () => {
  await expect(sweepDeadParts(directory.file('none'), ['a.wav'])).resolves.toBeUndefined()
})
