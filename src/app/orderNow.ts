import type { DeliveryOrder } from '../domain/delivery.ts'
import { type ExportSettings, exportSettingsOf, orderOf } from '../domain/exportSettings.ts'
import { guideOf } from '../domain/guide.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import type { GuideState } from '../state/workspaceStore.ts'

/** What a session asks of an export now, and the file of its guide, which is none of the session's. */
export function orderNow(
  session: Session,
  guide: GuideState,
  change: Partial<ExportSettings> = {},
): { readonly order: DeliveryOrder; readonly files: readonly (readonly [MediaId, FileLike])[] } {
  const settings = { ...exportSettingsOf(session), ...change }
  // Where it belongs is asked anew: the timecode of the session may have changed since it was chosen.
  const placed = guide.phase === 'ready' ? guideOf(guide.id, guide.info, session) : null
  const order = orderOf(session, settings, placed?.ok ? placed.value : null)
  const isUsed = guide.phase === 'ready' && order.checks?.guide !== undefined
  return { order, files: isUsed ? [[guide.id, guide.file]] : [] }
}
