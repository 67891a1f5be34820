import type { Command } from '../../domain/commands.ts'
import type { JournalEntry } from '../../domain/history.ts'
import type { TrackId } from '../../domain/session.ts'

/** What a command of a running gesture sets, when a later one of the same leaves nothing of it. */
function setting(command: Command): string | null {
  switch (command.type) {
    case 'track/setFader':
    case 'track/setPan':
    case 'track/setTrim':
      return `${command.type} ${command.track}`
    case 'stem/setFader':
      return `${command.type} ${command.stem}`
    default:
      return null
  }
}

/** One entry that does what both do, of which the later goes on with the earlier's gesture; `null` where there is none. */
export function merged(earlier: JournalEntry, later: JournalEntry): JournalEntry | null {
  if (earlier.do !== 'command' || later.do !== 'command' || !later.continues) return null
  const what = setting(later.command)
  if (what !== null) {
    return what === setting(earlier.command) ? { ...later, continues: earlier.continues } : null
  }
  // Together they may come to nothing, and what changes nothing is no step: the one that the step began with stays.
  const command = earlier.continues ? together(earlier.command, later.command) : null
  return command && { ...later, command }
}

/**
 * One command for two on clips or tracks, the later following the earlier: by how much in all, or what the later sets.
 * `null` where it is not the same. Clips that land on others cut them: moving on from there is not one move.
 */
function together(earlier: Command, later: Command): Command | null {
  if (later.type === 'tracks/move' && earlier.type === 'tracks/move') {
    const moves = summed(earlier.moves, later.moves)
    return moves && { ...later, moves }
  }
  if (later.type === 'clip/slip' && earlier.type === 'clip/slip') {
    return later.clip === earlier.clip ? { ...later, by: earlier.by + later.by } : null
  }
  if (later.type === 'clips/setGain' && earlier.type === 'clips/setGain') {
    const same = later.clips.length === earlier.clips.length
    return same && later.clips.every((id, n) => id === earlier.clips[n]) ? later : null
  }
  if (
    (later.type === 'clip/setFadeIn' && earlier.type === 'clip/setFadeIn') ||
    (later.type === 'clip/setFadeOut' && earlier.type === 'clip/setFadeOut')
  ) {
    return later.clip === earlier.clip ? later : null
  }
  return null
}

type Moves = Readonly<Record<TrackId, number>>

function summed(a: Moves, b: Moves): Moves | null {
  const ids = Object.keys(b)
  if (ids.length !== Object.keys(a).length) return null
  const sums = ids.map((id) => [id, (a[id] ?? Number.NaN) + (b[id] ?? 0)] as const)
  return sums.every(([, by]) => Number.isSafeInteger(by)) ? Object.fromEntries(sums) : null
}
