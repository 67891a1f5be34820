import { OVERLAP_POLICIES } from '../domain/clipCommands.ts'
import { NUDGE_UNITS } from '../domain/nudge.ts'
import { PLAYBACK_BUFFERS } from '../domain/playbackBuffer.ts'
import { TIME_FORMATS } from '../domain/timeFormats.ts'
import { WAVE_ZOOMS_DB } from './laneView.ts'
import { FOLLOW_MODES, SNAP_TARGETS, type WorkspaceState, type WorkspaceStore } from './workspaceStore.ts'

/** How a person likes to work: it is about no session, and no undo changes it. */
export type Choices = Pick<
  WorkspaceState,
  | 'timeFormat'
  | 'rulers'
  | 'nudge'
  | 'follow'
  | 'overlap'
  | 'snapOn'
  | 'snapTo'
  | 'waveZoomDb'
  | 'playbackBuffer'
>

const KEY = 'dubstage.choices'

const oneOf =
  <T>(all: readonly T[]) =>
  (value: unknown): T | undefined =>
    all.find((each) => each === value)

/** Each choice as it may be; `undefined` for what it may not be. */
const READERS: { readonly [K in keyof Choices]: (value: unknown) => Choices[K] | undefined } = {
  timeFormat: oneOf(TIME_FORMATS),
  rulers: (value) =>
    Array.isArray(value) ? new Set(TIME_FORMATS.filter((each) => value.includes(each))) : undefined,
  nudge: oneOf(NUDGE_UNITS),
  follow: oneOf(FOLLOW_MODES),
  overlap: oneOf(OVERLAP_POLICIES),
  snapOn: oneOf([true, false]),
  snapTo: oneOf(SNAP_TARGETS),
  waveZoomDb: oneOf(WAVE_ZOOMS_DB),
  playbackBuffer: oneOf(PLAYBACK_BUFFERS),
}
const NAMES = Object.keys(READERS) as readonly (keyof Choices)[]

/** What was kept, as far as it is what this program writes. */
export function readChoices(text: string | null): Partial<Choices> {
  const kept = attempt((): unknown => JSON.parse(text ?? ''))
  if (typeof kept !== 'object' || kept === null) return {}
  const read = NAMES.map((name) => [name, READERS[name]((kept as Partial<Choices>)[name])] as const)
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

export const writeChoices = (state: Choices): string =>
  JSON.stringify({
    ...Object.fromEntries(NAMES.map((name) => [name, state[name]])),
    rulers: [...state.rulers],
  })

/** Finds the choices of the last visit, and keeps them as they change; where nothing may be kept they last as long as the page. */
export function keepChoices(workspace: WorkspaceStore, storage: () => Storage): void {
  workspace.setState(readChoices(attempt(() => storage().getItem(KEY))))
  workspace.subscribe((now, before) => {
    if (NAMES.some((name) => now[name] !== before[name])) {
      attempt(() => storage().setItem(KEY, writeChoices(now)))
    }
  })
}

/** Mentioning the storage throws where it is denied, and writing where it is full. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
