import { basename } from 'node:path'
import type { GuideMedia } from '../../domain/checks.ts'
import type { AppError } from '../../domain/errors.ts'
import { guideOf } from '../../domain/guide.ts'
import type { Session } from '../../domain/session.ts'
import { err, type Result } from '../../lib/result.ts'
import type { StemFiles } from './stemFiles.ts'

/** What the mix of a session is to be held against, opened among its files as they are. */
export async function openGuide(
  files: StemFiles,
  path: string,
  session: Session,
): Promise<Result<GuideMedia, AppError>> {
  const { sampleRate: wanted } = session
  const file = await files.probe(path, wanted)
  if (!file.ok) return file
  const { probed } = file.value
  // It is asked before anything is converted.
  const sampleRate = probed.kind === 'inPlace' ? probed.info.sampleRate : probed.source.sampleRate
  if (sampleRate !== wanted) return err({ code: 'guide/rate', file: basename(path), sampleRate, wanted })
  const opened = await files.ready(file.value, wanted)
  if (!opened.ok) return opened
  let id = 'guide'
  while (session.media[id]) id += '-'
  files.media.set(id, opened.value)
  return guideOf(id, opened.value.info, session)
}
