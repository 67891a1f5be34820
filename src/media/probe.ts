import { type AppError, CHANNEL_LIMIT, RATE_RANGE } from '../domain/errors.ts'
import {
  type ConformSource,
  encodingLabel,
  FORMAT_LABELS,
  type MediaInfo,
  type ProbedMedia,
} from '../domain/media.ts'
import type { ByteSource } from '../domain/ports.ts'
import { soundName } from '../domain/soundName.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { type CanDecode, webCodecsDecode } from './container/containerTrack.ts'
import {
  type ContainerFacts,
  nonsense,
  type ProbedTrack,
  probeContainer,
} from './container/probeContainer.ts'
import { fingerprint } from './fingerprint.ts'
import { looksLike } from './formats/looksLike.ts'
import { CONTAINER_FORMATS, FORMATS } from './formats/registry.ts'

/** Bytes from the start of a file that every format is shown: enough for all headers of most files. */
export const HEAD_BYTES = 65_536

/**
 * What a file is, if a session at `sessionRate` Hz can use it, and what has to be done with it: PCM at that rate is read
 * in place, all else is conformed. Reads headers, and what the fingerprint takes. Neither the file's name nor what the
 * browser says of its type is believed.
 */
export async function probeMedia(
  source: ByteSource,
  sessionRate: number,
  canDecode: CanDecode = webCodecsDecode,
): Promise<Result<ProbedMedia, AppError>> {
  const found = await lookInto(source, canDecode)
  if (!found.ok) return found
  const { facts, others, refused } = found.value
  const print = await fingerprint(source)
  if (!print.ok) return print
  const { modified } = source
  const known = { fingerprint: print.value, ...(modified !== undefined && { modified }) }
  if (!isInPlace(facts)) {
    return ok({
      kind: 'conform',
      source: { ...facts, ...known },
      ...(others.length > 0 && { others: others.map((other) => ({ ...other, ...known })) }),
      ...(refused.length > 0 && { refused }),
    })
  }
  const info: MediaInfo = { ...facts, bytes: source.size, ...known }
  return ok(
    facts.sampleRate === sessionRate
      ? { kind: 'inPlace', info }
      : { kind: 'conform', source: pcmSource(info, source.size, known) },
  )
}

/**
 * What a file's headers say, of several audio tracks those of the first that can be used, or why no session can use it.
 * Reads nothing else.
 */
export async function probeHeaders(
  source: ByteSource,
  canDecode: CanDecode = webCodecsDecode,
): Promise<Result<MediaInfo | ContainerFacts, AppError>> {
  const found = await lookInto(source, canDecode)
  return found.ok ? ok(found.value.facts) : found
}

/** What can be used of a file: of several audio tracks the first that can be, the others, and why the rest cannot. */
type Usable = {
  readonly facts: MediaInfo | ContainerFacts
  readonly others: readonly ContainerFacts[]
  readonly refused: readonly AppError[]
}

async function lookInto(source: ByteSource, canDecode: CanDecode): Promise<Result<Usable, AppError>> {
  const found = await readHeaders(source, canDecode)
  if (!found.ok) return found
  if (!('fileName' in found.value)) return usableTracks(found.value, source.name)
  const unusable = refusal(found.value, source.name)
  return unusable ? err(unusable) : ok({ facts: found.value, others: [], refused: [] })
}

/** The first track's fault where none can be used: it is then the file's. */
function usableTracks(tracks: readonly ProbedTrack[], fileName: string): Result<Usable, AppError> {
  const usable: ContainerFacts[] = []
  const refused: AppError[] = []
  const faults: AppError[] = []
  for (const { facts, audioTrack } of tracks) {
    const fault = facts.ok ? refusal(facts.value, fileName) : facts.error
    if (facts.ok && !fault) usable.push(facts.value)
    if (!fault) continue
    faults.push(fault)
    const file = soundName({ fileName, ...(audioTrack && { audioTrack }) })
    refused.push('file' in fault ? { ...fault, file } : fault)
  }
  const [facts, ...others] = usable
  if (facts) return ok({ facts, others, refused })
  const [fault] = faults
  if (!fault) throw new RangeError('a file of no audio tracks')
  return err(fault)
}

/** What the headers say, of a file read in place or of the audio tracks of one that has to be decoded. */
async function readHeaders(
  source: ByteSource,
  canDecode: CanDecode,
): Promise<Result<MediaInfo | readonly ProbedTrack[], AppError>> {
  const file = source.name
  if (source.size === 0) return err({ code: 'file/empty', file })
  const head = await source.read(0, Math.min(source.size, HEAD_BYTES))
  if (!head.ok) return head
  for (const format of FORMATS) {
    const info = await format.probe(source, head.value)
    if (info) return info
  }
  for (const format of CONTAINER_FORMATS) {
    const tracks = await probeContainer(source, head.value, format, canDecode)
    if (tracks) return tracks
  }
  const claiming = CONTAINER_FORMATS.find((format) => format.claim(head.value) === 'surely')
  if (claiming) return err(nonsense(source, FORMAT_LABELS[claiming.id]))
  return err({ code: 'format/unknown', file, looksLike: looksLike(head.value) })
}

/** Channels come before the rate, and both before the length: what would have to be said first, and only, is said. */
function refusal(facts: MediaInfo | ContainerFacts, file: string): AppError | null {
  const { sampleRate } = facts
  const channels = isInPlace(facts) ? facts.pcm.channels : facts.channels
  const length = isInPlace(facts) ? facts.pcm.length : facts.length
  if (channels < 1 || channels > CHANNEL_LIMIT) return { code: 'audio/channels', file, channels }
  const { min, max } = RATE_RANGE
  if (!Number.isInteger(sampleRate) || sampleRate < min || sampleRate > max) {
    return { code: 'audio/rate', file, sampleRate }
  }
  return length === 0 ? { code: 'audio/empty', file } : null
}

function pcmSource(
  info: MediaInfo,
  bytes: number,
  known: Pick<ConformSource, 'fingerprint' | 'modified'>,
): ConformSource {
  const { fileName, format, sampleRate, pcm, metadata, warnings } = info
  return {
    fileName,
    format,
    bytes,
    codec: `${encodingLabel(pcm.encoding)} PCM`,
    sampleRate,
    channels: pcm.channels,
    length: pcm.length,
    pcm,
    ...known,
    ...(metadata && { metadata }),
    warnings,
  }
}

/** Whether a file is of a format that can be read in place. */
export const isInPlace = (facts: MediaInfo | ContainerFacts): facts is MediaInfo => !('codec' in facts)
