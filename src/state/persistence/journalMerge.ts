import type { Command } from '../../domain/commands.ts'
import type { JournalEntry } from '../../domain/history.ts'

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
  if (what === null || what !== setting(earlier.command)) return null
  return { ...later, continues: earlier.continues }
}
