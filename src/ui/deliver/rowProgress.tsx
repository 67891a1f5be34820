import { Check, Clock, X } from 'lucide-react'
import { useWorkspace } from '../appContext.ts'
import styles from './rowProgress.module.css'
import type { RowState } from './rowState.ts'

/** What has become of one deliverable, in words and as a bar. */
export function RowProgress({ state }: { readonly state: RowState }) {
  switch (state.kind) {
    case 'left out':
      return <span className={styles.quiet}>Not included</span>
    case 'waiting':
      return <span className={styles.quiet}>{state.nothingRouted ? 'Nothing routed' : 'Not started'}</span>
    case 'failed':
      return (
        <span className={styles.failed}>
          <X size={14} aria-hidden="true" />
          Not written
        </span>
      )
    case 'done':
      return (
        <>
          <Bar part={1} done />
          <span className={styles.done}>
            <Check size={14} aria-hidden="true" />
            Done
          </span>
        </>
      )
    case 'running':
      return <Running index={state.index} />
  }
}

function Running({ index }: { readonly index: number }) {
  const part = useWorkspace((state) => state.exportProgress?.parts[index] ?? null)
  return (
    <>
      <Bar part={part ?? 0} />
      {part === null ? (
        <span className={styles.quiet}>
          <Clock size={14} aria-hidden="true" />
          Queued
        </span>
      ) : (
        <span>{Math.floor(part * 100)} %</span>
      )}
    </>
  )
}

/** The figure beside it says the same. */
function Bar({ part, done }: { readonly part: number; readonly done?: boolean }) {
  return (
    <i
      className={styles.bar}
      data-done={done}
      style={{ '--part': `${part * 100}%` } as React.CSSProperties}
      aria-hidden="true"
    />
  )
}
