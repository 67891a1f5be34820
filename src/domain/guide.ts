import { err, ok, type Result } from '../lib/result.ts'
import type { GuideMedia } from './checks.ts'
import type { AppError } from './errors.ts'
import { fileRate, type MediaInfo } from './media.ts'
import { ownOffset, ownTimecode } from './placement.ts'
import { type Session, sessionLength } from './session.ts'
import { timecodeAtSample } from './timebase.ts'

/**
 * A file as what the sync of a mix is held against: at the timecode that it says, or from the start where it says none, or one
 * that nothing of the programme is at (`guideRemark` says so). `guide/rate` for a file at another rate than the session's: converted, its drift would
 * be the converter's.
 */
export function guideOf(id: string, info: MediaInfo, session: Session): Result<GuideMedia, AppError> {
  const rate = fileRate(info)
  const { sampleRate } = session
  if (rate !== sampleRate)
    return err({ code: 'guide/rate', file: info.fileName, sampleRate: rate, wanted: sampleRate })
  const at = ownPlace(info, session)
  return ok({ id, info, at: at !== null && isWithin(at, info, session) ? at : 0 })
}

/** What is to be said of where a guide lies: that it is not at the timecode that it says. `null` where it is, or says none. */
export function guideRemark({ info, at }: Pick<GuideMedia, 'info' | 'at'>, session: Session): string | null {
  const own = ownPlace(info, session)
  if (own === null || isWithin(own, info, session)) return null
  const [says, lies] = [own, at].map((sample) => timecodeAtSample(session, sample))
  return `The guide “${info.fileName}” says that it begins at ${says}, where nothing of the programme is: the mix is held against it from ${lies} on. Give it the timecode of the mix if that is wrong.`
}

/** Samples from the session's start to the timecode that a file says; `null` where it says none. */
function ownPlace(info: MediaInfo, session: Session): number | null {
  const own = ownTimecode(info, session)
  return own ? ownOffset(own, session) : null
}

const isWithin = (at: number, { pcm }: MediaInfo, session: Session): boolean =>
  at < sessionLength(session) && at + pcm.length > 0
