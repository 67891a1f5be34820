import type { OverlapPolicy } from './clipCommands.ts'
import { countPlaying, inUse, keepsLocked, playingIn, spansBetween } from './clipSettling.ts'
import { clipEnd, clipPart, inTime } from './clipShape.ts'
import { type Clip, type ClipId, type Fade, ID_LIMIT, type Session, type Track } from './session.ts'
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

/** Lengths of the fades that a clip is to have. */
type Fades = { into: number; out: number }

/** Fades on both sides wherever an edge of a landed clip and one of another overlap, and no third clip plays there. */
function crossfaded(
  under: readonly Clip[],
  over: readonly Clip[],
): { readonly under: readonly Clip[]; readonly over: readonly Clip[] } {
  // Each clip is made anew once, with both of its fades: of thousands that is what takes the time.
  const changed = new Map<ClipId, Fades>()
  const fadesOf = (clip: Clip): Fades =>
    changed.get(clip.id) ?? { into: clip.fadeIn?.length ?? 0, out: clip.fadeOut?.length ?? 0 }
  for (const landed of over) {
    for (const lying of playingIn(under, landed.start, clipEnd(landed))) {
      const [earlier, later] = inTime(lying, landed) < 0 ? [lying, landed] : [landed, lying]
      const end = clipEnd(earlier)
      if (earlier.locked || later.locked || earlier.start === later.start || end >= clipEnd(later)) continue
      const others = countPlaying(under, later.start, end) + countPlaying(over, later.start, end)
      if (others > 2) continue
      const length = end - later.start
      const [before, after] = [fadesOf(earlier), fadesOf(later)]
      if (before.into + length > earlier.length || length + after.out > later.length) continue
      before.out = length
      after.into = length
      changed.set(earlier.id, before).set(later.id, after)
    }
  }
  const faded = (clip: Clip): Clip => {
    const fades = changed.get(clip.id)
    return fades ? withFades(clip, fades) : clip
  }
  return { under: under.map(faded), over: over.map(faded) }
}

function withFades(clip: Clip, { into, out }: Fades): Clip {
  const fadeIn = fadeOf(clip.fadeIn, into)
  const fadeOut = fadeOf(clip.fadeOut, out)
  // One after the other: with both at once the engine makes objects that all that reads clips is slow with.
  const faded = fadeIn && fadeIn !== clip.fadeIn ? { ...clip, fadeIn } : clip
  return fadeOut && fadeOut !== clip.fadeOut ? { ...faded, fadeOut } : faded
}

const fadeOf = (fade: Fade | undefined, length: number): Fade | undefined =>
  length === (fade?.length ?? 0) ? fade : { length: samples(length), curve: fade?.curve ?? 'equalPower' }

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
