import { type ExportSettings, rowsWithSpec } from '../../domain/exportSettings.ts'
import type { Session } from '../../domain/session.ts'
import type { OrderArguments } from './orderArguments.ts'

/** The session with its rows as the command line asks for them: itself, or by a spec that it names. */
export function askedSession(session: Session, { spec }: ExportSettings, asked: OrderArguments): Session {
  if (asked.split !== undefined) return rowsWithSpec(session, { split: asked.split })
  return asked.spec !== undefined && spec ? rowsWithSpec(session, spec) : session
}
