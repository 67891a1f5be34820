import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyCommand, trackFromMedia } from '../../domain/commands.ts'
import { speakersOf } from '../../domain/interpretation.ts'
import { emptySession, type Session } from '../../domain/session.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import type { StemId } from '../../domain/stems.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import { conformedInfo } from '../../media/conform/conformedCopy.ts'
import { probeMedia } from '../../media/probe.ts'
import { writeAudioTracks } from '../../testing/audioTracksFixture.ts'
import { firstDifference, pcmOf } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { bounce } from './bounce.ts'
import { errorSentence } from './errorSentence.ts'
import { pack } from './pack.ts'
import type { StemFile } from './stemFiles.ts'
import { verify } from './verify.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const { signal } = new AbortController()
const environment = { kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`, version: 'test', signal }

const home = directory.file('home')
const movie = `${home}/Reel.mov`
const path = `${home}/reel.json`
const STEMS: readonly StemId[] = ['dialogue', 'music']
let session: Session

/** A session of the second and third audio tracks of a MOV, as a browser would have it. */
beforeAll(async () => {
  kernelModule()
  mkdirSync(home)
  const pcm = { encoder: 'pcm_s24le', channels: 2 }
  writeAudioTracks(movie, [{ encoder: 'alac' }, { ...pcm, title: 'DX' }, pcm])
  STEMS.forEach((stem, n) => {
    ffmpeg('-i', movie, '-map', `0:a:${n + 1}`, '-c:a', 'pcm_s24le', `${home}/${stem}.wav`)
  })
  const source = memoryByteSource('Reel.mov', readFileSync(movie))
  const probed = await probeMedia(source, 48_000, async () => false)
  if (!probed.ok || probed.value.kind !== 'conform') throw new Error('not probed')
  const { source: first, others = [] } = probed.value
  session = [first, ...others].reduce((made, track, n) => {
    const length = samples(24_000)
    const note = { channels: 2, sampleRate: 48_000, sourceLength: length, length, warnings: [] }
    const info = conformedInfo(track, note, 48_000)
    const ids = { track: `${n}`, clip: `${n}`, media: [`${n}`] }
    const stem = STEMS[n] ?? 'effects'
    const added = trackFromMedia(ids, [info], speakersOf(info), samplePosition(0), stem, stem)
    return applyCommand(made, { type: 'tracks/add', media: { [`${n}`]: info }, tracks: [added] })
  }, emptySession('Reel'))
  expect(Object.values(session.media).map(({ audioTrack }) => audioTrack)).toEqual([
    { number: 2, name: 'DX' },
    { number: 3 },
  ])
  writeFileSync(path, sessionDocument(session))
})

let made = 0

/** Bounces stems, a document or a package into a folder of its own. */
async function run(what: { readonly stems: readonly StemFile[] } | { readonly path: string }) {
  made += 1
  const out = directory.file(`out ${made}`)
  const order = { settings: { checks: false } } as const
  const given = 'path' in what ? { stems: [], session: { path: what.path, media: null } } : what
  return { out, report: await bounce({ ...given, out, order }, environment) }
}

async function composite(what: Parameters<typeof run>[0]): Promise<Buffer> {
  const { out, report } = await run(what)
  if (!report.ok) throw new Error(errorSentence(report.error))
  const name = readdirSync(out).find((each) => each.endsWith('_composite.wav'))
  return pcmOf(readFileSync(`${out}/${name}`))
}

describe('the audio tracks of a file on the command line', () => {
  it('are those that the session knows, to the bit, from its document and from a package, where the file is once', async () => {
    const reference = await composite({
      stems: STEMS.map((stem) => ({ stem, path: `${home}/${stem}.wav` })),
    })
    expect(firstDifference(await composite({ path }), reference)).toBe(-1)
    const out = directory.file('reel.dubstage.zip')
    expect(await pack({ session: { path, media: null }, package: out }, environment)).toEqual({ ok: true })
    const listed = runTool('unzip', ['-Z1', out]).toString().trim().split('\n')
    expect(listed).toEqual(['session.dubstage.json', 'manifest.json', 'media/0001_Reel.mov'])
    expect(firstDifference(await composite({ path: out }), reference)).toBe(-1)
  })

  it('are known by their names in a package that is verified', async () => {
    const { out, report } = await run({ path })
    expect(report.ok).toBe(true)
    const verdicts = await verify(out, { kernelPath: environment.kernelPath, signal })
    expect(verdicts).toMatchObject({ ok: true, value: [{ faults: [] }] })
  })

  it('of which one cannot be decoded here end the run by its name', async () => {
    const [known] = Object.entries(session.media)
    if (!known) throw new Error('no media')
    const [id, info] = known
    const document = `${home}/undecodable.json`
    const media = { ...session.media, [id]: { ...info, audioTrack: { number: 1 } } }
    writeFileSync(document, sessionDocument({ ...session, media }))
    await expect(composite({ path: document })).rejects.toThrow(
      /“Reel.mov, track 1”: its audio track 1 is not there, or cannot be decoded/,
    )
  })

  it('beside the one that a stem is given as are said to be left out', async () => {
    const { report } = await run({ stems: [{ stem: 'dialogue', path: movie }] })
    expect(JSON.stringify(report)).toContain('It has 3 audio tracks; track 2 is read.')
  })
})
