import { CircleAlert, CircleCheck } from 'lucide-react'
import { deliverySize } from '../../domain/deliverySize.ts'
import { reportedSeconds } from '../../domain/reportedLength.ts'
import type { Session } from '../../domain/session.ts'
import type { OpenExport } from '../../state/workspaceStore.ts'
import { useDocument, useWorkspace } from '../appContext.ts'
import { formatBytes, formatDuration, plural } from '../format.ts'
import { VisuallyHidden } from '../primitives/visuallyHidden.tsx'
import styles from './exportFooter.module.css'
import { usePlan } from './usePlan.ts'

const SPOKEN = { settings: '', running: 'Export running', done: 'Export finished', failed: '' } as const

/** Percent, speed and time left while it runs; how it ended after that. */
export function ExportStatus(props: { readonly exporting: OpenExport; readonly nothing: boolean }) {
  return (
    <div className={styles.status}>
      {/* Spoken once a phase: a percentage that is read out never stops talking. */}
      <div role="status">
        <VisuallyHidden>{SPOKEN[props.exporting.phase]}</VisuallyHidden>
      </div>
      <Status {...props} />
    </div>
  )
}

function Status({ exporting, nothing }: { readonly exporting: OpenExport; readonly nothing: boolean }) {
  const session = useDocument((state) => state.session)
  switch (exporting.phase) {
    case 'settings':
      return nothing ? (
        <p>There is nothing to export yet. Add at least one track.</p>
      ) : (
        <Ahead session={session} />
      )
    case 'failed':
      return (
        <p className={styles.failed} role="alert">
          <CircleAlert size={20} aria-hidden="true" />
          {exporting.message}
        </p>
      )
    case 'running':
      return <Running destination={exporting.destination} />
    case 'done': {
      const { report, seconds } = exporting
      const speed = seconds > 0 ? `, ${(reportedSeconds(report) / seconds).toFixed(1)}× real time` : ''
      return (
        <>
          <CircleCheck size={20} className={styles.done} aria-hidden="true" />
          <p>
            Finished in {seconds.toFixed(1)} s{speed}
            <small>in {exporting.destination}</small>
          </p>
        </>
      )
    }
  }
}

/** What the export will be, as far as it is known before it is made. */
function Ahead({ session }: { readonly session: Session }) {
  const plan = usePlan()
  if (!plan.ok) return <p>The settings make no files yet: see the names and the parts of deliverables.</p>
  const { deliverables } = plan.value
  const files = deliverables.reduce((sum, each) => sum + each.files.length, 0)
  return (
    <p>
      All files are written in one pass, with a report beside them.
      <small>
        {plural(deliverables.length, 'deliverable')}, {plural(files, 'file')}, about{' '}
        {formatBytes(deliverySize(deliverables, session.sampleRate))}
      </small>
    </p>
  )
}

function Running({ destination }: { readonly destination: string }) {
  const progress = useWorkspace((state) => state.exportProgress)
  const part = progress && progress.total > 0 ? progress.done / progress.total : 0
  const left = progress && formatDuration(progress.secondsLeft, 1)
  return (
    <>
      <progress aria-label="Export progress" value={part} max={1} />
      <b>{Math.floor(part * 100)} %</b>
      <p>
        {progress ? `${progress.speed.toFixed(1)}× real time, about ${left} left` : 'Starting'}
        <small>
          {progress &&
            `${progress.parts.filter((part) => part === 1).length} of ${progress.parts.length} done, `}
          to {destination}
        </small>
      </p>
    </>
  )
}
