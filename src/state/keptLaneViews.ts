import type { TrackId } from '../domain/session.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import { LANE_HEIGHT, type LaneView } from './laneView.ts'

const PREFIX = 'dubstage.lanes.'

/** Where lane views are kept: `Storage` satisfies it. Every method may throw: a browser told to keep nothing does. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/**
 * How the lanes of each session were looked at last. In the browser's local storage, an item for each session that is
 * kept: small, read before the first picture, and of no weight when it is lost, which is why nothing is said then.
 */
export class KeptLaneViews {
  readonly #storage: () => TextStorage

  constructor(storage: () => TextStorage) {
    this.#storage = storage
  }

  /** `null` when there is none, or it is not what this program wrote. */
  read(session: string): LaneView | null {
    try {
      const text = this.#storage().getItem(PREFIX + session)
      return text === null ? null : laneViewOf(JSON.parse(text))
    } catch {
      return null
    }
  }

  /** Of the tracks named only: a session that lasts for weeks has had many more. */
  write(session: string, { heights, hidden, folded }: LaneView, tracks: readonly TrackId[]): void {
    const known = {
      heights: Object.fromEntries([...heights].filter(([id]) => tracks.includes(id))),
      hidden: tracks.filter((id) => hidden.has(id)),
      folded: [...folded],
    }
    const empty = heights.size === 0 && known.hidden.length === 0 && folded.size === 0
    try {
      if (empty) this.#storage().removeItem(PREFIX + session)
      else this.#storage().setItem(PREFIX + session, JSON.stringify(known))
    } catch {
      return
    }
  }

  /** Forgets those of sessions that are not kept any more. */
  keepOnly(sessions: ReadonlySet<string>): void {
    try {
      const storage = this.#storage()
      const keys = Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? '')
      for (const key of keys) {
        if (key.startsWith(PREFIX) && !sessions.has(key.slice(PREFIX.length))) storage.removeItem(key)
      }
    } catch {
      return
    }
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isStem = (value: unknown): value is StemId => STEMS.some(({ id }) => id === value)
const isHeight = (entry: readonly [string, unknown]): entry is [string, number] =>
  typeof entry[1] === 'number' && entry[1] >= LANE_HEIGHT.min && entry[1] <= LANE_HEIGHT.max

function laneViewOf(value: unknown): LaneView | null {
  if (!isRecord(value) || !isRecord(value.heights)) return null
  if (!Array.isArray(value.hidden) || !Array.isArray(value.folded)) return null
  return {
    heights: new Map(Object.entries(value.heights).filter(isHeight)),
    hidden: new Set(value.hidden.filter(isText)),
    folded: new Set(value.folded.filter(isStem)),
  }
}
