import type { LoopOrNot } from '../domain/ports.ts'
import type { TrackId } from '../domain/session.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import { samplePosition } from '../domain/units.ts'
import { LANE_HEIGHT, type LaneView } from './laneView.ts'

const PREFIX = 'dubstage.view.'

/** How a session is looked at and listened to, of what is kept. */
export type SessionView = { readonly lanes: LaneView; readonly loop: LoopOrNot; readonly loopOn: boolean }

/** Where views are kept: `Storage` satisfies it. Every method may throw: a browser told to keep nothing does. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/**
 * How each session was looked at last. In the browser's local storage, an item for each session that is
 * kept: small, read before the first picture, and of no weight when it is lost, which is why nothing is said then.
 */
export class KeptViews {
  readonly #storage: () => TextStorage

  constructor(storage: () => TextStorage) {
    this.#storage = storage
  }

  /** `null` when there is none, or it is not what this program wrote. */
  read(session: string): SessionView | null {
    try {
      const text = this.#storage().getItem(PREFIX + session)
      return text === null ? null : viewOf(JSON.parse(text))
    } catch {
      return null
    }
  }

  /** Of the tracks named only: a session that lasts for weeks has had many more. */
  write(session: string, { lanes, loop, loopOn }: SessionView, tracks: readonly TrackId[]): void {
    const { heights, hidden, folded } = lanes
    const known = {
      heights: Object.fromEntries([...heights].filter(([id]) => tracks.includes(id))),
      hidden: tracks.filter((id) => hidden.has(id)),
      folded: [...folded],
      ...(loop && { loop, loopOn }),
    }
    const empty = heights.size === 0 && known.hidden.length === 0 && folded.size === 0 && !loop
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

const isSample = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

function loopOf(value: unknown): LoopOrNot {
  if (!isRecord(value)) return null
  const { start, end } = value
  if (!isSample(start) || !isSample(end) || start >= end) return null
  return { start: samplePosition(start), end: samplePosition(end) }
}

function viewOf(value: unknown): SessionView | null {
  if (!isRecord(value) || !isRecord(value.heights)) return null
  if (!Array.isArray(value.hidden) || !Array.isArray(value.folded)) return null
  const loop = loopOf(value.loop)
  return {
    lanes: {
      heights: new Map(Object.entries(value.heights).filter(isHeight)),
      hidden: new Set(value.hidden.filter(isText)),
      folded: new Set(value.folded.filter(isStem)),
    },
    loop,
    loopOn: loop !== null && value.loopOn === true,
  }
}
