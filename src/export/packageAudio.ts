import type { DeliveryContainer } from '../domain/deliveryContainers.ts'
import { deliveryFormat } from '../domain/deliveryFormat.ts'
import type { DeliverableReport } from '../domain/deliveryReport.ts'
import { type AppError, errorText } from '../domain/errors.ts'
import { SPEAKERS, type Speaker } from '../domain/layout.ts'
import {
  bytesPerFrame,
  encodingLabel,
  type FileFormat,
  FORMAT_LABELS,
  type PcmLayout,
} from '../domain/media.ts'
import { samples } from '../domain/units.ts'
import { HOPS_PER_SECOND } from '../kernel/assembly/layout.ts'
import { formFindings } from '../kernel/checks/fileChecks.ts'
import { compileMeasurePlan } from '../kernel/measurePlan.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { isInPlace, probeHeaders } from '../media/probe.ts'
import { flacBits, isDecodable, openDecoded } from './decodedSamples.ts'
import type { OpenPackageFile, PackageContents, PackageFault } from './packageContents.ts'

/** Samples that are read at a time. */
const BLOCK = 8192

/** The samples of a file as they are read from front to back. */
export type PackageSamples = {
  /** Of the file. */
  readonly name: string
  readonly pcm: Pick<PcmLayout, 'encoding' | 'channels' | 'length'>
  /** Which of the deliverable's channels is its first. */
  readonly first: number
  /** So many samples of each channel, interleaved. */
  read(at: number, frames: number): Promise<Result<Uint8Array, AppError>>
  close(): Promise<void>
}

const samplesInPlace = (source: OpenPackageFile, pcm: PcmLayout, first: number): PackageSamples => ({
  name: source.name,
  pcm,
  first,
  read: (at, frames) => source.read(pcm.dataOffset + at * bytesPerFrame(pcm), frames * bytesPerFrame(pcm)),
  close: async () => undefined,
})

/** A deliverable out of its files: its channels in order, read from front to back, and measured. */
export class PackageAudio {
  readonly length: number
  readonly #files: readonly PackageSamples[]
  readonly #open: readonly OpenPackageFile[]
  readonly #renderer: MixRenderer

  constructor(
    module: WebAssembly.Module,
    rate: number,
    speakers: readonly Speaker[],
    files: readonly PackageSamples[],
    open: readonly OpenPackageFile[],
  ) {
    this.#renderer = new MixRenderer(module, compileMeasurePlan(rate, speakers, BLOCK))
    this.length = Math.min(...files.map(({ pcm }) => pcm.length))
    this.#files = files
    this.#open = open
  }

  get meter() {
    const [meter] = this.#renderer.meters
    const [series] = this.#renderer.shortTerm
    if (!meter || !series) throw new Error('a plan that measures has a meter')
    return { meter, series }
  }

  /** Channels of what was read last. Good until the next `read`. */
  get channels(): readonly Float64Array[] {
    return this.#renderer.input(0)
  }

  /** Reads from sample `at` up to `to`, or as much of it as a block holds; resolves with how many samples. */
  async read(at: number, to: number): Promise<Result<number, AppError>> {
    const frames = Math.min(BLOCK, to - at)
    for (const file of this.#files) {
      const { pcm, first } = file
      const bytes = await file.read(at, frames)
      if (!bytes.ok) return bytes
      this.#renderer.staging.set(bytes.value)
      const bad = this.#renderer.decode(0, { encoding: pcm.encoding, first, channels: pcm.channels }, frames)
      if (bad >= 0) {
        const [channel, sample] = [bad % pcm.channels, at + Math.floor(bad / pcm.channels)]
        return err({ code: 'audio/notFinite', file: file.name, value: 'NaN', channel, sample })
      }
    }
    return ok(frames)
  }

  /** Measures what was read last. */
  measure(frames: number): void {
    this.#renderer.run(frames)
    this.#renderer.gatherShortTerm()
  }

