import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyCommand } from '../../domain/commands.ts'
import { DEFAULT_EXPORT_SETTINGS, type ExportSettings, withSpec } from '../../domain/exportSettings.ts'
import { packageNames } from '../../domain/packageNames.ts'
import { emptySession, type Session } from '../../domain/session.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import { deliverySpec } from '../../domain/specs/registry.ts'
import { decibels } from '../../domain/units.ts'
import { firstDifference, pcmOf } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { bounce } from './bounce.ts'
import type { OrderArguments } from './orderArguments.ts'
import { StemFiles } from './stemFiles.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const { signal } = new AbortController()
const environment = { kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`, version: 'test', signal }
const grid = (samples: Float64Array): Float64Array =>
  samples.map((value) => Math.round(value * 2 ** 23) / 2 ** 23)
const stereo = (seed: number): Buffer =>
  Buffer.from(
    wavFixture({
      samples: [grid(noise(30_000, seed, 0.2)), grid(noise(30_000, seed + 1, 0.2))],
      encoding: 's24',
    }),
  )

/** A folder with two files and a session of them, as the application would have made it. */
let session: Session
const home = directory.file('home')
const path = `${home}/reel.json`
beforeAll(async () => {
  mkdirSync(home)
  writeFileSync(`${home}/DX.wav`, stereo(1))
  writeFileSync(`${home}/MX.wav`, stereo(3))
  const files = new StemFiles(kernelModule(), signal)
  const added = await files.addTo(emptySession('Reel 1'), [
    { stem: 'dialogue', path: `${home}/DX.wav` },
    { stem: 'music', path: `${home}/MX.wav` },
  ])
  await files.close()
  if (!added.ok) throw new Error(added.error.code)
  session = applyCommand(added.value, { type: 'track/setPolarity', track: '2', inverted: true })
  writeFileSync(path, sessionDocument(session))
})

let made = 0
function run(
  document: string,
  media: string | null = null,
  order: OrderArguments = { settings: { checks: false } },
) {
  made += 1
  const out = directory.file(`out ${made}`)
  return bounce({ stems: [], session: { path: document, media }, out, order }, environment).then(
    (report) => ({ report, out }),
  )
}
const composite = (out: string): Buffer => pcmOf(readFileSync(`${out}/Reel_1_composite.wav`))
function documentIn(folder: string, what: string | Session): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/reel.json`, typeof what === 'string' ? what : sessionDocument(what))
  return `${folder}/reel.json`
}

describe('a session document is bounced', () => {
  it('as it was mixed, to the bit, under its title', async () => {
    const { report, out } = await run(path)
    expect(report.ok).toBe(true)
    const beside = packageNames('')
    expect(readdirSync(out).sort()).toEqual(['Reel_1_composite.wav', 'Reel_1_me.wav', ...beside].sort())
    const inverted = '[1]volume=-1[i];[0][i]amix=inputs=2:normalize=0:duration=longest'
    const reference = ffmpeg(
      ...['-i', `${home}/DX.wav`, '-i', `${home}/MX.wav`, '-filter_complex', inverted],
      ...['-c:a', 'pcm_s24le', '-f', 's24le', '-'],
    )
    expect(firstDifference(composite(out), reference)).toBe(-1)
  })

  it('with its files in another folder, deeper, and under other names', async () => {
    const media = directory.file('moved')
    mkdirSync(`${media}/day 1`, { recursive: true })
    writeFileSync(`${media}/day 1/renamed.wav`, stereo(1))
    writeFileSync(`${media}/mx.WAV`, stereo(3))
    writeFileSync(`${media}/notes.txt`, 'nothing')
    const { report, out } = await run(documentIn(directory.file('alone'), session), media)
    expect(report.ok).toBe(true)
    expect(firstDifference(composite(out), composite((await run(path)).out))).toBe(-1)
  })
})

it('files are found by name beside a document that is named without its folder', async () => {
  const folder = directory.file('here')
  documentIn(folder, session)
  writeFileSync(`${folder}/DX.wav`, stereo(1))
  writeFileSync(`${folder}/MX.wav`, stereo(3).subarray(0, -6))
  const before = process.cwd()
  process.chdir(folder)
  try {
    const { report } = await run('reel.json')
    expect(report).toMatchObject({ ok: false, error: { code: 'media/mismatch', file: 'MX.wav' } })
  } finally {
    process.chdir(before)
  }
})

