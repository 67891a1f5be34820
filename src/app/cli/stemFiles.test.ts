import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { emptySession } from '../../domain/session.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { broadcastChunk } from '../../testing/metadataFixture.ts'
import { temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { StemFiles } from './stemFiles.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
mkdirSync(directory.file('DX'))

/** A mono file, as long as is said and at a timecode in samples since midnight. */
function write(name: string, length = 100, timecode?: number): string {
  const path = directory.file(name)
  const chunksBefore = timecode === undefined ? [] : [broadcastChunk({ timeReference: BigInt(timecode) })]
  writeFileSync(path, wavFixture({ samples: [noise(length, 1)], chunksBefore }))
  return path
}

/** The tracks that files become, and what is said of the files. */
async function added(...paths: readonly string[]) {
  const files = new StemFiles(kernelModule(), new AbortController().signal)
  try {
    const session = await files.addTo(
      emptySession(),
      paths.map((path) => ({ stem: 'dialogue', path })),
    )
    if (!session.ok) throw new Error(JSON.stringify(session.error))
    const { tracks, media } = session.value
    return {
      tracks: tracks.map(({ name, speakers }) => `${name}: ${speakers.join(' ')}`),
      said: Object.values(media).flatMap(({ fileName, warnings }) =>
        warnings.map((text) => `${fileName}: ${text}`),
      ),
    }
  } finally {
    await files.close()
  }
}

it('files that are called by their channel are the set of their folder', async () => {
  const paths = ['R', 'L', 'C'].map((ending) => write(`DX/${ending}.wav`))
  expect(await added(...paths)).toEqual({ tracks: ['DX: L R C'], said: [] })
  expect(await added(...paths.slice(0, 1))).toEqual({ tracks: ['DX R: M'], said: [] })
})

it('a file that is not as long as the others of its set is named, and none are joined', async () => {
  expect(await added(write('FX.L.wav'), write('FX.R.wav', 101), write('FX.C.wav'))).toEqual({
    tracks: ['FX.L: M', 'FX.R: M', 'FX.C: M'],
    said: [
      'FX.R.wav: It is not as long as the other files of the set “FX”: each of them was mixed as a track of its own, in the centre.',
    ],
  })
})

it('a file with another timecode is named, and begins with the others, as all files do here', async () => {
  expect(await added(write('MX.L.wav', 100, 48_000), write('MX.R.wav', 100, 96_000))).toEqual({
    tracks: ['MX: L R'],
    said: [
      'MX.R.wav: Its timecode is another than that of the other files of the set “MX”: all were begun at the start.',
    ],
  })
})
