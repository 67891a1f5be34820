import { type MediaInfo, trackNumber } from './media.ts'
import type { MediaState } from './ports.ts'
import type { MediaId } from './session.ts'

/** What is known of a file, or of one audio track of it, that is offered in place of a missing one. */
export type OfferedFile = Pick<MediaInfo, 'audioTrack'> & {
  readonly fileName: string
  readonly bytes?: number
  readonly fingerprint?: string
  /** Samples, at the file's own rate; unknown for formats that do not count. */
  readonly length?: number
  readonly channels: number
}

/** `detail` is the clause that `media/mismatch` wants: 'it is 12 samples longer'. */
export type Match = { readonly same: true } | { readonly same: false; readonly detail: string }

/**
 * The same name to people and file systems: case and Unicode composition do not count. For searching only: what a file
 * is called proves nothing about it.
 */
export const fileNameKey = (name: string): string => name.normalize('NFC').toUpperCase().normalize('NFC')

/** Of files of one name that are dropped together Chromium calls the second `name (1)`: on disk it has the name without. */
const nameOnDisk = (name: string): string => name.replace(/ \(\d+\)(?=\.[^.]*$|$)/, '')

/** Whether a file has to be found, or allowed to be read, before it sounds. */
export const isAway = (state: MediaState | undefined): boolean =>
  state?.kind === 'missing' || state?.kind === 'permission'

/** The names to look for in a folder. */
export function namesToSearch(missing: Readonly<Record<MediaId, MediaInfo>>): ReadonlySet<string> {
  const names = Object.values(missing).map(({ fileName }) => fileName)
  return new Set([...names, ...names.map(nameOnDisk)])
}

/** Whether an offered file is the one that the session knows; its name does not matter. */
export function matchMedia(known: MediaInfo, offered: OfferedFile): Match {
  const number = trackNumber(known)
  if (trackNumber(offered) !== number)
    return differs(`its audio track ${number} is not there, or cannot be decoded`)
  const { channels } = known.pcm
  // Of what is converted it is the decoder that counts them: headers of HE-AAC can say fewer. Size and fingerprint tell.
  if (!known.conform && offered.channels !== channels)
    return differs(`it has ${count(offered.channels, 'channel')}, not ${channels}`)
  const knownLength = known.conform?.length ?? known.pcm.length
  if (offered.length !== undefined && offered.length !== knownLength) {
    const samples = count(Math.abs(offered.length - knownLength), 'sample')
    return differs(`it is ${samples} ${offered.length > knownLength ? 'longer' : 'shorter'}`)
  }
  const sizeDiffers =
    known.bytes !== undefined && offered.bytes !== undefined && known.bytes !== offered.bytes
  if (sizeDiffers) return differs('its content is different')
  if (known.fingerprint !== undefined && offered.fingerprint !== known.fingerprint)
    return differs(offered.fingerprint ? 'its content is different' : 'its content could not be checked')
  return { same: true }
}

/**
 * Of what one file offers the audio track that the session knows; where it has none of that number, the first, which then
 * does not match.
 */
export const offeredTrack = <Offered extends OfferedFile>(
  known: MediaInfo,
  offered: readonly [Offered, ...Offered[]],
): Offered => offered.find((one) => trackNumber(one) === trackNumber(known)) ?? offered[0]

/** What became of one missing file. */
export type Relink<Offered> =
  | { readonly kind: 'found'; readonly file: Offered }
  /** Nothing tells them apart: the session knows the file by its length only, or they are renamed and alike. */
  | { readonly kind: 'ambiguous'; readonly files: readonly Offered[] }
  /** `nearest` has the missing file's name and is another one. */
  | { readonly kind: 'none'; readonly nearest: { readonly file: Offered; readonly detail: string } | null }

/**
 * Chooses for each missing file among those offered: the one of its name, if it is the file that is known; else the one of
 * another name that its size and fingerprint prove to be it. That is none called as another file of the `session`: two stems
 * of one print can have one fingerprint. A file that was offered may serve several times.
 */
export function planRelink<Offered extends OfferedFile>(
  missing: Readonly<Record<MediaId, MediaInfo>>,
  offered: readonly Offered[],
  session: Readonly<Record<MediaId, MediaInfo>> = missing,
): ReadonlyMap<MediaId, Relink<Offered>> {
  const names = new Set(Object.values(session).map(({ fileName }) => fileNameKey(fileName)))
  return new Map(Object.entries(missing).map(([id, known]) => [id, relinkOne(known, offered, names)]))
}

/** Of the files that a search can find by it: their sizes in bytes. Without a fingerprint a size proves nothing. */
export const sizesToSearch = (missing: readonly MediaInfo[]): ReadonlySet<number> =>
  new Set(missing.flatMap(({ bytes, fingerprint }) => (bytes && fingerprint ? [bytes] : [])))

function relinkOne<Offered extends OfferedFile>(
  known: MediaInfo,
  offered: readonly Offered[],
  taken: ReadonlySet<string>,
): Relink<Offered> {
  const key = fileNameKey(known.fileName)
  const named = offered.filter(({ fileName }) => fileNameKey(fileName) === key)
  const same = named.filter((file) => matchMedia(known, file).same)
  const proved = known.fingerprint !== undefined
  const [first] = same
  if (first)
    return proved || same.length === 1 ? { kind: 'found', file: first } : { kind: 'ambiguous', files: same }
  const onDisk = fileNameKey(nameOnDisk(known.fileName))
  const mayBe = (name: string) => name === onDisk || !taken.has(name)
  const renamed = offered.filter(
    (file) => proved && mayBe(fileNameKey(file.fileName)) && matchMedia(known, file).same,
  )
  const [one] = renamed
  if (one) {
    const isOne = renamed.every(({ fileName }) => fileNameKey(fileName) === fileNameKey(one.fileName))
    return isOne ? { kind: 'found', file: one } : { kind: 'ambiguous', files: renamed }
  }
  // A track of another number says nothing of the one that is missing, unless there is no other.
  const ofTrack = named.filter((file) => trackNumber(file) === trackNumber(known))
  for (const file of ofTrack.length > 0 ? ofTrack : named) {
    const match = matchMedia(known, file)
    if (!match.same) return { kind: 'none', nearest: { file, detail: match.detail } }
  }
  return { kind: 'none', nearest: null }
}

const differs = (detail: string): Match => ({ same: false, detail })
const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`
