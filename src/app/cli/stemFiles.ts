import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve, sep } from 'node:path'
import { applyCommand, trackFromMedia } from '../../domain/commands.ts'
import type { AppError } from '../../domain/errors.ts'
import { speakersOf } from '../../domain/interpretation.ts'
import type { Speaker } from '../../domain/layout.ts'
import { type ConformSource, type ProbedMedia, trackNumber } from '../../domain/media.ts'
import type { ByteSource, CancelSignal } from '../../domain/ports.ts'
import type { MediaId, Session } from '../../domain/session.ts'
import { type SetFault, setFault } from '../../domain/setFault.ts'
import { importUnits, loneName } from '../../domain/splitSets.ts'
import type { StemId } from '../../domain/stems.ts'
import { samplePosition } from '../../domain/units.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type CopyNote, conformedInfo } from '../../media/conform/conformedCopy.ts'
import { conformSource } from '../../media/conform/conformSource.ts'
import type { OpenMedia } from '../../media/playlist.ts'
import { probeMedia } from '../../media/probe.ts'
import { writeError } from './diskSink.ts'
import { type DiskSource, openDiskSource } from './diskSource.ts'

/** What browsers decode by WebCodecs: here FLAC, MP3 and Opus, by Wasm. */
const decoders = async () => (await import('../../media/conform/wasmDecoders.ts')).wasmDecode()

/** Of FLAC every decoder gives the same integers. */
const isLossy = ({ pcm, format }: ConformSource): boolean => !pcm && format !== 'flac'
const OTHER_DECODER =
  'It was decoded by the command line, of which the samples may be other than a browser’s by a rounding. A package that is saved in the browser has the sound that is heard there.'

/** What a stem is given as is one track. */
function othersLeftOut(probed: ProbedMedia): readonly string[] {
  if (probed.kind === 'inPlace' || !probed.source.audioTrack) return []
  const { source, others = [], refused = [] } = probed
  return [`It has ${1 + others.length + refused.length} audio tracks; track ${trackNumber(source)} is read.`]
}

/** What is said of a file that does not fit into the set `name`, which the report prints. */
const FAULTS: Readonly<Record<SetFault['kind'], (name: string) => string>> = {
  channels: (name) =>
    `It is not mono, as files of the set “${name}” are: each of them was mixed as a track of its own.`,
  length: (name) =>
    `It is not as long as the other files of the set “${name}”: each of them was mixed as a track of its own, in the centre.`,
  timecode: (name) =>
    `Its timecode is another than that of the other files of the set “${name}”: all were begun at the start.`,
}

export type StemFile = { readonly stem: StemId; readonly path: string }

export type ProbedFile = { readonly source: ByteSource; readonly probed: ProbedMedia }

/**
 * The files of one run, opened as the browser would: in place at the session's rate, else converted into a temporary
 * file; complete sets of mono files of a stem become one track. `close` when the run is over, whatever became of it.
 */
export class StemFiles {
  readonly media = new Map<MediaId, OpenMedia>()
  /** Of every file that was looked into: none of them is to be written over. */
  readonly paths: string[] = []
  readonly #module: WebAssembly.Module
  readonly #signal: CancelSignal
  readonly #sources: DiskSource[] = []
  /** Those that are no copies of this run's. */
  readonly #given: DiskSource[] = []
  #temporary: string | null = null

  constructor(module: WebAssembly.Module, signal: CancelSignal) {
    this.#module = module
    this.#signal = signal
  }

  /** The session with every file of `stems` as a track from its start, or the first file that cannot be used. */
  async addTo(session: Session, stems: readonly StemFile[]): Promise<Result<Session, AppError>> {
    const ids: MediaId[] = []
    for (const { path } of stems) {
      const opened = await this.#open(path, session.sampleRate)
      if (!opened.ok) return opened
      ids.push(String(ids.length + 1))
      this.media.set(String(ids.length), opened.value)
    }
    let full = session
    for (const stem of new Set(stems.map((file) => file.stem))) {
      const mine = ids.filter((_, index) => stems[index]?.stem === stem)
      const names = mine.map((id) => this.media.get(id)?.info.fileName ?? '')
      const ofStem = stems.filter((file) => file.stem === stem)
      const folders = ofStem.map(({ path }) => dirname(resolve(path)).replaceAll(sep, '/'))
      for (const { name, members } of importUnits(names, folders)) {
        const files = members.flatMap(({ index }) => mine[index] ?? [])
        const speakers = members.map(({ speaker }) => speaker ?? null)
        if (files.length > 1 && this.#join(files, name, session)) {
          full = this.#withTrack(full, files, name, stem, speakers)
          continue
        }
        for (const { index } of members) {
          const id = mine[index]
          const called = loneName(names[index] ?? '', folders[index])
          if (id !== undefined) full = this.#withTrack(full, [id], called, stem)
        }
      }
    }
    return ok(full)
  }

  /** Name, length and date of every file that was opened, in an order that does not depend on the disk's. */
  facts(): readonly string[] {
    return this.#given.map(({ name, size, date }) => `${name} ${size} ${date}`).toSorted()
  }

