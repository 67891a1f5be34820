import { Copy, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { SessionSummary } from '../../domain/ports.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { formatBytes, formatDuration, plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import styles from './recentSessions.module.css'
import { savedWhen } from './savedWhen.ts'
import { TitleDialog } from './titleDialog.tsx'

/** Sessions of earlier visits, kept in this browser. Its place is there before they are known. */
export function RecentSessions() {
  const { actions } = useApp()
  const sessions = useWorkspace((state) => state.sessions)
  const storage = useWorkspace((state) => state.storage)
  const [doomed, setDoomed] = useState<SessionSummary | null>(null)
  const [naming, setNaming] = useState<Naming | null>(null)
  return (
    <aside className={styles.recent} aria-label="Recent sessions">
      {sessions && (
        <>
          <h2>Recent sessions</h2>
          {sessions.length === 0 && <p>None yet. What you mix is kept in this browser as you go.</p>}
          <ul>
            {sessions.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                onDelete={() => setDoomed(session)}
                onName={setNaming}
              />
            ))}
          </ul>
          {storage && storage.usedBytes > 0 && (
            <p>Sessions use {formatBytes(storage.usedBytes)} of this browser’s storage.</p>
          )}
        </>
      )}
      {naming && (
        <TitleDialog
          title={naming.to === 'rename' ? 'Rename session' : 'Duplicate session'}
          value={naming.to === 'rename' ? naming.session.title : `${naming.session.title} copy`}
          confirm={naming.to === 'rename' ? 'Rename' : 'Duplicate'}
          onConfirm={(title) => {
            const { id } = naming.session
            void (naming.to === 'rename'
              ? actions.renameSession(id, title)
              : actions.duplicateSession(id, title))
          }}
          onClose={() => setNaming(null)}
        />
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

/** A session that is to get a name: another one, or one for a copy of it. */
type Naming = { readonly to: 'rename' | 'duplicate'; readonly session: SessionSummary }

function SessionRow(props: {
  readonly session: SessionSummary
  readonly onDelete: () => void
  readonly onName: (naming: Naming) => void
}) {
  const { session, onDelete, onName } = props
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
      <IconButton
        icon={<Pencil />}
        label={`Rename ${title}`}
        onPress={() => onName({ to: 'rename', session })}
      />
      <IconButton
        icon={<Copy />}
        label={`Duplicate ${title}`}
        onPress={() => onName({ to: 'duplicate', session })}
      />
      <IconButton icon={<Trash2 />} label={`Delete ${title}`} onPress={onDelete} />
    </li>
  )
}
