import { type ExportSettings, rowsWithSpec } from '../../domain/exportSettings.ts'
import type { Session } from '../../domain/session.ts'
import type { OrderArguments } from './orderArguments.ts'

/** The session with its rows as the command line asks for them: those of a spec that it names as the spec does. */
export function askedSession(session: Session, { spec }: ExportSettings, asked: OrderArguments): Session {
  return asked.spec !== undefined && spec ? rowsWithSpec(session, spec) : session
}
