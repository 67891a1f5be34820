import { type DeliveryContainer, deliveryContainer } from '../domain/deliveryContainers.ts'
import type { AppError } from '../domain/errors.ts'
import type { CompressedFormat } from '../domain/media.ts'
import type { MediaMetadata } from '../domain/mediaMetadata.ts'
import type { ByteSource } from '../domain/ports.ts'
import type { FrameRate } from '../domain/timecode.ts'
import { ok, type Result } from '../lib/result.ts'
import { openContainer } from '../media/container/containerInput.ts'
import { readMovie } from '../media/container/movieBox.ts'
import { freeTags } from '../media/container/movieTags.ts'
import { HEADER_LIMIT } from '../media/container/probeContainer.ts'
import { BROADCAST_LIMIT, broadcastExtension } from '../media/formats/metadata/broadcastExtension.ts'
import { PRODUCTION_XML_LIMIT, productionXml } from '../media/formats/metadata/productionXml.ts'
import { CONTAINER_FORMATS } from '../media/formats/registry.ts'
import { isInPlace, probeHeaders } from '../media/probe.ts'

/** What a delivered file says of where it begins, in one of the places where files say so. */
export type StatedTime = {
  readonly where: 'bext' | 'iXML' | 'tags'
  /** Samples from midnight, and what they are counted at in Hz where it says so. */
  readonly samples?: number
  readonly sampleRate?: number
  /** Frames a second that its timecode counts; tags do not say whether frames are dropped. */
  readonly rate?: Pick<FrameRate, 'num' | 'den'> & { readonly drop?: boolean }
  readonly timecode?: string
}

/** What containers are to the library that reads their tags. */
const TAGGED: Readonly<Partial<Record<DeliveryContainer, CompressedFormat>>> = {
  flac: 'flac',
  mp3: 'mp3',
  opus: 'ogg',
}

/** Every statement of a file; none of one that is not of its container, or cannot be made sense of. */
export async function statedTimes(
  source: ByteSource,
  container: DeliveryContainer,
  sampleRate: number,
): Promise<Result<readonly StatedTime[], AppError>> {
  if (container === 'm4a') {
    const movie = await readMovie(source)
    if (!movie.ok) return movie
    return ok(ofTags(Object.fromEntries(movie.value ? freeTags(movie.value) : [])))
  }
  const format = CONTAINER_FORMATS.find(({ id }) => id === TAGGED[container])
  if (!format) {
    const probed = await probeHeaders(source, async () => true)
    return ok(probed.ok && isInPlace(probed.value) ? ofWave(probed.value.metadata ?? {}) : [])
  }
  const { label } = deliveryContainer(container)
  const opened = openContainer(source, [format.input], label, HEADER_LIMIT, 'headers')
  try {
    const tags = await opened.attempt((input) => input.getMetadataTags(), 'its tags make no sense')
    const stated = tags.ok ? ofTags(tags.value.raw ?? {}) : []
    if (container !== 'flac') return ok(stated)
    const wave = await foreignWave(source, sampleRate)
    return wave.ok ? ok([...stated, ...ofWave(wave.value)]) : wave
  } finally {
    opened.close()
  }
}

function ofWave({ broadcast, production }: Pick<MediaMetadata, 'broadcast' | 'production'>): StatedTime[] {
  const samples = broadcast?.timeReference
  return [
    ...(samples === undefined ? [] : [{ where: 'bext', samples } as const]),
    ...(production
      ? [
          {
            where: 'iXML',
            ...production.timestamp,
            ...(production.timecodeRate && { rate: production.timecodeRate }),
          } as const,
        ]
      : []),
  ]
}

/** The free tags that files get (`timeTags`): by their names, in ID3 in a map of their own. */
function ofTags(raw: Readonly<Record<string, unknown>>): StatedTime[] {
  const own = { ...raw, ...(typeof raw.TXXX === 'object' ? raw.TXXX : {}) }
  const tag = (name: string): string | undefined => {
    const value = new Map<string, unknown>(Object.entries(own)).get(name)
    return typeof value === 'string' ? value : undefined
  }
  const samples = /^\d{1,15}$/.exec(tag('TIME_REFERENCE') ?? '')?.[0]
  const [, num, den] = /^(\d{1,7})\/(\d{1,7})$/.exec(tag('TIMECODE_RATE') ?? '') ?? []
  const timecode = tag('TIMECODE')
  if (samples === undefined && num === undefined && timecode === undefined) return []
  return [
    {
      where: 'tags',
      ...(samples !== undefined && { samples: Number(samples) }),
      ...(num !== undefined && { rate: { num: Number(num), den: Number(den) } }),
      ...(timecode !== undefined && { timecode }),
    },
  ]
}

/** Type of a metadata block of FLAC (RFC 9639 § 8.1), and the most that are gone through. */
const APPLICATION = 2
const MOST_BLOCKS = 1000

/** `bext` and `iXML` of the Broadcast Wave whose chunks a FLAC keeps in blocks of the application `riff`. */
async function foreignWave(
  source: ByteSource,
  sampleRate: number,
): Promise<Result<Pick<MediaMetadata, 'broadcast' | 'production'>, AppError>> {
  let found: Pick<MediaMetadata, 'broadcast' | 'production'> = {}
  for (let at = 4, n = 0; n < MOST_BLOCKS && at + 16 <= source.size; n++) {
    const head = await source.read(at, 16)
    if (!head.ok) return head
    const view = new DataView(head.value.buffer, head.value.byteOffset, 16)
    const [type, size] = [view.getUint8(0) & 0x7f, view.getUint32(0) & 0xffffff]
    const name = new TextDecoder('latin1').decode(head.value.subarray(4, 12))
    const limit = { riffbext: BROADCAST_LIMIT, riffiXML: PRODUCTION_XML_LIMIT }[name]
    const most = Math.min(limit ?? 0, size - 12, source.size - at - 16)
    if (type === APPLICATION && most > 0) {
      const body = await source.read(at + 16, Math.min(most, view.getUint32(12, true)))
      if (!body.ok) return body
      const broadcast = name === 'riffbext' ? broadcastExtension(body.value) : undefined
      const production = name === 'riffiXML' ? productionXml(body.value, sampleRate).production : undefined
      found = { ...found, ...(broadcast && { broadcast }), ...(production && { production }) }
    }
    if (view.getUint8(0) >= 0x80) break
    at += 4 + size
  }
  return ok(found)
}
