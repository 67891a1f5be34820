import type { KeyedSound } from '../domain/contentKey.ts'
import type { MediaInfo } from '../domain/media.ts'
import type { FileLike } from '../domain/ports.ts'
import { audioBytes, copyName, readNote } from './conform/conformedCopy.ts'
import { CONFORMED_FOLDER, findFile, openFolder, PART, PEAKS_FOLDER, removeFile } from './originStore.ts'
import { peaksName } from './peaksFile.ts'

/** How often, and after how long each time, a file is asked for that a stopped Worker still holds. */
const RELEASE_TRIES = 40
const RELEASE_PAUSE_MS = 50

/** What one page keeps of imports in origin-private storage, beside other pages that are open. */
export class ImportStorage {
  /** Names this page's unfinished files; its lock keeps other pages from clearing them away. */
  readonly #page = crypto.randomUUID()
  readonly #used = new Set<string>()
  #parts = 0
  #cleared: Promise<void> | null = null

  /** A name for a file to be written, once what closed pages left unfinished is gone. */
  async newPart(): Promise<string> {
    this.#cleared ??= this.#clearUnfinished()
    await this.#cleared
    this.#parts += 1
    return `${this.#page}.${this.#parts}${PART}`
  }

  /**
   * Removes what a Worker left that was stopped with its job. The browser lets go of its file some time after the Worker
   * has ended; what is held for longer than that is left to the next visit.
   */
  async removePart(part: string): Promise<void> {
    for (const name of [CONFORMED_FOLDER, PEAKS_FOLDER]) {
      const folder = await openFolder(name, part)
      for (let tries = 0; folder.ok && tries < RELEASE_TRIES; tries += 1) {
        if (await removeFile(folder.value, part)) break
        await new Promise((resolve) => setTimeout(resolve, RELEASE_PAUSE_MS))
      }
    }
  }

  /** Keeps every page from sweeping a copy away while this one is open: an undo may want it back. */
  async use(sound: KeyedSound, sampleRate: number): Promise<void> {
    const name = copyName(sound, sampleRate)
    if (!name || this.#used.has(name)) return
    this.#used.add(name)
    await hold(copyLock(name), 'shared')
  }

  /** The copy of a file, as a file of the original's name; `null` when it is not there whole. */
  async copy(info: MediaInfo): Promise<FileLike | null> {
    const { sampleRate, pcm, fileName } = info
    const name = copyName(info, sampleRate)
    if (!name || !info.conform) return null
    const folder = await openFolder(CONFORMED_FOLDER, fileName)
    const file = folder.ok ? await findFile(folder.value, name) : null
    const note = file && (await readNote(file))
    if (!file || note?.length !== pcm.length || note.channels !== pcm.channels) return null
    await this.use(info, sampleRate)
    return new File([file.slice(0, audioBytes(note))], fileName)
  }

  /** Removes the copies and waveforms of all but `keep`, and of no file that an open page uses. */
  async sweep(keep: readonly MediaInfo[]): Promise<void> {
    const kept = new Set(
      keep.flatMap((info) => [copyName(info, info.sampleRate), peaksName(info, info.sampleRate)]),
    )
    await eachFile(async (folder, name) => {
      if (!kept.has(name) && !name.endsWith(PART))
        await whenFree(copyLock(name), async () => void (await removeFile(folder, name)))
    })
    this.#cleared ??= this.#clearUnfinished()
    await this.#cleared
  }

  async #clearUnfinished(): Promise<void> {
    await hold(pageLock(this.#page), 'exclusive')
    await eachFile(async (folder, name) => {
      const page = name.split('.')[0] ?? name
      if (!name.endsWith(PART) || page === this.#page) return
      await whenFree(pageLock(page), async () => void (await removeFile(folder, name)))
    })
  }
}

const pageLock = (page: string): string => `dubstage import ${page}`
const copyLock = (name: string): string => `dubstage copy ${name}`

/** Takes a lock for as long as the page is open; resolves once it has it. */
const hold = (name: string, mode: LockMode): Promise<void> =>
  new Promise((resolve) => {
    void navigator.locks.request(name, { mode }, () => {
      resolve()
      return new Promise(() => undefined)
    })
  })

/** Does `work` if nobody holds the lock. */
async function whenFree(name: string, work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined))
}

async function eachFile(
  visit: (folder: FileSystemDirectoryHandle, name: string) => Promise<void>,
): Promise<void> {
  for (const name of [CONFORMED_FOLDER, PEAKS_FOLDER]) {
    const folder = await openFolder(name, name)
    // Where nothing can be kept there is nothing to clear away.
    if (!folder.ok) continue
    for await (const file of folder.value.keys()) await visit(folder.value, file)
  }
}
