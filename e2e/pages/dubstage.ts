import { readFileSync } from 'node:fs'
import type { Download, Locator, Page } from '@playwright/test'
import type { BounceReport } from '../../src/domain/deliveryReport.ts'
import { expect } from '../fixtures/expect.ts'

export type Format = '24-bit PCM' | '16-bit PCM, TPDF dither' | '32-bit float'
export type ExportOrder = { readonly name?: string; readonly format?: Format }

/** What one export left in the downloads. Names as the browser was told; the rest are paths of the saved files. */
export type Delivered = {
  readonly names: readonly string[]
  readonly composite: string
  readonly me: string
  readonly html: string
  readonly report: BounceReport
}

/** What stands beside the mixes of every export, after its name. */
export const PACKAGE = ['report.json', 'report.csv', 'checks.csv', 'report.html', 'checksums.sha256'] as const
/** Files of an export of composite and M&E. */
export const EXPORTED = 2 + PACKAGE.length

/** The application as a person finds their way in it: by what things are and what they are called. */
export class Dubstage {
  readonly page: Page
  readonly startHeading: Locator
  readonly demoButton: Locator
  readonly fileInput: Locator
  readonly trackRows: Locator
  readonly play: Locator
  readonly loop: Locator
  readonly timecode: Locator
  readonly playhead: Locator
  readonly title: Locator
  readonly exportButton: Locator
  readonly exportDialog: Locator
  readonly exportName: Locator
  readonly toDownloads: Locator
  readonly toFolder: Locator
  readonly toZip: Locator
  readonly cancelExport: Locator
  readonly exportProgress: Locator
  readonly retry: Locator
  readonly exportFailure: Locator
  readonly backToMix: Locator
  readonly notices: Locator
  readonly errors: Locator
  readonly dropInvitation: Locator
  readonly topBar: Locator
  readonly fileTable: Locator
  readonly shortcutsDialog: Locator
  readonly menuButton: Locator
  readonly menu: Locator
  readonly palette: Locator
  readonly filesDialog: Locator
  readonly openFiles: Locator
  readonly markers: Locator
  readonly markersDialog: Locator
  readonly imports: Locator
  readonly #file: (name: string) => string

