import type { Command } from '../domain/commands.ts'
import { faderLevel } from '../domain/commands.ts'
import type { AppError } from '../domain/errors.ts'
import type { MediaInfo, ProbedMedia } from '../domain/media.ts'
import type { FileLike } from '../domain/ports.ts'
import { emptySession, type MediaId, type Session, type Track } from '../domain/session.ts'
import type { StemId } from '../domain/stems.ts'
import { FRAME_RATES, parseTimecode } from '../domain/timecode.ts'
import { decibels, samplePosition, samples } from '../domain/units.ts'
import { err, ok, type Result } from '../lib/result.ts'

/** `public/demo/session.json`, which ships with the page and is trusted as code is. */
type DemoManifest = {
  readonly title: string
  readonly frameRate: { readonly num: number; readonly den: number }
  readonly start: string
  readonly tracks: readonly {
    readonly name: string
    readonly stem: StemId
    readonly trimDb: number
    readonly faderDb: number
    readonly pan: number
    readonly mute: boolean
    readonly clips: readonly { readonly file: string; readonly start: number }[]
  }[]
}

export type DemoReel = { readonly session: Session; readonly files: ReadonlyMap<MediaId, FileLike> }

const FOLDER = `${import.meta.env.BASE_URL}demo/`

async function fetchAsset(name: string): Promise<Response> {
  const response = await fetch(FOLDER + name)
  if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`)
  return response
}

/** Fetches the reel and makes a session of it. The files are probed like any others. */
export async function loadDemoReel(
  probe: (file: File, sampleRate: number) => Promise<Result<ProbedMedia, AppError>>,
  apply: (session: Session, command: Command) => Session,
): Promise<Result<DemoReel, AppError>> {
  try {
    const manifest: DemoManifest = await (await fetchAsset('session.json')).json()
    const names = [...new Set(manifest.tracks.flatMap((track) => track.clips.map((clip) => clip.file)))]
    const blank = emptySession(manifest.title)
    const fetched = await Promise.all(
      names.map(async (name) => {
        const file = new File([await (await fetchAsset(name)).blob()], name)
        const info = await probe(file, blank.sampleRate)
        if (!info.ok) throw new Error(`${name}: ${info.error.code}`)
        if (info.value.kind !== 'inPlace') throw new Error(`${name} is not at ${blank.sampleRate} Hz`)
        return { name, file, info: info.value.info }
      }),
    )
    // In the order of the manifest, however the answers came in.
    const ids = new Map(fetched.map(({ name }) => [name, crypto.randomUUID()]))
    const idOf = (name: string): MediaId => ids.get(name) ?? name
    const files = new Map(fetched.map(({ name, file }) => [idOf(name), file]))
    const media = Object.fromEntries(fetched.map(({ name, info }) => [idOf(name), info]))
    const { num, den } = manifest.frameRate
    const frameRate = FRAME_RATES.find((rate) => rate.num === num && rate.den === den && !rate.drop)
    const startFrame = frameRate && parseTimecode(manifest.start, frameRate)
    if (!frameRate || startFrame === undefined) throw new Error('session.json has no usable timebase')
    const timed = apply(blank, { type: 'session/setTimebase', frameRate, startFrame })
    const tracks = manifest.tracks.map((track, index) => demoTrack(track, `demo-${index}`, media, idOf))
    return ok({ session: apply(timed, { type: 'tracks/add', media, tracks }), files })
  } catch (cause) {
    return err({ code: 'demo/unavailable', detail: cause instanceof Error ? cause.message : String(cause) })
  }
}

function demoTrack(
  track: DemoManifest['tracks'][number],
  id: string,
  media: Record<MediaId, MediaInfo>,
  idOf: (file: string) => MediaId,
): Track {
  const infos = track.clips.map((clip) => media[idOf(clip.file)])
  return {
    id,
    name: track.name,
    stem: track.stem,
    speakers: infos[0]?.pcm.channels === 2 ? ['L', 'R'] : ['M'],
    trimDb: decibels(track.trimDb),
    polarityInverted: false,
    pan: track.pan,
    faderDb: faderLevel(decibels(track.faderDb)),
    mute: track.mute,
    clips: track.clips.map((clip, index) => ({
      id: `${id}-${index}`,
      media: [idOf(clip.file)],
      start: samplePosition(clip.start),
      from: samplePosition(0),
      length: samples(infos[index]?.pcm.length ?? 0),
    })),
  }
}
