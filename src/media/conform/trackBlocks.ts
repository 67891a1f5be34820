import { type AudioSample, AudioSampleSink } from 'mediabunny'
import type { AppError } from '../../domain/errors.ts'
import { type CompressedFormat, FORMAT_LABELS } from '../../domain/media.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type ContainerInput, openContainer } from '../container/containerInput.ts'
import {
  type CanDecode,
  findTracks,
  readTrack,
  type TrackFacts,
  webCodecsDecode,
} from '../container/containerTrack.ts'
import { movieOf } from '../container/movieBox.ts'
import { mp3Fault } from '../container/mp3Frames.ts'
import { type Mp3Header, readMp3Header } from '../container/mp3Header.ts'
import { withBounds } from '../container/soundBounds.ts'
import { CONTAINER_FORMATS } from '../formats/registry.ts'
import type { AudioBlocks } from './audioBlock.ts'
import { type AudioBounds, AudioTimeline } from './audioTimeline.ts'
import { untrimmedPreSkip } from './opusPreSkip.ts'

const FREE_FORMAT = 'it has a frame of no bit rate'
const NO_SENSE = 'its headers make no sense'

/** A container's audio being decoded. */
export type DecodedTrack = {
  readonly codec: string
  /** Complete when the blocks have come to their end. */
  readonly warnings: readonly string[]
  blocks: AudioBlocks
  /** The part of its sound that has been decoded, 0…1: files are read far ahead of that. */
  done(): number
  close(): void
}

/**
 * Opens an audio track of a file that was probed as `format`, to be decoded once from front to back, by WebCodecs or by
 * what `canDecode` knows of. `number`: which track, from 1; `file/changed` where there is none of it.
 */
export async function openTrack(
  source: ByteSource,
  format: CompressedFormat,
  canDecode: CanDecode = webCodecsDecode,
  number = 1,
): Promise<Result<DecodedTrack, AppError>> {
  const label = FORMAT_LABELS[format]
  const fault = format === 'mp3' ? await mp3Fault(source) : ok(null)
  if (!fault.ok) return fault
  if (fault.value === 'freeFormat')
    return err({ code: 'format/malformed', file: source.name, format: label, detail: FREE_FORMAT })
  if (fault.value) return err({ code: 'audio/varies', file: source.name, what: fault.value })
  const inputs = CONTAINER_FORMATS.filter(({ id }) => id === format).map(({ input }) => input)
  const opened = openContainer(source, inputs, label, 4 * source.size + 2 ** 26, 'all')
  const head = await source.read(0, Math.min(256, source.size))
  if (!head.ok) return head
  const found = await opened.attempt(async (input) => {
    const tracks = await findTracks(input, source.name, format, label, head.value)
    if (!tracks.ok) return tracks
    const track = tracks.value[number - 1]
    return track
      ? readTrack(track, source.name, format, canDecode)
      : err({ code: 'file/changed', file: source.name } as const)
  }, NO_SENSE)
  const header = format === 'mp3' ? await readMp3Header(source) : ok(null)
  const failed = !found.ok ? found : !found.value.ok ? found.value : !header.ok ? header : null
  if (failed) {
    opened.close()
    return failed
  }
  if (!found.ok || !found.value.ok || !header.ok) throw new Error('unreachable')
  const movie = await movieOf(source, format)
  const edited = movie.ok ? withBounds(source.name, movie.value, found.value.value) : movie
  if (!edited.ok) {
    opened.close()
    return edited
  }
  const facts = edited.value
  const whole = await opened.attempt(() => secondsOf(facts), NO_SENSE)
  const decoded = { seconds: 0 }
  const warnings: string[] = []
  return ok({
    codec: facts.codecName,
    warnings,
    blocks: decode(source.name, label, opened, facts, header.value, warnings, decoded),
    done: () => (whole.ok && whole.value > 0 ? Math.min(1, decoded.seconds / whole.value) : 0),
    close: () => opened.close(),
  })
}

/** How long a track is: to the sample, or as near as its headers or a walk over its packets tell. */
const secondsOf = async ({ endSeconds, track }: TrackFacts): Promise<number> =>
  endSeconds ?? (await track.getDurationFromMetadata()) ?? track.computeDuration()

async function* decode(
  file: string,
  label: string,
  opened: ContainerInput,
  facts: TrackFacts,
  header: Mp3Header | null,
  warnings: string[],
  told: { seconds: number },
): AudioBlocks {
  const decoded = new AudioSampleSink(facts.track).samples(Number.NEGATIVE_INFINITY)
  let timeline: AudioTimeline | null = null
  let format: { readonly channels: number; readonly sampleRate: number } | null = null
  let interleaved = new Float32Array(0)
  let frames = 0
  try {
    for (;;) {
      const seconds = (frames / (format?.sampleRate ?? 1)).toFixed(1)
      const next = await opened.attempt(
        () => decoded.next(),
        frames === 0 ? 'its sound cannot be decoded' : `its sound cannot be decoded after ${seconds} s`,
      )
      if (!next.ok) return yield next
      if (next.value.done) break
      const sample: AudioSample = next.value.value
      const { numberOfFrames, numberOfChannels: channels, sampleRate } = sample
      format = { channels, sampleRate }
      if (interleaved.length < numberOfFrames * channels)
        interleaved = new Float32Array(numberOfFrames * channels)
      const samples = interleaved.subarray(0, numberOfFrames * channels)
      sample.copyTo(samples, { planeIndex: 0, format: 'f32' })
      const at = Math.round(sample.timestamp * sampleRate)
      sample.close()
      timeline ??= new AudioTimeline(
        channels,
        sampleRate,
        await bounds(facts, header, at, numberOfFrames, sampleRate),
      )
      frames += numberOfFrames
      told.seconds = frames / sampleRate
      for (const part of timeline.push(at, samples)) yield ok({ samples: part, ...format })
      if (timeline.isOver) break
    }
    for (const part of timeline?.finish() ?? []) if (format) yield ok({ samples: part, ...format })
    warnings.push(...(timeline?.warnings ?? []))
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    yield err({
      code: 'format/malformed',
      file,
      format: label,
      detail: `its time stamps leave ${thrown.message}`,
    })
  } finally {
    await opened.attempt(() => decoded.return(), '')
  }
}

/** Where the audio begins and ends, by what the container, the tags of encoders and the codec's header say. */
async function bounds(
  facts: TrackFacts,
  header: Mp3Header | null,
  firstLabel: number,
  firstFrames: number,
  sampleRate: number,
): Promise<AudioBounds> {
  const { endSeconds, endsByEdit = false, exactStart, track, codec } = facts
  const gapless = header?.gapless ?? facts.gapless
  if (gapless) {
    const { delay, length } = gapless
    return { shift: -delay, exactStart, ...(length !== undefined && { end: length }) }
  }
  const end = endSeconds === undefined ? {} : { end: Math.round(endSeconds * sampleRate), cut: endsByEdit }
  if (codec !== 'opus') return { shift: 0, exactStart, ...end }
  const preSkip = untrimmedPreSkip((await track.getDecoderConfig())?.description, firstFrames)
  // Decoders take the pre-skip off; an edit list that says it again must not take it off twice.
  return { shift: -Math.min(0, firstLabel) - preSkip, exactStart, ...end }
}
