import { Circle, CircleCheck, SlidersHorizontal, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { CHECKS } from '../../domain/checkList.ts'
import { judgedAgain } from '../../domain/checkSettings.ts'
import type { OpenExport } from '../../state/workspaceStore.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { CheckItem } from './checkItem.tsx'
import { CheckNow } from './checkNow.tsx'
import { type Check, checksOf } from './checks.ts'
import styles from './checksPanel.module.css'
import { GuideField } from './guideField.tsx'
import { SwitchField } from './switchField.tsx'
import { useExportSettings } from './useExportSettings.ts'

const WAITING = {
  settings: 'Figures of the files are taken while they are written.',
  running: 'Measuring. Figures appear when the files are whole.',
  failed: 'No figures: the files were not finished.',
  done: '',
} as const

const PENDING = ['Null test', 'Full scale', 'Length']

/** What the files and the sound in them are held to. Nothing is said of either before it is known. */
export function ChecksPanel({ exporting }: { readonly exporting: OpenExport }) {
  const settings = useDocument((state) => state.session.checks)
  const sampleRate = useDocument((state) => state.session.sampleRate)
  const [thresholds, setThresholds] = useState(false)
  const checking = useWorkspace((state) => state.checking)
  const files = exporting.phase === 'done' ? checksOf(exporting.report) : []
  // Waivers count as soon as they are given: the findings stay as they were found.
  const report = checking.phase === 'done' ? judgedAgain(checking.report, settings, sampleRate) : null
  const locked = exporting.phase === 'running' || exporting.phase === 'done'
  const open = new Set(report?.findings.filter(({ waived }) => !waived).map(({ check }) => check))
  const failed = files.filter(({ passed }) => !passed).length + open.size
  const passed = files.length + (report?.done.length ?? 0) - failed
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached from the keyboard
    <section className={styles.panel} aria-label="Checks" tabIndex={0}>
      <header>
        <h2>Checks</h2>
        {passed > 0 && (
          <span data-passed="true">
            <CircleCheck size={14} aria-hidden="true" />
            {passed} pass
          </span>
        )}
        {failed > 0 && (
          <span data-passed="false">
            <TriangleAlert size={14} aria-hidden="true" />
            {failed} to review
          </span>
        )}
        <IconButton
          icon={<SlidersHorizontal />}
          label="Thresholds"
          pressed={thresholds}
          onPress={() => setThresholds(!thresholds)}
        />
      </header>
      <h3>Files</h3>
      <ul className={styles.checks}>
        {exporting.phase === 'done'
          ? files.map((check) => <FileCheck key={`${check.name} ${check.why}`} check={check} />)
          : PENDING.map((name) => (
              <li key={name}>
                <Circle size={16} aria-hidden="true" />
                <h4>{name}</h4>
                <span>not measured yet</span>
              </li>
            ))}
      </ul>
      {WAITING[exporting.phase] && <p className={styles.waiting}>{WAITING[exporting.phase]}</p>}
      <h3>Sound</h3>
      <div className={styles.options}>
        <ChecksSwitch locked={locked} />
        <GuideField locked={locked} />
      </div>
      <CheckNow locked={exporting.phase === 'running'} />
      <ul className={styles.checks}>
        {CHECKS.map((spec) => (
          <CheckItem
            key={spec.id}
            spec={spec}
            done={report?.done.some(({ check }) => check === spec.id) ?? false}
            looked={report !== null}
            findings={report?.findings.filter(({ check }) => check === spec.id) ?? []}
            locked={exporting.phase === 'running'}
            thresholds={thresholds}
          />
        ))}
      </ul>
    </section>
  )
}

/** Whether exports look into what they render; what they find is in their reports. */
function ChecksSwitch({ locked }: { readonly locked: boolean }) {
  const { actions } = useApp()
  const { checks } = useExportSettings()
  return (
    <fieldset disabled={locked}>
      <SwitchField
        label="Check what is rendered"
        on={checks}
        onChange={(on) => actions.setExportSettings({ checks: on })}
      />
    </fieldset>
  )
}

function FileCheck({ check: { name, passed, value, why } }: { readonly check: Check }) {
  return (
    <li data-passed={passed}>
      {passed ? (
        <CircleCheck size={16} role="img" aria-label="Pass" />
      ) : (
        <TriangleAlert size={16} role="img" aria-label="To review" />
      )}
      <h4>{name}</h4>
      <b>{value}</b>
      <p>{why}</p>
    </li>
  )
}
