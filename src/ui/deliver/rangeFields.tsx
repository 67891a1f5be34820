import { useState } from 'react'
import { type ExportSettings, MAX_LEADER_SECONDS, marksFilm, popsOf } from '../../domain/exportSettings.ts'
import { missingMarks } from '../../domain/missingMarks.ts'
import { type PopsOrder, planPops } from '../../domain/pops.ts'
import { type Session, sessionLength } from '../../domain/session.ts'
import { frameOfSample, timecodeOfFrame } from '../../domain/timebase.ts'
import { useApp, useDocument } from '../appContext.ts'
import { parsePosition } from '../files/positionText.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { ValueField } from '../primitives/valueField.tsx'
import { snapToFrame } from '../timeline/frameGrid.ts'
import { ExportRangeField } from './exportRangeField.tsx'
import styles from './exportSettings.module.css'
import { SwitchField } from './switchField.tsx'
import { useExportSettings } from './useExportSettings.ts'
import { useOrder } from './useOrder.ts'
import { usePlan } from './usePlan.ts'

const MEASURED: readonly { readonly value: PopsOrder['measure']; readonly label: string }[] = [
  { value: 'programme', label: 'FFOA to LFOA' },
  { value: 'file', label: 'Whole files' },
]

/** What of the programme is in the files, and what marks its beginning and its end. */
export function RangeFields({ locked }: { readonly locked: boolean }) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const settings = useExportSettings()
  const { twoPop, tailPop, measure, ffoa, lfoa, leaderSeconds, partMarks } = settings
  const plan = usePlan()
  const rows = plan.ok ? plan.value.deliverables : []
  const isOfParts = ({ deliverable }: (typeof rows)[number]): boolean => deliverable.range.kind !== 'film'
  const isOnlyParts = partMarks && rows.length > 0 && rows.every(isOfParts)
  // Once: it would close under who empties the last of its fields.
  const [isSaid] = useState(ffoa !== null || lfoa !== null || leaderSeconds !== null)
  const { programme, first, last, popLabels } = marksOf(session, settings, isOnlyParts)

  /** A typed place, of which only the frame counts; nothing is what the session has. */
  const place =
    (field: 'ffoa' | 'lfoa') =>
    (text: string): string | null => {
      const typed = text.trim() === '' ? null : parsePosition(text, session)
      if (typed === undefined) return 'Not a timecode of the session'
      const at = typed === null ? null : snapToFrame(session, typed)
      if (field === 'ffoa' && (at ?? 0) >= programme.to) return 'Not before the last frame'
      if (field === 'lfoa' && at !== null && at < programme.from) return 'Before the first frame'
      actions.setExportSettings(field === 'ffoa' ? { ffoa: at } : { lfoa: at })
      return null
    }
  const setLeader = (text: string): string | null => {
    const seconds = text.trim() === '' ? null : Number(text.replace(',', '.'))
    if (seconds !== null && !(seconds >= 0 && seconds <= MAX_LEADER_SECONDS))
      return `Not from 0 to ${MAX_LEADER_SECONDS}`
    actions.setExportSettings({ leaderSeconds: seconds })
    return null
  }
  return (
    <fieldset disabled={locked} className={styles.rows}>
      <legend>Range</legend>
      <ExportRangeField />
      <SwitchField
        label={popLabels.two}
        on={twoPop}
        onChange={(on) => actions.setExportSettings({ twoPop: on })}
      />
      <SwitchField
        label={popLabels.tail}
        on={tailPop}
        onChange={(on) => actions.setExportSettings({ tailPop: on })}
      />
      <details className={styles.action} open={isSaid}>
        <summary>Action {first && last && `${first} – ${last}`}</summary>
        <ValueField
          label="First frame of action"
          value={first}
          hint="FFOA, as timecode. Nothing: the session’s first frame."
          onCommit={place('ffoa')}
        />
        <ValueField
          label="Last frame of action"
          value={last}
          hint="LFOA, as timecode. Nothing: the last frame that has sound."
          onCommit={place('lfoa')}
        />
        <ValueField
          label="Leader, seconds"
          value={leaderSeconds === null ? '' : String(leaderSeconds)}
          hint="Files begin at least so long before the first frame of action: what the session has before that stays. Nothing: where the session does, or the 2-pop."
          onCommit={setLeader}
        />
      </details>
      {(partMarks || ((twoPop || tailPop || leaderSeconds !== null) && rows.some(isOfParts))) && (
        <SwitchField
          label="Leader and pops for each part"
          on={partMarks}
          onChange={(on) => actions.setExportSettings({ partMarks: on })}
        />
      )}
      {marksFilm(settings) && (
        <SelectField
          label="Measured"
          options={MEASURED}
          value={measure}
          onChange={(value) => actions.setExportSettings({ measure: value })}
        />
      )}
      <MissingMarks />
    </fieldset>
  )
}

/** Better known before than from the report. */
function MissingMarks() {
  const session = useDocument((state) => state.session)
  const order = useOrder()
  const plan = usePlan()
  const missing = plan.ok ? missingMarks(session, order, plan.value) : []
  return missing.length > 0 && <p className={styles.note}>{missing.join(' ')}</p>
}

/** The first and last frame of action and the pops of the film, as timecode; parts that have their own have no one place for them. */
function marksOf(session: Session, settings: ExportSettings, isOnlyParts: boolean) {
  const length = sessionLength(session)
  const order = { ...popsOf(session, settings), twoPop: true, tailPop: true }
  const { programme, pops } = planPops(session, length, order)
  const timecode = (sample: number): string =>
    timecodeOfFrame(frameOfSample(session, sample), session.frameRate)
  const [two, tail] = pops.map(({ from }) => ` at ${timecode(from)}`)
  // What begins at zero has its pop before there is any timecode, and nothing has no end.
  const isBefore = frameOfSample(session, pops[0]?.from ?? 0) < 0
  const isEmpty = length === 0 && settings.lfoa === null
  return {
    programme,
    first: timecode(programme.from),
    last: isEmpty ? '' : timecode(programme.to - 1),
    popLabels: {
      two: `2-pop${isBefore || isOnlyParts ? '' : two}`,
      tail: `Tail pop${isEmpty || isOnlyParts ? '' : tail}`,
    },
  }
}