  /** `file` gives a path for what is downloaded. */
  constructor(page: Page, file: (name: string) => string) {
    this.page = page
    this.#file = file
    const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true })
    this.startHeading = page.getByRole('heading', { name: 'Start a session' })
    this.demoButton = button('Open the demo reel')
    this.fileInput = page.getByLabel(/^(Choose|Add) files$/)
    this.trackRows = page.getByRole('treegrid', { name: 'Tracks' }).getByRole('row', { level: 2 })
    this.play = button('Play')
    this.loop = button('Loop')
    this.timecode = button(/^Timecode/)
    this.playhead = page.getByRole('slider', { name: 'Playhead' })
    this.title = page.getByRole('textbox', { name: 'Session title' })
    this.topBar = page.getByRole('banner')
    this.exportButton = this.topBar.getByRole('button', { name: 'Export', exact: true })
    this.exportDialog = page.getByRole('dialog', { name: 'Export' })
    this.exportName = this.exportDialog.getByRole('textbox', { name: 'Name', exact: true })
    this.toDownloads = button('Export as downloads')
    this.toFolder = button('Export to folder…')
    this.toZip = button('Export as ZIP…')
    this.cancelExport = button('Cancel export')
    this.exportProgress = this.exportDialog.getByRole('progressbar', { name: 'Export progress' })
    this.retry = button('Retry')
    this.exportFailure = this.exportDialog.getByRole('alert')
    this.backToMix = button('Back to the mix')
    this.notices = page.getByRole('region', { name: 'Messages' })
    this.errors = this.notices.getByRole('alert')
    this.dropInvitation = page.getByText('Drop to add as tracks')
    this.fileTable = page.getByRole('table', { name: /^\d+ files?$/ })
    this.filesDialog = page.getByRole('dialog', { name: 'Files', exact: true })
    this.openFiles = button('Files')
    this.markers = page.getByRole('listbox', { name: 'Markers' }).getByRole('option')
    this.markersDialog = page.getByRole('dialog', { name: 'Markers', exact: true })
    this.imports = page.getByRole('progressbar', { name: /^Import of / })
    this.menuButton = button('Menu')
    this.menu = page.getByRole('menu', { name: 'Menu', exact: true })
    this.palette = page.getByRole('dialog', { name: 'Find a command' })
    this.shortcutsDialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  }

  /** Chooses an entry of a menu with the mouse. */
  async fromMenu(menu: string, entry: string | RegExp): Promise<void> {
    await this.menuButton.click()
    await this.menu.getByRole('menuitem', { name: menu, exact: true }).hover()
    const entries = this.page.getByRole('menu', { name: menu, exact: true }).locator('[data-entry]')
    await entries.and(this.page.getByLabel(entry, { exact: true })).click()
  }

  async open(): Promise<void> {
    await this.page.goto('/')
    await expect(this.startHeading).toBeVisible()
  }

  /** Chooses files and waits until all that can be read are tracks with waveforms. */
  async addFiles(paths: readonly string[], tracks: number = paths.length): Promise<void> {
    const before = await this.trackRows.count()
    await this.fileInput.setInputFiles([...paths])
    await expect(this.trackRows).toHaveCount(before + tracks)
    await this.importsDone()
  }

  async importsDone(): Promise<void> {
    await expect(this.imports).toHaveCount(0)
  }

  async openDemo(): Promise<void> {
    await this.demoButton.click()
    await this.demoIsOpen()
  }

  /** Its forty files have come from the server. */
  async demoIsOpen(): Promise<void> {
    await expect(this.trackRows).toHaveCount(9)
  }

  /** The rows of the open list of files that belong to a track: its own, its fold-down, its files. */
  filesOf(track: string): Locator {
    const box = this.page.getByRole('checkbox', { name: `Select ${track}`, exact: true })
    return this.filesDialog.getByRole('rowgroup').filter({ has: box })
  }

  /** A clip by the beginning of its name: `DX_r01`. */
  clip(name: string): Locator {
    return this.page.getByRole('option', { name: new RegExp(`^${name}, `) })
  }

  /** All clips of a track. */
  clipsOf(track: string): Locator {
    return this.page.getByRole('listbox', { name: `Clips of ${track}`, exact: true }).getByRole('option')
  }

  /** A figure of the selected clips: `Clip start`. */
  clipField(name: string): Locator {
    return this.page.getByRole('region', { name: 'Selected clips' }).getByLabel(name, { exact: true })
  }

  trackNames(): Promise<(string | null)[]> {
    return this.trackRows.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')))
  }

  stemOf(track: string): Locator {
    return this.page.getByRole('combobox', { name: `Stem of ${track}`, exact: true })
  }

  /** A choice among the session's facts: frame rate, pan law. */
  fact(name: string): Locator {
    return this.page.getByRole('combobox', { name, exact: true })
  }

  /** A fader, pan, balance or trim, by its whole name: `Fader, DX_r01`. */
  slider(name: string): Locator {
    return this.page.getByRole('slider', { name, exact: true })
  }

  /** Types a value into a fader, pan or trim as a person does: Enter, the value, Enter. */
  async type(slider: string, value: string): Promise<void> {
    await this.slider(slider).focus()
    await this.page.keyboard.press('Enter')
    await expect(this.page.getByRole('textbox', { name: new RegExp(`^${slider}, `) })).toBeFocused()
    await this.page.keyboard.type(value)
    await this.page.keyboard.press('Enter')
    await expect(this.slider(slider)).toBeFocused()
  }

  /** A letter of a strip, by its whole name: `Mute, DX_r01`, `Polarity, DX_r01`. */
  chip(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  monitor(source: string): Locator {
    return this.page.getByRole('radiogroup', { name: 'Monitor source' }).getByRole('radio', { name: source })
  }

  /** Where the playhead is, as its digits: `01:00:02:12`. */
  async position(): Promise<string> {
    return /\d\d:\d\d:\d\d[:;]\d\d/.exec((await this.timecode.textContent()) ?? '')?.[0] ?? ''
  }

  async goTo(timecode: string): Promise<void> {
    await this.page.keyboard.press('g')
    const entry = this.page.getByRole('textbox', { name: 'Go to timecode' })
    await entry.fill(timecode)
    await entry.press('Enter')
    await expect.poll(() => this.position()).toBe(timecode)
  }

  /** Plays until the end of the programme. Watched in the page: a short one may begin and end between two looks. */
  async playToEnd(): Promise<void> {
    const ended = this.play.evaluate(
      (button) =>
        new Promise<void>((resolve) => {
          let started = false
          new MutationObserver(() => {
            const playing = button.getAttribute('aria-pressed') === 'true'
            if (started && !playing) resolve()
            started ||= playing
          }).observe(button, { attributes: true, attributeFilter: ['aria-pressed'] })
        }),
    )
    await this.play.click()
    await ended
  }

  /** Dropouts that the page owns up to, by what was late. The readout follows a few times a second. */
  async shownDropouts(): Promise<{ readonly disk: number; readonly device: number }> {
    await this.page.waitForTimeout(300)
    const title = await this.page.getByTitle(/^Dropouts since the page was opened/).getAttribute('title')
    const [disk = Number.NaN, device = Number.NaN] = (title?.match(/\d+/g) ?? []).map(Number)
    return { disk, device }
  }

  async openExport({ name, format = '24-bit PCM' }: ExportOrder = {}): Promise<void> {
    await this.exportButton.click()
    await expect(this.exportDialog).toBeVisible()
    await this.exportChoice('Depth').selectOption(format)
    if (name !== undefined) {
      await this.exportName.fill(name)
      await this.exportName.press('Enter')
    }
  }

  /** A choice for all deliverables on the open export screen: `Depth`, `Container`. */
  exportChoice(name: string): Locator {
    return this.exportDialog.getByRole('combobox', { name, exact: true })
  }

  /** A stem of a deliverable in the matrix: `Dialogue` in `Composite`. */
  stemIn(stem: string, deliverable: string): Locator {
    return this.exportDialog.getByRole('button', { name: new RegExp(`^${stem} in ${deliverable}(,|$)`) })
  }

  /** From the open export screen: renders, and keeps what the browser downloads, by the name it was given. */
  async downloadAll(): Promise<ReadonlyMap<string, string>> {
    const downloads: Download[] = []
    const keep = (download: Download): void => void downloads.push(download)
    this.page.on('download', keep)
    await this.toDownloads.or(this.retry).click()
    await expect(this.exportDialog.getByText(/^Finished in/)).toBeVisible({ timeout: 60_000 })
    const written = await this.exportDialog.getByRole('button', { name: /^Save again: / }).count()
    await expect.poll(() => downloads.length).toBe(written)
    this.page.off('download', keep)
    const saved = await Promise.all(
      downloads.map(async (download) => {
        const path = this.#file(`${crypto.randomUUID()}-${download.suggestedFilename()}`)
        await download.saveAs(path)
        return [download.suggestedFilename(), path] as const
      }),
    )
    return new Map(saved)
  }

  /** The same of an export of composite and M&E under their plain names. */
  async exportDownloads(): Promise<Delivered> {
    const saved = await this.downloadAll()
    const path = (ending: string): string => {
      const [, found] = [...saved].find(([name]) => name.endsWith(ending)) ?? []
      if (!found) throw new Error(`no download ends in ${ending}`)
      return found
    }
    return {
      names: [...saved.keys()],
      composite: path('_composite.wav'),
      me: path('_me.wav'),
      html: path('_report.html'),
      report: JSON.parse(readFileSync(path('_report.json'), 'utf8')),
    }
  }

  async exportAs(order: ExportOrder = {}): Promise<Delivered> {
    await this.openExport(order)
    const delivered = await this.exportDownloads()
    await this.backToMix.click()
    return delivered
  }
}
