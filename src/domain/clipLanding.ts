import type { OverlapPolicy } from './clipCommands.ts'
import { countPlaying, inUse, keepsLocked, playingIn, spansBetween } from './clipSettling.ts'
import { clipEnd, clipPart, fadesLength, inTime } from './clipShape.ts'
import { type Clip, type ClipId, ID_LIMIT, type Session, type Track } from './session.ts'
import { crossfades, trackProblems } from './sessionProblems.ts'
import { samples } from './units.ts'

/**
 * The clips of a track after some landed among those that lay there. Tried in this order, and the first that is valid and
 * leaves locked clips alone is taken: cross-fades where edges overlap (by that policy), cross-fades that are there
 * already, nothing but trimming. The last is given even when it is not valid, or not known to be: not `isSound`.
 */
export function land(
  session: Session,
  track: Track,
  lying: readonly Clip[],
  landed: readonly Clip[],
  policy: OverlapPolicy,
): { readonly clips: readonly Clip[]; readonly isSound: boolean } {
  const under = lying.toSorted(inTime)
  const over = landed.toSorted(inTime)
  const known = new Set(track.clips)
  const fits = (clips: readonly Clip[]): boolean =>
    keepsLocked(under, clips) && trackProblems(session, { ...track, clips }, known).length === 0
  const newId = idMaker(session, landed)
  if (policy === 'crossfade') {
    const crossed = crossfaded(under, over)
    const clips = trimmed(crossed.under, crossed.over, newId, true)
    if (fits(clips)) return { clips, isSound: true }
  }
  const kept = trimmed(under, over, newId, true)
  if (fits(kept)) return { clips: kept, isSound: true }
  return { clips: trimmed(under, over, newId, false), isSound: false }
}

/** What the landed clips leave of the others, and the landed clips; overlaps that cross-fade stay where `keep` says so. */
function trimmed(
  under: readonly Clip[],
  over: readonly Clip[],
  newId: (base: ClipId) => ClipId,
  keep: boolean,
): readonly Clip[] {
  const left = under.flatMap((clip) => {
    const above = playingIn(over, clip.start, clipEnd(clip))
    const covers = keep ? above.filter((cover) => !crossfades(clip, cover)) : above
    return covers.length === 0 ? clip : uncovered(clip, covers, newId)
  })
  return [...left, ...over]
}

function uncovered(clip: Clip, covers: readonly Clip[], newId: (base: ClipId) => ClipId): readonly Clip[] {
  return spansBetween(clip, covers).map(({ start, end }, n) => {
    const part = clipPart(clip, start, end)
    return n === 0 ? part : { ...part, id: newId(clip.id) }
  })
}

/** Fades on both sides wherever an edge of a landed clip and one of another overlap, and no third clip plays there. */
function crossfaded(
  under: readonly Clip[],
  over: readonly Clip[],
): { readonly under: readonly Clip[]; readonly over: readonly Clip[] } {
  const changed = new Map<ClipId, Clip>()
  const now = (clip: Clip): Clip => changed.get(clip.id) ?? clip
  for (const landed of over) {
    for (const lying of playingIn(under, landed.start, clipEnd(landed))) {
      const [earlier, later] = inTime(lying, landed) < 0 ? [lying, landed] : [landed, lying]
      const end = clipEnd(earlier)
      if (earlier.locked || later.locked || earlier.start === later.start || end >= clipEnd(later)) continue
      const others = countPlaying(under, later.start, end) + countPlaying(over, later.start, end)
      if (others > 2) continue
      const out = fadedOut(now(earlier), end - later.start)
      const into = fadedIn(now(later), end - later.start)
      if (fadesLength(out) > out.length || fadesLength(into) > into.length) continue
      changed.set(out.id, out)
      changed.set(into.id, into)
    }
  }
  return { under: under.map(now), over: over.map(now) }
}

const fadedOut = (clip: Clip, length: number): Clip =>
  clip.fadeOut?.length === length
    ? clip
    : { ...clip, fadeOut: { length: samples(length), curve: clip.fadeOut?.curve ?? 'equalPower' } }

const fadedIn = (clip: Clip, length: number): Clip =>
  clip.fadeIn?.length === length
    ? clip
    : { ...clip, fadeIn: { length: samples(length), curve: clip.fadeIn?.curve ?? 'equalPower' } }

/**
 * Gives what a cut leaves over an id of its own, made of that of the clip that was cut: the same for the same session, so
 * that a journal of commands comes to the same document. Cut after cut they grow; what would be too long begins anew with
 * the id that the first cut was made of.
 */
export function idMaker(session: Session, alsoUsed: readonly Clip[] = []): (base: ClipId) => ClipId {
  let used: Set<ClipId> | undefined
  return (base) => {
    used ??= inUse(session, alsoUsed)
    const grown = nextId(base, used)
    const id = grown.length <= ID_LIMIT ? grown : nextId(rootOf(base), used)
    used.add(id)
    return id
  }
}

/** `base` with the lowest number, from 2, that is not in use. */
function nextId(base: string, used: ReadonlySet<ClipId>): ClipId {
  let n = 2
  while (used.has(`${base}.${n}`)) n++
  return `${base}.${n}`
}

/** What an id was before any cut, with room for a number. */
const rootOf = (id: ClipId): string => id.replace(/(\.\d+)+$/, '').slice(0, ID_LIMIT - 20)
