import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { SessionSummary } from '../../domain/ports.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { formatBytes, formatDuration, plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import styles from './recentSessions.module.css'
import { savedWhen } from './savedWhen.ts'

/** Sessions of earlier visits, kept in this browser. Its place is there before they are known. */
export function RecentSessions() {
  const { actions } = useApp()
  const sessions = useWorkspace((state) => state.sessions)
  const storage = useWorkspace((state) => state.storage)
  const [doomed, setDoomed] = useState<SessionSummary | null>(null)
  return (
    <aside className={styles.recent} aria-label="Recent sessions">
      {sessions && (
        <>
          <h2>Recent sessions</h2>
          {sessions.length === 0 && <p>None yet. What you mix is kept in this browser as you go.</p>}
          <ul>
            {sessions.map((session) => (
              <SessionRow key={session.id} session={session} onDelete={() => setDoomed(session)} />
            ))}
          </ul>
          {storage && storage.usedBytes > 0 && (
            <p>Sessions use {formatBytes(storage.usedBytes)} of this browser’s storage.</p>
          )}
        </>
      )}
      {doomed && (
        <Dialog
          title="Delete this session?"
          open
          onClose={() => setDoomed(null)}
          footer={
            <>
              <Button onPress={() => setDoomed(null)}>Keep it</Button>
              <Button
                variant="danger"
                onPress={() => {
                  setDoomed(null)
                  void actions.deleteSession(doomed.id)
                }}
              >
                Delete session
              </Button>
            </>
          }
        >
          “{doomed.title}” and the copies of its files in this browser are deleted. The files on disk are not
          touched.
        </Dialog>
      )}
    </aside>
  )
}

function SessionRow({
  session,
  onDelete,
}: {
  readonly session: SessionSummary
  readonly onDelete: () => void
}) {
  const { actions } = useApp()
  const { id, title, savedAt, tracks, length, sampleRate } = session
  return (
    <li>
      <button type="button" title={title} onClick={() => void actions.openSession(id)}>
        <b>{title}</b>
        <span>
          {formatDuration(length, sampleRate)}, {plural(tracks, 'track')}
        </span>
        <time dateTime={new Date(savedAt).toISOString()}>{savedWhen(savedAt, Date.now())}</time>
      </button>
      <IconButton icon={<Trash2 />} label={`Delete ${title}`} onPress={onDelete} />
    </li>
  )
}
