import { FOLLOW_MODES, type FollowMode } from './workspaceStore.ts'

const KEY = 'dubstage.follow'

/** How the playhead was followed last in this browser: it is about a person, not a session. `null` where that is not known. */
export function keptFollow(): FollowMode | null {
  try {
    const kept = localStorage.getItem(KEY)
    return FOLLOW_MODES.find((mode) => mode === kept) ?? null
  } catch {
    return null
  }
}

/** A browser that is told to keep nothing throws; the choice then lasts as long as the page. */
export function keepFollow(follow: FollowMode): void {
  try {
    localStorage.setItem(KEY, follow)
  } catch {
    return
  }
}
