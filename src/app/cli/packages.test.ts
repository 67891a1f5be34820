import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptySession, type Session } from '../../domain/session.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import { firstDifference, pcmOf } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { bounce } from './bounce.ts'
import { pack } from './pack.ts'
import { StemFiles } from './stemFiles.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const { signal } = new AbortController()
const environment = { kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`, version: 'test', signal }
const stereo = (seed: number, rate = 48_000): Uint8Array =>
  wavFixture({
    samples: [noise(30_000, seed, 0.2), noise(30_000, seed + 1, 0.2)],
    encoding: 's24',
    sampleRate: rate,
  })

const home = directory.file('home')
const path = `${home}/reel.json`
let session: Session
beforeAll(async () => {
  mkdirSync(home)
  writeFileSync(`${home}/DX.wav`, stereo(1))
  writeFileSync(`${home}/MX.wav`, stereo(3, 44_100))
  const files = new StemFiles(kernelModule(), signal)
  const added = await files.addTo(emptySession('Reel 1'), [
    { stem: 'dialogue', path: `${home}/DX.wav` },
    { stem: 'music', path: `${home}/MX.wav` },
  ])
  await files.close()
  if (!added.ok) throw new Error(added.error.code)
  session = added.value
  writeFileSync(path, sessionDocument(session))
})

let made = 0
async function run(what: string, media: string | null = null) {
  made += 1
  const out = directory.file(`out ${made}`)
  const order = {
    stems: [],
    session: { path: what, media },
    out,
    order: { settings: { checks: false } },
  } as const
  return { report: await bounce(order, environment), out }
}
const composite = (out: string): Buffer => pcmOf(readFileSync(`${out}/Reel_1_composite.wav`))

describe('a package on the command line', () => {
  it('is made of a document, with the originals, and bounces as the document does', async () => {
    const folder = directory.file('alone')
    mkdirSync(folder)
    const out = `${folder}/reel.zip`
    expect(await pack({ session: { path, media: null }, package: out }, environment)).toEqual({ ok: true })
    expect(readdirSync(folder)).toEqual(['reel.zip'])
    expect(runTool('unzip', ['-tqq', out]).toString()).toBe('')
    expect(runTool('unzip', ['-p', out, 'media/0002_MX.wav'])).toEqual(readFileSync(`${home}/MX.wav`))

    const [whole, packed] = [await run(path), await run(out)]
    expect([whole.report.ok, packed.report.ok]).toEqual([true, true])
    expect(firstDifference(composite(packed.out), composite(whole.out))).toBe(-1)
    const first = ffmpeg('-i', `${home}/DX.wav`, '-c:a', 'pcm_s24le', '-f', 's24le', '-')
    expect(composite(packed.out).length).toBeGreaterThan(first.length)

    const again = `${folder}/again.zip`
    await pack({ session: { path: out, media: null }, package: again }, environment)
    expect(Buffer.compare(readFileSync(again), readFileSync(out)), 'a package of a package is the same').toBe(
      0,
    )
  })

  it('is not made when a file is missing, or over one that goes into it', async () => {
    const folder = directory.file('missing')
    mkdirSync(folder)
    writeFileSync(`${folder}/reel.json`, sessionDocument(session))
    writeFileSync(`${folder}/DX.wav`, stereo(1))
    const order = { session: { path: `${folder}/reel.json`, media: null }, package: `${folder}/reel.zip` }
    expect(await pack(order, environment)).toEqual({
      ok: false,
      error: { code: 'media/missing', file: 'MX.wav' },
    })
    expect(
      await pack({ session: { path, media: null }, package: `${home}/DX.wav` }, environment),
    ).toMatchObject({
      ok: false,
      error: { code: 'export/write', detail: 'it is one of the files that go into it' },
    })
    expect(readdirSync(folder).sort()).toEqual(['DX.wav', 'reel.json'])
    expect(Buffer.compare(readFileSync(`${home}/DX.wav`), stereo(1))).toBe(0)
  })

  it('is refused, by what is wrong with it, and leaves nothing', async () => {
    const good = directory.file('good.zip')
    await pack({ session: { path, media: null }, package: good }, environment)
    const bytes = readFileSync(good)
    const refused = async (name: string, content: Uint8Array) => {
      writeFileSync(directory.file(name), content)
      const { report, out } = await run(directory.file(name))
      expect(() => readdirSync(out)).toThrow('ENOENT')
      return report.ok ? 'ok' : report.error
    }
    expect(await refused('cut.zip', bytes.subarray(0, -50))).toMatchObject({ code: 'package/invalid' })
    const other = Buffer.from(bytes)
    const at = bytes.lastIndexOf('RIFF') + 9_000
    other.fill(0x11, at, at + 100)
    expect(await refused('other.zip', other)).toEqual({
      code: 'package/media',
      file: 'MX.wav',
      package: 'other.zip',
      detail: 'its content is different',
    })
  })
})
