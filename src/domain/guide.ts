import { err, ok, type Result } from '../lib/result.ts'
import type { GuideMedia } from './checks.ts'
import type { AppError } from './errors.ts'
import { fileRate, type MediaInfo } from './media.ts'
import { ownOffset, ownTimecode } from './placement.ts'
import { type Session, sessionLength } from './session.ts'

/**
 * A file as what the sync of a mix is held against: at the timecode that it says, or from the start where it says none, or one
 * that nothing of the programme is at. `guide/rate` for a file at another rate than the session's: converted, its drift would
 * be the converter's.
 */
export function guideOf(id: string, info: MediaInfo, session: Session): Result<GuideMedia, AppError> {
  const rate = fileRate(info)
  const { sampleRate } = session
  if (rate !== sampleRate)
    return err({ code: 'guide/rate', file: info.fileName, sampleRate: rate, wanted: sampleRate })
  const own = ownTimecode(info, session)
  const at = own ? ownOffset(own, session) : 0
  const isWithin = at < sessionLength(session) && at + info.pcm.length > 0
  return ok({ id, info, at: isWithin ? at : 0 })
}
