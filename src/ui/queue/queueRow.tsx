import { CircleAlert, CircleCheck, FileText, Pause, Play, RotateCw, X } from 'lucide-react'
import { isUnderWay, partOf, type QueueItem, secondsAhead } from '../../domain/exportQueue.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import styles from './queueDialog.module.css'
import { pageEndText, percentText, stateText } from './queueText.ts'

/** One export: what it makes, how far it is, and its buttons. */
export function QueueRow({ item }: { readonly item: QueueItem }) {
  const { actions } = useApp()
  const { id, order, where, title, state } = item
  const { phase } = state
  const name = order.name
  const part = partOf(item)
  const seconds = useWorkspace(({ exports }) => (phase === 'waiting' ? secondsAhead(exports, item) : null))
  const pageEnd = isUnderWay(item) ? pageEndText(item) : null
  return (
    <li className={styles.row} data-phase={phase} aria-label={name}>
      <div className={styles.head}>
        <StateIcon phase={phase} />
        <p>
          <b>{name}</b>
          <small>
            {title}, to {where}
          </small>
        </p>
        <RowButtons item={item} />
        <IconButton
          icon={<X />}
          size="sm"
          label={isUnderWay(item) ? `Cancel ${name}` : `Remove ${name}`}
          onPress={() => void actions.removeExport(id)}
        />
      </div>
      <div className={styles.state}>
        {phase !== 'done' && <progress aria-label={`Export of ${name}`} value={part} max={1} />}
        {phase !== 'done' && <b>{percentText(part)}</b>}
        {/* A row that fails is told by a message too, which is an alert. */}
        <p>{stateText(item, seconds)}</p>
        {pageEnd !== null && <p>{pageEnd}</p>}
      </div>
      {isUnderWay(item) && <Files item={item} />}
    </li>
  )
}

function StateIcon({ phase }: { readonly phase: QueueItem['state']['phase'] }) {
  if (phase === 'done') return <CircleCheck size={16} className={styles.good} aria-hidden="true" />
  if (phase === 'failed') return <CircleAlert size={16} className={styles.bad} aria-hidden="true" />
  return phase === 'interrupted' ? (
    <CircleAlert size={16} className={styles.warn} aria-hidden="true" />
  ) : (
    <span />
  )
}

function RowButtons({ item }: { readonly item: QueueItem }) {
  const { actions } = useApp()
  const opened = useWorkspace((state) => state.opened)
  const { id, order, state } = item
  switch (state.phase) {
    case 'running':
      return (
        <Button
          icon={<Pause size={14} aria-hidden="true" />}
          label={`Pause ${order.name}`}
          onPress={() => actions.pauseExport(id)}
        >
          Pause
        </Button>
      )
    case 'failed':
    case 'paused':
    case 'interrupted': {
      const anew = state.phase === 'failed' && state.part === 0
      const word = anew ? 'Retry' : 'Continue'
      const Icon = anew ? RotateCw : Play
      return (
        <Button
          icon={<Icon size={14} aria-hidden="true" />}
          label={`${word} ${order.name}`}
          onPress={() => void actions.continueExport(id)}
        >
          {word}
        </Button>
      )
    }
    case 'done':
      return (
        opened && (
          <Button
            icon={<FileText size={14} aria-hidden="true" />}
            label={`Report of ${order.name}`}
            onPress={() => actions.showExport(id)}
          >
            Report
          </Button>
        )
      )
    case 'waiting':
      return null
  }
}

/** Each file by itself: those of one deliverable are made together. */
function Files({ item: { deliverables, state, order } }: { readonly item: QueueItem }) {
  const parts = state.phase === 'running' || state.phase === 'paused' ? state.progress?.parts : undefined
  return (
    <ul className={styles.files} aria-label={`Files of ${order.name}`}>
      {deliverables.flatMap(({ files }, index) =>
        files.map((file) => (
          <li key={file}>
            <span title={file}>{file}</span>
            <progress aria-label={file} value={parts?.[index] ?? 0} max={1} />
            <b>{percentText(parts?.[index] ?? 0)}</b>
          </li>
        )),
      )}
    </ul>
  )
}
