import { queueTotal } from '../../domain/exportQueue.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { Dialog } from '../primitives/dialog.tsx'
import styles from './queueDialog.module.css'
import { QueueRow } from './queueRow.tsx'
import { percentText, totalText } from './queueText.ts'

/** All exports, how far they are, and what can be done about them. */
export function QueueDialog() {
  const { actions } = useApp()
  const open = useWorkspace((state) => state.queueOpen)
  const items = useWorkspace((state) => state.exports)
  const total = queueTotal(items)
  return (
    <Dialog title="Export queue" wide open={open} onClose={() => actions.setQueueOpen(false)}>
      {items.length === 0 ? (
        <p>No exports yet. What is exported goes on here while the mix is edited.</p>
      ) : (
        <>
          {total.exports > 0 && (
            <div className={styles.total}>
              <progress aria-label="All exports" value={total.part} max={1} />
              <b>{percentText(total.part)}</b>
              <p>{totalText(total)}</p>
            </div>
          )}
          <ul className={styles.list} aria-label="Exports">
            {items.map((item) => (
              <QueueRow key={item.id} item={item} />
            ))}
          </ul>
        </>
      )}
      <NewsSetting />
    </Dialog>
  )
}

function NewsSetting() {
  const { actions } = useApp()
  const news = useWorkspace((state) => state.exportNews)
  if (news === 'unsupported') return null
  return (
    <label className={styles.news}>
      <input
        type="checkbox"
        checked={news === 'on'}
        disabled={news === 'denied'}
        onChange={({ target }) => void actions.setExportNews(target.checked)}
      />
      <span>
        Notify me outside this page when an export ends
        {news === 'denied' && (
          <small>Notifications are blocked for this site in the browser’s settings.</small>
        )}
      </span>
    </label>
  )
}
