import type { Result } from '../lib/result.ts'
import type { AppError } from './errors.ts'
import type { AudioTrack } from './media.ts'
import { NAME_LIMITS, safeFileName } from './safeFileName.ts'
import type { MediaId, Session } from './session.ts'

/** What a package's manifest says of itself first. The package's format is in docs/session-package.md. */
export const PACKAGE_FORMAT = 'dubstage-package'
export const PACKAGE_VERSION = 3
/** The session document, the first entry of a package, and the manifest, its second. */
export const DOCUMENT_ENTRY = 'session.dubstage.json'
export const MANIFEST_ENTRY = 'manifest.json'
/** Bytes: what a manifest of as many files as a session may have needs. */
export const MANIFEST_LIMIT = 64 * 2 ** 20

/** A file of the session and the entry that it is. */
export type PackagedFile = {
  readonly media: MediaId
  /** Its own; the audio tracks of one file have one entry. */
  readonly entry: string
  readonly bytes: number
  /** As `MediaInfo.fingerprint`. */
  readonly fingerprint: string
  /** Of the sound of a file that was converted: which file that was. From version 2 on. */
  readonly madeFrom?: MadeFrom
}

/** The file that a sound was converted from. `bytes` and `fingerprint` as in `MediaInfo`. */
export type MadeFrom = {
  readonly fileName: string
  /** Where the file has several. From version 3 on. */
  readonly audioTrack?: AudioTrack
  /** As people call it: `FLAC`, `24-bit PCM`. */
  readonly codec: string
  /** Its own, in Hz. */
  readonly sampleRate: number
  readonly bytes?: number
  readonly fingerprint?: string
  /** Where it is in the package; absent when it was not at hand. */
  readonly entry?: string
}

export type PackageManifest = {
  readonly format: typeof PACKAGE_FORMAT
  /** The first that knows every field that is used. */
  readonly version: 1 | 2 | typeof PACKAGE_VERSION
  readonly files: readonly PackagedFile[]
  /** Of the session, and not in the package because whoever made it chose so. */
  readonly leftOut: readonly MediaId[]
}

/** `readPackageManifest`, which is not loaded before a package is opened. */
export type ReadManifest = (found: unknown) => Result<PackageManifest, AppError>

/** The session with those files only that its clips use: what was taken off the timeline is not packed. */
export function packedSession(session: Session): Session {
  const used = new Set(session.tracks.flatMap(({ clips }) => clips.flatMap(({ media }) => media)))
  const media = Object.fromEntries(Object.entries(session.media).filter(([id]) => used.has(id)))
  return { ...session, media }
}

/**
 * What the `index`th file is called in a package: a name of its own on every system, whatever it was called. Where it is
 * too long, it is its stem that is shortened: a file without its extension would be one of no kind.
 */
export function mediaEntry(fileName: string, index: number): string {
  const [, stem = fileName, extension = ''] = /^(.+?)((?:\.[a-z0-9]{1,8}){0,2})$/is.exec(fileName) ?? []
  const { bytes, characters } = NAME_LIMITS
  const room = { bytes: bytes - extension.length, characters: characters - extension.length }
  return `media/${String(index + 1).padStart(4, '0')}_${safeFileName(stem, room)}${extension}`
}

/** Whether a file that begins with these bytes is meant as a package: a ZIP file whose first entry is a document. */
export function looksLikePackage(head: Uint8Array): boolean {
  const start = String.fromCharCode(...head.subarray(0, 30 + DOCUMENT_ENTRY.length))
  return start.startsWith('PK\x03\x04') && start.slice(30) === DOCUMENT_ENTRY
}

/** Bytes that `looksLikePackage` wants. */
export const PACKAGE_HEAD = 30 + DOCUMENT_ENTRY.length

/**
 * The session under ids of its own for the files that came with it: opening a package changes nothing about where a
 * session that was here before finds its files.
 */
export function withOwnMedia(
  session: Session,
  files: readonly MediaId[],
  newId: () => MediaId,
): { readonly session: Session; readonly ids: ReadonlyMap<MediaId, MediaId> } {
  const ids = new Map(files.map((id) => [id, newId()]))
  const renamed = (id: MediaId): MediaId => ids.get(id) ?? id
  return {
    ids,
    session: {
      ...session,
      media: Object.fromEntries(Object.entries(session.media).map(([id, info]) => [renamed(id), info])),
      tracks: session.tracks.map((track) => ({
        ...track,
        clips: track.clips.map((clip) => ({ ...clip, media: clip.media.map(renamed) })),
      })),
    },
  }
}
