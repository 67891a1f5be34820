import type { DeliverableReport } from '../domain/delivery.ts'
import { deliveryFormat } from '../domain/delivery.ts'
import { type AppError, errorText } from '../domain/errors.ts'
import { SPEAKERS, type Speaker } from '../domain/layout.ts'
import { bytesPerFrame, encodingLabel, type PcmLayout } from '../domain/media.ts'
import type { ByteSource } from '../domain/ports.ts'
import { HOPS_PER_SECOND } from '../kernel/assembly/layout.ts'
import { formFindings } from '../kernel/checks/fileChecks.ts'
import { compileMeasurePlan } from '../kernel/measurePlan.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { isInPlace, probeHeaders } from '../media/probe.ts'
import type { OpenPackageFile, PackageContents, PackageFault } from './packageContents.ts'

/** Samples that are read at a time. */
const BLOCK = 8192

type OpenFile = { readonly source: ByteSource; readonly pcm: PcmLayout; readonly first: number }

/** A deliverable out of its files: its channels in order, read from front to back, and measured. */
export class PackageAudio {
  readonly length: number
  readonly #files: readonly OpenFile[]
  readonly #open: readonly OpenPackageFile[]
  readonly #renderer: MixRenderer

  constructor(
    module: WebAssembly.Module,
    rate: number,
    speakers: readonly Speaker[],
    files: readonly OpenFile[],
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
    for (const { source, pcm, first } of this.#files) {
      const size = bytesPerFrame(pcm)
      const bytes = await source.read(pcm.dataOffset + at * size, frames * size)
      if (!bytes.ok) return bytes
      this.#renderer.staging.set(bytes.value)
      const bad = this.#renderer.decode(0, { encoding: pcm.encoding, first, channels: pcm.channels }, frames)
      if (bad >= 0) {
        const [channel, sample] = [bad % pcm.channels, at + Math.floor(bad / pcm.channels)]
        return err({ code: 'audio/notFinite', file: source.name, value: 'NaN', channel, sample })
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
    for (const file of this.#open) await file.close()
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
  const files: OpenFile[] = []
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
    // What the report says is compressed can be compared by its SHA-256 only.
    if (facts && !isInPlace(facts) && !isCompressed(deliverable))
      faults.push({ file: name, detail: `it is ${facts.codec}, and ${deliverable.container} in the report` })
    if (!facts || !isInPlace(facts)) continue
    faults.push(...shapeFaults(deliverable, name, channels, facts.sampleRate, facts.pcm))
    files.push({ source: opened.value, pcm: facts.pcm, first })
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
  for (const file of open) await file.close()
  return ok(null)
}

/** Whether its files have to be decoded to be measured. */
export const isCompressed = ({ container }: DeliverableReport): boolean =>
  container !== 'wav' && container !== 'aiff'

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
  { encoding, channels: own, length }: PcmLayout,
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
        wantedRate: sampleRate,
        channels: own,
        wantedChannels: channels,
      },
    ],
    undefined,
  )
  const faults = found.map(({ text }) => ({ file, detail: text.replace(/\.$/, '') }))
  return encodingLabel(encoding) === expected
    ? faults
    : [
        ...faults,
        { file, detail: `its samples are ${encodingLabel(encoding)}, and ${expected} in the report` },
      ]
}