describe('a session with export settings', () => {
  const chosen = {
    ...withSpec(DEFAULT_EXPORT_SETTINGS, deliverySpec('ebu-r128') ?? null, { sampleRate: 48_000 }),
    ...({ name: 'Tide', reel: 'R1', template: '{title}_{reel}_{type}', format: 'wav16' } as const),
    ...({ twoPop: true, masterMode: 'noLimit' } as const),
  }
  const documentOf = (change: ExportSettings): string => {
    const of = applyCommand(session, { type: 'export/set', change })
    return documentIn(directory.file(`settings ${made}`), of)
  }
  const exported = async (document: string, order: OrderArguments = {}) => {
    const { report, out } = await run(document, home, order)
    if (!report.ok) return { said: report.error }
    const { settings, checks } = report.value
    return {
      waves: readdirSync(out).filter((name) => name.endsWith('.wav')),
      format: settings.format,
      spec: settings.master?.spec.id,
      mode: settings.master?.mode,
      checked: checks !== undefined,
      pops: report.value.certificate.pops.length,
    }
  }

  it('is exported as they say', async () => {
    expect(await exported(documentOf(chosen))).toMatchObject({
      waves: ['Tide_R1_composite.wav', 'Tide_R1_me.wav'],
      format: 'wav16',
      spec: 'ebu-r128',
      mode: 'noLimit',
      checked: true,
      pops: 1,
    })
  })

  it('but for what the command line says', async () => {
    const settings = { name: 'Ebb', format: 'wav32f', checks: false } as const
    expect(await exported(documentOf(chosen), { settings, spec: 'none' })).toMatchObject({
      waves: ['Ebb_R1_composite.wav', 'Ebb_R1_me.wav'],
      format: 'wav32f',
      spec: undefined,
      checked: false,
    })
    expect(await exported(documentOf(chosen), { settings: { masterMode: 'measure' } })).toMatchObject({
      spec: 'ebu-r128',
      mode: 'measure',
    })
    expect(await exported(documentOf(chosen), { spec: 'netflix' })).toMatchObject({
      spec: 'netflix',
      mode: 'linked',
      format: 'wav24',
    })
  })

  it('is refused where both cannot be', async () => {
    const usage = (detail: RegExp) => ({ said: { code: 'usage', detail: expect.stringMatching(detail) } })
    const measured = documentOf({ ...chosen, masterMode: 'measure', checks: false })
    expect(await exported(measured, { gainDb: decibels(1) })).toEqual(usage(/--gain goes with/))
    expect(await exported(measured, { spec: 'none', settings: { masterMode: 'noLimit' } })).toEqual(
      usage(/--no-limit goes with --spec/),
    )
  })
})

describe('nothing is left, and the reason named, when', () => {
  const refused = async (document: string, media: string | null = null) => {
    const { report, out } = await run(document, media)
    expect(() => readdirSync(out)).toThrow('ENOENT')
    return report.ok ? 'ok' : report.error
  }
  it('a file is missing', async () => {
    const folder = directory.file('missing')
    const document = documentIn(folder, session)
    writeFileSync(`${folder}/DX.wav`, stereo(1))
    expect(await refused(document)).toEqual({ code: 'media/missing', file: 'MX.wav' })
  })

  it('a file of the name is another one', async () => {
    const folder = directory.file('other')
    const document = documentIn(folder, session)
    writeFileSync(`${folder}/DX.wav`, stereo(1))
    writeFileSync(`${folder}/MX.wav`, stereo(9))
    expect(await refused(document)).toMatchObject({
      code: 'media/mismatch',
      file: 'MX.wav',
      detail: 'its content is different',
    })
  })

  it('a name in the document is a path out of its folder', async () => {
    const [id = ''] = Object.keys(session.media)
    const [known] = Object.values(session.media)
    if (!known) throw new Error('the session has files')
    const hostile = {
      ...session,
      media: { ...session.media, [id]: { ...known, fileName: '../home/DX.wav' } },
    }
    const folder = directory.file('hostile')
    writeFileSync(documentIn(folder, hostile).replace('reel.json', 'MX.wav'), stereo(3))
    expect(await refused(`${folder}/reel.json`)).toEqual({ code: 'media/missing', file: '../home/DX.wav' })
  })

  it('the document is damaged, newer, or none', async () => {
    const text = sessionDocument(session)
    const folder = directory.file('damaged')
    const of = (what: string) => refused(documentIn(folder, what), home)
    expect(await of(text.slice(0, -20))).toMatchObject({ code: 'session/invalid' })
    expect(await of(text.replace('"version": 1', '"version": 2'))).toEqual({
      code: 'shelf/newer',
      version: 2,
    })
    expect(await of(text.replace('"pan": 0', '"pan": 7'))).toMatchObject({
      code: 'session/invalid',
      detail: expect.stringContaining('tracks[0].pan'),
    })
    expect(await refused(directory.file('nowhere.json'))).toMatchObject({ code: 'file/unreadable' })
  })
})
