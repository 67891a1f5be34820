import { ChevronRight, Circle, CircleCheck, CircleMinus, CircleX, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { settingsUnder, thresholdOf } from '../../domain/checkSettings.ts'
import type { CheckSpec, JudgedFinding } from '../../domain/checks.ts'
import { timecodeAtSample } from '../../domain/timebase.ts'
import { useApp, useDocument } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { focusDrawn } from '../primitives/focusDrawn.ts'
import styles from './checksPanel.module.css'
import { findingLength } from './findingText.ts'
import { ThresholdField } from './thresholdField.tsx'
import { useExportSettings } from './useExportSettings.ts'
import { WaiveForm } from './waiveForm.tsx'

type CheckItemProps = {
  readonly spec: CheckSpec
  /** Whether it has been looked for, or anything has. */
  readonly done: boolean
  readonly looked: boolean
  readonly findings: readonly JudgedFinding[]
  /** While an export runs nobody leaves the screen. */
  readonly locked: boolean
  /** Whether what it turns on can be changed now. */
  readonly thresholds: boolean
}

/** Findings that are listed before somebody asks for all of them. */
const FEW = 4

/** One check of the sound: how it stands, what it turns on, and all that it has found. */
export function CheckItem({ spec, done, looked, findings, locked, thresholds }: CheckItemProps) {
  const [all, setAll] = useState(false)
  const settings = useDocument((state) => state.session.checks)
  const { spec: target } = useExportSettings()
  const value = thresholdOf(settingsUnder(settings, target), spec.id)
  const usual = thresholdOf(settingsUnder(undefined, target), spec.id)
  const open = findings.filter(({ waived }) => !waived)
  const shown = all ? findings : findings.slice(0, FEW)
  return (
    <li data-passed={done ? open.length === 0 : undefined}>
      <Standing done={done} open={open} />
      <h4>{spec.name}</h4>
      {done ? (
        <b>{findings.length === 0 ? 'none' : countText(findings, open)}</b>
      ) : (
        <span>{looked ? 'nothing to look at' : 'not looked for yet'}</span>
      )}
      <p>
        {spec.looksFor}
        {spec.threshold &&
          !thresholds &&
          ` ${spec.threshold.label}: ${figure(value)} ${spec.threshold.unit}.`}
      </p>
      {spec.threshold && value !== null && usual !== null && thresholds && (
        <ThresholdField check={spec.id} threshold={spec.threshold} value={value} usual={usual} />
      )}
      {shown.length > 0 && (
        <ul className={styles.findings} aria-label={`Findings: ${spec.name}`}>
          {shown.map((finding) => (
            <FindingLine
              key={`${finding.from} ${finding.to} ${finding.streams.join()} ${finding.text}`}
              finding={finding}
              locked={locked}
            />
          ))}
        </ul>
      )}
      {findings.length > FEW && (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `All ${findings.length}`}
        </button>
      )}
    </li>
  )
}

const figure = (value: number | null): string => String(value).replace('-', '−')

const countText = (findings: readonly unknown[], open: readonly unknown[]): string =>
  open.length === findings.length
    ? String(findings.length)
    : `${open.length}, ${findings.length - open.length} waived`

function Standing({ done, open }: { readonly done: boolean; readonly open: readonly JudgedFinding[] }) {
  if (!done) return <Circle size={16} aria-hidden="true" />
  if (open.length === 0) return <CircleCheck size={16} role="img" aria-label="Pass" />
  return open.some(({ severity }) => severity === 'error') ? (
    <CircleX size={16} role="img" aria-label="Fails" data-severity="error" />
  ) : (
    <TriangleAlert size={16} role="img" aria-label="To review" />
  )
}

function FindingLine({ finding, locked }: { readonly finding: JudgedFinding; readonly locked: boolean }) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const [waiving, setWaiving] = useState(false)
  const place = timecodeAtSample(session, finding.from)
  const length = findingLength(finding, session)
  const { check, from, to, streams, waived } = finding
  const goTo = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    setWaiving(false)
    focusDrawn(() => goTo.current)
  }
  return (
    <li data-waived={waived ? true : undefined}>
      <button
        ref={goTo}
        type="button"
        className={styles.goTo}
        aria-label={`Go to ${place} in the mix, ${length}: ${finding.text}`}
        disabled={locked}
        onClick={() => {
          actions.closeExport()
          void actions.goToFinding(finding)
        }}
      >
        <b>{place}</b>
        <span>{length}</span>
        <ChevronRight size={14} aria-hidden="true" />
        <em>{finding.text}</em>
      </button>
      {waived ? (
        <div className={styles.waiver}>
          <CircleMinus size={14} aria-hidden="true" />
          <span>Waived: {waived.reason}</span>
          <Button
            label={`Take back the waiver at ${place}`}
            onPress={() => actions.do({ type: 'checks/unwaive', waiver: waived.id })}
          >
            Take back
          </Button>
        </div>
      ) : waiving ? (
        <WaiveForm
          place={place}
          onWaive={(reason) => {
            const waiver = { id: crypto.randomUUID(), check, from, to, streams, reason }
            actions.do({ type: 'checks/waive', waiver })
            close()
          }}
          onCancel={close}
        />
      ) : (
        <Button label={`Waive what was found at ${place}`} disabled={locked} onPress={() => setWaiving(true)}>
          Waive…
        </Button>
      )}
    </li>
  )
}