  async close(): Promise<void> {
    for (const file of [...this.#files, ...this.#open]) await file.close()
  }
}

/** The files of a deliverable, opened; `null` where they are not what the report says, which `faults` then have. */
export async function openPackageAudio(
  contents: PackageContents,
  module: WebAssembly.Module,
  deliverable: DeliverableReport,
  faults: PackageFault[],
): Promise<Result<PackageAudio | null, AppError>> {
  const open: OpenPackageFile[] = []
  const files: PackageSamples[] = []
  const before = faults.length
  let first = 0
  for (const { file: name, channels } of deliverable.files) {
    const opened = contents.names.has(name) ? await contents.open(name) : null
    if (opened?.ok === false) return opened
    if (!opened) {
      faults.push({ file: name, detail: 'it is missing' })
      continue
    }
    open.push(opened.value)
    const probed = await probeHeaders(opened.value, async () => true)
    const facts = probed.ok ? probed.value : null
    if (!probed.ok) faults.push({ file: name, detail: `it cannot be read: ${errorText(probed.error)}` })
    if (facts && KINDS[facts.format] !== deliverable.container) {
      const codec = isInPlace(facts) ? FORMAT_LABELS[facts.format] : facts.codec
      faults.push({ file: name, detail: `it is ${codec}, and ${deliverable.container} in the report` })
    } else if (facts && isInPlace(facts)) {
      faults.push(...shapeFaults(deliverable, name, channels, facts.sampleRate, facts.pcm))
      files.push(samplesInPlace(opened.value, facts.pcm, first))
    } else if (facts && isDecodable(deliverable)) {
      const { sampleRate, channels: own, length = samples(deliverable.samples) } = facts
      faults.push(...shapeFaults(deliverable, name, channels, sampleRate, { channels: own, length }))
      const bits = deliverable.container === 'flac' ? await flacBits(opened.value) : ok(deliverable.bitDepth)
      if (!bits.ok) return bits
      if (bits.value !== deliverable.bitDepth)
        faults.push({
          file: name,
          detail: `its samples are ${bits.value}-bit, and ${deliverable.bitDepth}-bit in the report`,
        })
      const decoded = await openDecoded(opened.value, { ...deliverable, channels: own }, first, length)
      if (decoded.ok) files.push(decoded.value)
      else faults.push({ file: name, detail: `it cannot be decoded: ${errorText(decoded.error)}` })
    }
    first += channels
  }
  const speakers = speakersOf(deliverable)
  if (!speakers)
    faults.push({ file: deliverable.files[0]?.file ?? deliverable.name, detail: 'its speakers are none' })
  if (deliverable.sampleRate % HOPS_PER_SECOND !== 0)
    faults.push({
      file: deliverable.name,
      detail: `${deliverable.sampleRate} Hz is no rate that is delivered`,
    })
  if (faults.length === before && files.length === deliverable.files.length && speakers)
    return ok(new PackageAudio(module, deliverable.sampleRate, speakers, files, open))
  for (const file of [...files, ...open]) await file.close()
  return ok(null)
}

/** The containers that files of a format are of. */
const KINDS: Readonly<Partial<Record<FileFormat, DeliveryContainer>>> = {
  wav: 'wav',
  rf64: 'wav',
  bw64: 'wav',
  aiff: 'aiff',
  aifc: 'aiff',
  flac: 'flac',
  mp3: 'mp3',
  ogg: 'opus',
  mp4: 'm4a',
  mov: 'm4a',
}

function speakersOf({ files, channels }: DeliverableReport): readonly Speaker[] | undefined {
  const letters = files.flatMap(({ speakers }) => speakers.split(' '))
  const speakers = letters.flatMap((letter) => SPEAKERS.find((speaker) => speaker === letter) ?? [])
  return speakers.length === letters.length && speakers.length === channels ? speakers : undefined
}

/** What a file is, against what the report says of it. */
function shapeFaults(
  { id, from, sampleRate, samples, format }: DeliverableReport,
  file: string,
  channels: number,
  rate: number,
  { encoding, channels: own, length }: Pick<PcmLayout, 'channels' | 'length'> & Partial<PcmLayout>,
): PackageFault[] {
  const { bits, float } = deliveryFormat(format)
  const expected = `${bits}-bit${float ? ' float' : ''}`
  const found = formFindings(
    [
      {
        stream: `deliverable:${id}`,
        name: 'it',
        from,
        to: from + samples,
        samples: length,
        wantedSamples: samples,
        sampleRate: rate,
        wantedRates: [sampleRate],
        channels: [own],
        wantedChannels: [[channels]],
      },
    ],
    undefined,
  )
  const faults = found.map(({ text }) => ({ file, detail: text.replace(/\.$/, '') }))
  return !encoding || encodingLabel(encoding) === expected
    ? faults
    : [
        ...faults,
        { file, detail: `its samples are ${encodingLabel(encoding)}, and ${expected} in the report` },
      ]
}
