import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Download, Page } from '@playwright/test'
import type { DeliveryContainer } from '../src/domain/deliveryContainers.ts'
import type { BounceReport } from '../src/domain/deliveryReport.ts'
import { sessionDocument } from '../src/domain/sessionDocument.ts'
import { CLICK, FORMAT_STEMS, formatProgramme, HOUR, LENGTH } from '../src/testing/formatProgramme.ts'
import { formatRows, PART } from '../src/testing/formatRows.ts'
import { memoryByteSource } from '../src/testing/memoryByteSource.ts'
import {
  complaintsAbout,
  ffmpegLoudness,
  ffmpegSamples,
  ffprobeChapters,
  peakPlace,
} from '../src/testing/outsideTools.ts'
import { probeFile } from '../src/testing/probeFile.ts'
import { ffmpeg } from '../src/testing/referenceTools.ts'
import { wavFixture } from '../src/testing/wavFixture.ts'
import { exportedFiles } from './fixtures/originStorage.ts'
import { sha256 } from './fixtures/pcm.ts'
import { expect, test } from './fixtures/test.ts'
import type { Dubstage } from './pages/dubstage.ts'

const CONTAINERS = ['wav', 'aiff', 'flac', 'm4a', 'mp3', 'opus'] as const

/** Opens a session that delivers its composite in every format. */
async function openSession(app: Dubstage, folder: { file(name: string): string }): Promise<void> {
  const { session } = await formatProgramme()
  const media = (['DX', 'MX'] as const).map((name) => {
    const path = folder.file(`${name}.wav`)
    writeFileSync(
      path,
      wavFixture({ samples: FORMAT_STEMS[name === 'DX' ? 'dialogue' : 'music'], encoding: 's24' }),
    )
    return path
  })
  const document = folder.file('reel.dubstage.json')
  writeFileSync(document, sessionDocument({ ...session, deliverables: formatRows(CONTAINERS) }))
  await app.fileInput.setInputFiles([document, ...media])
  await expect(app.trackRows).toHaveCount(2)
  await app.importsDone()
}

/** The bytes of everything that an export downloads, by name. */
async function downloads(page: Page, app: Dubstage, count: number): Promise<ReadonlyMap<string, Buffer>> {
  const given: Download[] = []
  page.on('download', (download) => given.push(download))
  await app.openExport({ name: 'reel' })
  await app.toDownloads.click()
  await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible({ timeout: 60_000 })
  await expect.poll(() => given.map((each) => each.suggestedFilename())).toHaveLength(count)
  const files = await Promise.all(
    given.map(async (each) => [each.suggestedFilename(), readFileSync(await each.path())] as const),
  )
  return new Map(files)
}

