import { NUDGE_UNITS, type NudgeUnit } from '../domain/nudge.ts'
import { TIME_FORMATS, type TimeFormat } from '../domain/timeFormats.ts'
import type { WorkspaceState, WorkspaceStore } from '../state/workspaceStore.ts'

type TimeDisplay = Pick<WorkspaceState, 'timeFormat' | 'rulers' | 'nudge'>

/** How time is shown and stepped. It is about a person and not a session: no undo, no other session changes it. */
export function timeActions(workspace: WorkspaceStore) {
  return {
    setTimeFormat: (timeFormat: TimeFormat): void => workspace.setState({ timeFormat }),
    showRuler: (format: TimeFormat, shown: boolean): void =>
      workspace.setState(({ rulers }) => ({
        rulers: new Set(TIME_FORMATS.filter((each) => (each === format ? shown : rulers.has(each)))),
      })),
    setNudge: (nudge: NudgeUnit): void => workspace.setState({ nudge }),
  }
}

const KEY = 'dubstage.timeDisplay'

/** What was kept, as far as it is what this program writes. */
export function readTimeDisplay(text: string | null): Partial<TimeDisplay> {
  const [format, rulers, nudge] = (text ?? '').split(' ')
  const timeFormat = TIME_FORMATS.find((each) => each === format)
  const unit = NUDGE_UNITS.find((each) => each === nudge)
  const shown = rulers?.split(',')
  return {
    ...(timeFormat && { timeFormat }),
    ...(shown && { rulers: new Set(TIME_FORMATS.filter((each) => shown.includes(each))) }),
    ...(unit && { nudge: unit }),
  }
}

export const writeTimeDisplay = ({ timeFormat, rulers, nudge }: TimeDisplay): string =>
  [timeFormat, [...rulers].join(','), nudge].join(' ')

/** Where a browser was told to keep nothing, the choices last as long as the page. */
export function keepTimeDisplay(workspace: WorkspaceStore, storage: () => Storage): void {
  const stored = attempt(() => storage().getItem(KEY))
  workspace.setState(readTimeDisplay(stored))
  workspace.subscribe((now, before) => {
    const text = writeTimeDisplay(now)
    if (text !== writeTimeDisplay(before)) attempt(() => storage().setItem(KEY, text))
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
