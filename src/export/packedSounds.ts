import type { AppError } from '../domain/errors.ts'
import { speakersOf } from '../domain/interpretation.ts'
import type { Speaker } from '../domain/layout.ts'
import type { MediaInfo } from '../domain/media.ts'
import { metadataAtRate } from '../domain/metadataAtRate.ts'
import type { ByteSource } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { soundName } from '../domain/soundName.ts'
import { ok, type Result } from '../lib/result.ts'
import { fingerprint } from '../media/fingerprint.ts'
import type { Origin } from '../media/package/packageItems.ts'
import { headedSource } from '../media/package/partSource.ts'
import { wavHeader } from './wavHeader.ts'

/** What goes into a package: the session as it is there, its files, and what some of them were converted from. */
export type PackedSounds = {
  readonly session: Session
  readonly files: ReadonlyMap<MediaId, ByteSource>
  readonly origins: ReadonlyMap<MediaId, Origin>
}

/**
 * The session with WAV files in the places of its conformed ones: what is heard of them here, bit for bit, is then heard
 * wherever the package is opened, whatever can be decoded there. `files` are what the session plays, of conformed files
 * the copies; `originals` are what those were made of, as far as they are at hand. One that has no copy goes as it is.
 */
export async function packedSounds(
  session: Session,
  files: ReadonlyMap<MediaId, ByteSource>,
  originals: ReadonlyMap<MediaId, ByteSource>,
): Promise<Result<PackedSounds, AppError>> {
  const media: Record<MediaId, MediaInfo> = { ...session.media }
  const packed = new Map([...originals, ...files])
  const origins = new Map<MediaId, Origin>()
  for (const [id, info] of Object.entries(session.media)) {
    const copy = files.get(id)
    if (!copy || !info.conform) continue
    const sound = await waveOf(info, copy)
    if (!sound.ok) return sound
    packed.set(id, sound.value.source)
    media[id] = sound.value.info
    const { fileName, audioTrack, bytes, conform } = info
    const { codec, sampleRate } = conform
    const known = {
      ...(audioTrack && { audioTrack }),
      ...(bytes !== undefined && { bytes }),
      ...(info.fingerprint !== undefined && { fingerprint: info.fingerprint }),
    }
    origins.set(id, {
      from: { fileName, codec, sampleRate, ...known },
      original: originals.get(id) ?? null,
    })
  }
  return ok({ session: { ...session, media }, files: packed, origins })
}

/** The copy that was made of a file, with the head of a WAV file before it. */
async function waveOf(
  info: MediaInfo,
  copy: ByteSource,
): Promise<Result<{ readonly source: ByteSource; readonly info: MediaInfo }, AppError>> {
  const { pcm, sampleRate, metadata, conform, warnings } = info
  const head = wavHeader({
    channels: pcm.channels,
    sampleRate,
    bits: 32,
    float: true,
    samples: pcm.length,
    layout: { label: soundName(info), speakers: namedOrNone(info) },
  })
  const fileName = `${soundName(info)}.wav`
  const source = headedSource(fileName, head, copy)
  const found = await fingerprint(source)
  if (!found.ok) return found
  const own = metadata && metadataAtRate(metadata, conform?.sampleRate ?? sampleRate, sampleRate)
  return ok({
    source,
    info: {
      fileName,
      format: String.fromCharCode(...head.subarray(0, 4)) === 'RF64' ? 'rf64' : 'wav',
      bytes: source.size,
      fingerprint: found.value,
      sampleRate,
      pcm: { ...pcm, dataOffset: head.length },
      ...(own && { metadata: own }),
      warnings,
    },
  })
}

/** What the channels are for; where that is not known of all, one speaker many times, of which WAV's mask makes none. */
function namedOrNone(info: MediaInfo): readonly Speaker[] {
  const speakers = speakersOf(info)
  const named = speakers.filter((speaker) => speaker !== null)
  return named.length === speakers.length ? named : speakers.map(() => 'M')
}
