import { checkedRows } from '../../domain/checkedRows.ts'
import { CHECKS } from '../../domain/checkList.ts'
import { thresholdOf } from '../../domain/checkSettings.ts'
import type { GuideMedia } from '../../domain/checks.ts'
import { exportSettingsOf, orderOf } from '../../domain/exportSettings.ts'
import type { Session } from '../../domain/session.ts'

/** What a look at the mix is of, and what it is held against. */
export type Looked = {
  readonly session: Session
  readonly guide: Pick<GuideMedia, 'id' | 'at'> | null
}

/** What is counted as the film, as text: what parts of it have of their own is none of it. */
const filmOf = (session: Session): string =>
  JSON.stringify(orderOf(session, { ...exportSettingsOf(session), partMarks: false }).pops ?? null)

/** What is looked at besides the mix, as text. */
const rowsOf = (session: Session): string => JSON.stringify(checkedRows(session))

/**
 * What of a look at the mix is no longer so, as a sentence: what it has found may be found no more. Waivers are not in it: they
 * count as soon as they are given.
 */
export function changedSince(before: Looked, now: Looked): string | null {
  const [was, is] = [before.session, now.session]
  const mixed = ['tracks', 'stems', 'panLaw', 'layout'] as const
  if (mixed.some((field) => was[field] !== is[field])) return 'The mix has changed since it was checked.'
  if (rowsOf(was) !== rowsOf(is))
    return 'What is delivered as a composite or an M&E has changed since the mix was checked.'
  const [then, settings] = [exportSettingsOf(was), exportSettingsOf(is)]
  if (then.spec !== settings.spec || then.masterMode !== settings.masterMode)
    return 'The target has changed since the mix was checked.'
  if (filmOf(was) !== filmOf(is))
    return 'Where the film begins and ends, or what of it is measured, has changed since the mix was checked.'
  if (CHECKS.some(({ id }) => thresholdOf(was.checks, id) !== thresholdOf(is.checks, id)))
    return 'Thresholds have changed since the mix was checked.'
  if (before.guide?.id !== now.guide?.id || before.guide?.at !== now.guide?.at)
    return 'The guide has changed since the mix was checked.'
  return null
}
