import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  type MetadataTags,
  Output,
  type OutputFormat,
} from 'mediabunny'
import type { AppError } from '../../domain/errors.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { DeliveryEncoder, DeliveryFacts } from './deliveryEncoder.ts'
import { type EncodedCodec, openPacketEncoder } from './packetEncoder.ts'
import { StreamedOutput } from './streamedOutput.ts'

/** How encoded packets become a file. */
export type MuxedFile = {
  readonly codec: EncodedCodec
  readonly label: string
  readonly format: OutputFormat
  /** Samples that the encoder puts before the first of the mix, as its first packet tells. */
  delay(meta: EncodedAudioChunkMetadata | undefined): number
  /** The container has a field for them: packets are labelled from 0 on. Otherwise they begin before 0. */
  readonly delayInHeader: boolean
  /** Silence that pushes the last samples out of the encoder. */
  readonly drain: number
  readonly tags: MetadataTags
  readonly warnings: readonly string[]
}

/**
 * Encodes into a container of the library's, so that a player's sample n is sample n of the mix: what the encoder puts
 * before the first sample and after the last is marked as not to be played.
 */
export async function openMuxedEncoder(
  facts: DeliveryFacts,
  { codec, label, format, delay, delayInHeader, drain, tags, warnings }: MuxedFile,
): Promise<Result<DeliveryEncoder, AppError>> {
  const { sampleRate } = facts
  const streamed = new StreamedOutput()
  const output = new Output({ format, target: streamed.target })
  const source = new EncodedAudioPacketSource(codec)
  output.addAudioTrack(source)
  output.setMetadataTags(tags)
  await output.start()
  let lead: number | undefined
  let coded = 0
  const take = async (packet: EncodedPacket, meta: EncodedAudioChunkMetadata | undefined): Promise<void> => {
    lead ??= delay(meta)
    const timestamp = (delayInHeader ? coded : coded - lead) / sampleRate
    const length = Math.round(packet.duration * sampleRate)
    const due = Math.min(length, lead + facts.samples - coded)
    coded += length
    if (due > 0) await source.add(packet.clone({ timestamp, duration: due / sampleRate }), meta)
  }
  const opened = await openPacketEncoder(codec, facts, label, take)
  if (!opened.ok) {
    await output.cancel()
    return opened
  }
  const encoder = opened.value
  const attempt = <T>(work: () => Promise<T>) => attemptEncoding(facts.file, label, work)
  return ok({
    head: new Uint8Array(0),
    warnings,
    push: (pcm) =>
      attempt(async () => {
        await encoder.push(pcm)
        return streamed.take()
      }),
    state: () => null,
    finish: () =>
      attempt(async () => {
        if (drain > 0) await encoder.silence(drain)
        await encoder.finish()
        source.close()
        await output.finalize()
        return { bytes: streamed.take(), patches: streamed.patches }
      }),
    close() {
      encoder.close()
      if (output.state === 'started') void output.cancel()
    },
  })
}

/** `work`, and what an encoder throws as an error that names the file. */
export async function attemptEncoding<T>(
  file: string,
  format: string,
  work: () => Promise<T>,
): Promise<Result<T, AppError>> {
  try {
    return ok(await work())
  } catch (thrown) {
    if (thrown instanceof RangeError || thrown instanceof TypeError) throw thrown
    const detail = `its encoder failed (${thrown instanceof Error ? thrown.message : String(thrown)})`
    return err({ code: 'export/format', file, format, detail })
  }
}