test('every format, downloaded: outside tools have nothing against any, and read what was meant', async ({
  page,
  app,
  folder,
}) => {
  test.slow()
  await openSession(app, folder)
  // Six containers, one at 44.1 kHz, a pair of mono files at 96 kHz, a part, and four of the package.
  const files = await downloads(page, app, 15)
  const bytes = (name: string): Buffer => files.get(name) ?? Buffer.alloc(0)
  const path = (name: string): string => {
    const at = folder.file(`out_${name}`)
    writeFileSync(at, bytes(name))
    return at
  }
  const report: BounceReport = JSON.parse(bytes('reel_report.json').toString())

  await test.step('each has the hash of the report', () => {
    for (const { container, files } of report.deliverables)
      for (const { file, sha256: sum } of files) {
        expect(sha256(bytes(file)), file).toBe(sum)
        expect(complaintsAbout(path(file), container), file).toEqual([])
      }
  })

  const pcm = (name: string) => ffmpeg('-i', path(name), '-f', 's24le', '-')
  await test.step('without loss, the samples are the same', () => {
    const wav = pcm('reel_wav.wav')
    expect(wav.length).toBe(LENGTH * 6)
    for (const name of ['reel_aiff.aif', 'reel_flac.flac']) expect(pcm(name).equals(wav), name).toBe(true)
    expect(pcm('reel_part.wav').equals(wav.subarray(PART.from * 6, PART.to * 6))).toBe(true)
  })

  await test.step('with loss or at another rate, a click is where it was', () => {
    for (const [name, channels, place] of [
      ['reel_m4a.m4a', 2, CLICK],
      ['reel_mp3.mp3', 2, CLICK],
      ['reel_opus.opus', 2, CLICK],
      ['reel_cd.flac', 2, Math.round((CLICK * 441) / 480)],
      ['reel_hd.L.wav', 1, 2 * CLICK],
      ['reel_hd.R.wav', 1, 2 * CLICK],
    ] as const)
      for (const channel of ffmpegSamples(path(name), channels))
        expect(peakPlace(channel), name).toBeWithin(1, place)
  })

  await test.step('the fields are as they were meant', async () => {
    const read = async (name: string) => {
      const probed = await probeFile(memoryByteSource(name, bytes(name)))
      return probed.ok ? probed.value.metadata : undefined
    }
    expect(await read('reel_part.wav')).toMatchObject({
      broadcast: { originator: 'Dubstage', timeReference: HOUR + PART.from },
      production: { project: 'Nachtstück', timecodeRate: { num: 24_000, den: 1001 } },
      markers: [
        { sample: 0, length: 13_000, label: 'Sc 1' },
        { sample: 48_000, label: 'Sc 2' },
      ],
    })
    const { lufs } = ffmpegLoudness(path('reel_wav.wav'))
    expect((await read('reel_wav.wav'))?.broadcast?.loudness?.integratedLufs).toBeWithin(0.1, lufs)
    expect(report.warnings.join()).toContain('Nachtstuck')
  })

  await test.step('what is compressed tells timecode and markers, and what it does not keep of them', () => {
    for (const name of ['reel_flac.flac', 'reel_m4a.m4a', 'reel_mp3.mp3', 'reel_opus.opus']) {
      const { titles, places, timecode } = ffprobeChapters(path(name))
      expect(titles, name).toEqual(['Sc 1', 'Sc 2', 'after the part'])
      for (const [index, at] of [1000, 96_000, 200_000].entries())
        expect(places[index], name).toBeWithin(0.0005, at / 48_000)
      expect(timecode, name).toBe('01:00:00:00')
    }
    const warnings = report.warnings.join()
    expect(warnings).toContain('reel_m4a.m4a: AAC markers have no length and no note: 1 of them lose theirs.')
    expect(warnings).toContain('reel_opus.opus: Opus counts markers in milliseconds: 2 of them move')
  })

  await test.step('verify decodes what it can, and says what it cannot', () => {
    const out = folder.file('package')
    mkdirSync(out)
    for (const [name, content] of files) writeFileSync(`${out}/${name}`, content)
    const said = execFileSync(process.execPath, ['.ci/verify.mjs', out]).toString()
    expect(said).toMatch(/Everything holds\.\n$/)
    expect(said.match(/decoded, as loud as what was coded/g)).toHaveLength(2)
    expect(said).toMatch(
      /m4a: not measured again, as there is no AAC decoder here; compared by checksum only/,
    )
  })
})

test('into a folder: what is patched takes its way through storage, and leaves nothing there', async ({
  page,
  app,
  folder,
}) => {
  test.slow()
  await page.addInitScript(() => {
    Object.assign(window, {
      async showDirectoryPicker() {
        const root = await navigator.storage.getDirectory()
        return root.getDirectoryHandle('Deliveries', { create: true })
      },
    })
  })
  await app.open()
  await openSession(app, folder)
  await app.openExport({ name: 'reel' })
  await app.toFolder.click()
  await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible({ timeout: 60_000 })
  const written = await exportedFiles(page)
  expect([...written.keys()].filter((name) => !name.startsWith('Deliveries/'))).toEqual([])
  const report: BounceReport = JSON.parse(`${written.get('Deliveries/reel_report.json')}`)
  const containers: DeliveryContainer[] = []
  for (const { container, files } of report.deliverables) {
    containers.push(container)
    for (const { file, sha256: sum } of files) {
      const bytes = written.get(`Deliveries/${file}`) ?? Buffer.alloc(0)
      expect(sha256(bytes), file).toBe(sum)
      const path = folder.file(`out_${file}`)
      writeFileSync(path, bytes)
      expect(complaintsAbout(path, container), file).toEqual([])
    }
  }
  expect(containers).toEqual([...CONTAINERS, 'flac', 'wav', 'wav'])
})