  /** That no file has changed while it was read. Fails with `file/changed`, which names the first that has. */
  async unchanged(): Promise<Result<void, AppError>> {
    for (const source of this.#sources) {
      const same = await source.unchanged()
      if (!same.ok) return same
    }
    return ok(undefined)
  }

  async close(): Promise<void> {
    // Nothing was written through them: what closing has to say does not matter.
    await Promise.allSettled(this.#sources.map((source) => source.close()))
    if (this.#temporary) await rm(this.#temporary, { recursive: true, force: true })
  }

  /** Whether files become one track. What does not fit is said of the files; their timecodes place nothing here. */
  #join(ids: readonly MediaId[], name: string, session: Session): boolean {
    const fault = setFault(
      ids.flatMap((id) => this.media.get(id)?.info ?? []),
      session,
    )
    for (const index of fault?.odd ?? []) this.#warn(ids[index] ?? '', FAULTS[fault?.kind ?? 'length'](name))
    return !fault || fault.kind === 'timecode'
  }

  #warn(id: MediaId, text: string): void {
    const open = this.media.get(id)
    if (!open) return
    const { info } = open
    this.media.set(id, { ...open, info: { ...info, warnings: [...info.warnings, text] } })
  }

  #withTrack(
    session: Session,
    ids: readonly MediaId[],
    name: string,
    stem: StemId,
    speakers?: readonly (Speaker | null)[],
  ): Session {
    const infos = ids.flatMap((id) => this.media.get(id)?.info ?? [])
    const [first] = infos
    if (!first) return session
    const id = ids[0] ?? ''
    const track = trackFromMedia(
      { track: id, clip: id, media: ids },
      infos,
      speakers ?? speakersOf(first),
      samplePosition(0),
      name,
      stem,
    )
    const media = Object.fromEntries(ids.map((one, index) => [one, infos[index] ?? first]))
    return applyCommand(session, { type: 'tracks/add', media, tracks: [track] })
  }

  /** A file that stays open until `close`. */
  async source(path: string): Promise<Result<ByteSource, AppError>> {
    const source = await openDiskSource(path)
    if (!source.ok) return source
    this.#sources.push(source.value)
    this.#given.push(source.value)
    this.paths.push(path)
    return source
  }

  /** What a file is, without anything done to it. */
  async probe(path: string, rate: number): Promise<Result<ProbedFile, AppError>> {
    const source = await this.source(path)
    return source.ok ? this.probeSource(source.value, rate) : source
  }

  async probeSource(source: ByteSource, rate: number): Promise<Result<ProbedFile, AppError>> {
    const probed = await probeMedia(source, rate, await decoders())
    return probed.ok ? ok({ source, probed: probed.value }) : probed
  }

  /** A probed file, ready to be mixed. */
  async ready({ source, probed }: ProbedFile, rate: number): Promise<Result<OpenMedia, AppError>> {
    return probed.kind === 'inPlace'
      ? ok({ info: probed.info, source })
      : this.#conform(source, probed.source, rate)
  }

  async #open(path: string, rate: number): Promise<Result<OpenMedia, AppError>> {
    const file = await this.probe(path, rate)
    if (!file.ok) return file
    const opened = await this.ready(file.value, rate)
    if (!opened.ok) return opened
    const { info, source } = opened.value
    return ok({
      info: { ...info, warnings: [...othersLeftOut(file.value.probed), ...info.warnings] },
      source,
    })
  }

  async #conform(
    source: ByteSource,
    found: ConformSource,
    rate: number,
  ): Promise<Result<OpenMedia, AppError>> {
    try {
      this.#temporary ??= await mkdtemp(join(tmpdir(), 'dubstage-'))
    } catch (cause) {
      return err(writeError(tmpdir(), cause))
    }
    const path = join(this.#temporary, String(this.#sources.length))
    const made = await this.#convert(source, found, rate, path)
    if (!made.ok) return made
    const copy = await openDiskSource(path)
    if (!copy.ok) return copy
    this.#sources.push(copy.value)
    const info = conformedInfo(found, made.value, rate)
    const warnings = isLossy(found) ? [...info.warnings, OTHER_DECODER] : info.warnings
    return ok({ info: { ...info, warnings }, source: copy.value })
  }

  async #convert(
    source: ByteSource,
    found: ConformSource,
    rate: number,
    path: string,
  ): Promise<Result<CopyNote, AppError>> {
    const handle = await open(path, 'wx')
    const write = async (bytes: Uint8Array): Promise<Result<void, AppError>> => {
      try {
        for (let done = 0; done < bytes.length; ) {
          done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten
        }
        return ok(undefined)
      } catch (cause) {
        return err(writeError(path, cause))
      }
    }
    try {
      const proceed = (): boolean => !this.#signal.aborted
      return await conformSource(this.#module, source, found, rate, { write }, proceed, await decoders())
    } finally {
      await handle.close()
    }
  }
}
