import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptySession, type Session } from '../../domain/session.ts'
import { deliverablesOf } from '../../domain/sessionDeliverables.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import type { StemId } from '../../domain/stems.ts'
import { pcmOf } from '../../testing/bounceFixture.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { KERNEL_PATH } from '../../testing/packageRun.ts'
import { temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { bounce } from './bounce.ts'
import { StemFiles } from './stemFiles.ts'
import { verify } from './verify.ts'

const module = kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const { signal } = new AbortController()
const home = directory.file('home')
const USED = ['dialogue', 'effects', 'music'] as const
const DELIVERED = ['composite', 'me', ...USED]

let session: Session
beforeAll(async () => {
  mkdirSync(home)
  const stems = USED.map((stem, n) => {
    const path = `${home}/${stem}.wav`
    const samples = [noise(30_000, 2 * n + 1, 0.2), noise(30_000, 2 * n + 2, 0.2)]
    writeFileSync(path, wavFixture({ samples, encoding: 's24' }))
    return { stem, path }
  })
  const files = new StemFiles(module, signal)
  const added = await files.addTo(emptySession('reel'), stems)
  await files.close()
  if (!added.ok) throw new Error(added.error.code)
  session = added.value
})

/** Exports the session with these stems in its composite, and verifies what was made. */
async function verified(name: string, stems: readonly StemId[]) {
  const rows = deliverablesOf(session).map((row) => ({
    ...row,
    stems: row.id === 'composite' ? stems : row.stems,
    included: DELIVERED.includes(row.id),
  }))
  const document = `${home}/${name}.json`
  writeFileSync(document, sessionDocument({ ...session, deliverables: rows }))
  const out = directory.file(name)
  const order = { settings: { checks: false } }
  const environment = { kernelPath: KERNEL_PATH, version: 'test', signal }
  const made = await bounce({ stems: [], session: { path: document, media: null }, out, order }, environment)
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  const found = await verify(out, { kernelPath: KERNEL_PATH, signal })
  if (!found.ok || !found.value[0]) throw new Error('there is no package')
  const { faults, verified: sentences } = found.value[0]
  return { faults, sums: sentences.filter((each) => each.includes(' − ')), out }
}

it('what has no tracks may be in a composite or not: it is one, and its sums are tested and verified', async () => {
  const ticked = await verified('ticked', ['dialogue', 'effects', 'music', 'narration', 'optional'])
  const unticked = await verified('unticked', ['dialogue', 'effects', 'music'])
  expect(ticked.faults).toEqual([])
  expect(ticked.sums).toEqual([
    'composite − its stems: exact null, as in the report',
    'composite − (dialogue, narration and optional + M&E − fill): exact null, as in the report',
  ])
  expect(unticked).toEqual({ ...ticked, out: unticked.out })
  const file = ({ out }: typeof ticked) => pcmOf(readFileSync(`${out}/reel_composite.wav`))
  expect(file(unticked).equals(file(ticked))).toBe(true)
})

it('what has tracks and is not in it makes it none', async () => {
  expect(await verified('without music', ['dialogue', 'effects'])).toMatchObject({ faults: [], sums: [] })
})
