import type { NudgeUnit } from '../domain/nudge.ts'
import { TIME_FORMATS, type TimeFormat } from '../domain/timeFormats.ts'
import type { WorkspaceStore } from '../state/workspaceStore.ts'

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
