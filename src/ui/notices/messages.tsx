import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react'
import { useRef } from 'react'
import type { Notice } from '../../state/workspaceStore.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import { focusNext } from './focusNext.ts'
import { Imports } from './imports.tsx'
import styles from './messages.module.css'
import { noticeCounts, worstFirst } from './noticeCounts.ts'
import { Packing } from './packing.tsx'

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const
const WORDS = { error: 'Error', warning: 'Warning', info: 'Note' } as const

/**
 * Files on their way in, and everything the user has to know. A message stays until it is dismissed, and is set
 * as text: names from files are in it.
 */
export function Messages() {
  const { actions } = useApp()
  const notices = useWorkspace((state) => state.notices)
  const busy = useWorkspace((state) => state.imports.length > 0)
  const list = useRef<HTMLUListElement>(null)
  const packing = useWorkspace((state) => state.packing?.phase === 'running')
  if (notices.length === 0 && !busy && !packing) return null

  const dismissAll = (): void => {
    for (const { id } of notices) actions.dismissNotice(id)
  }
  return (
    <section className={styles.messages} aria-label="Messages">
      <Packing />
      <Imports compact={notices.length > 0} />
      {notices.length > 1 && (
        <header className={styles.heading}>
          <h2>{noticeCounts(notices)}</h2>
          <Button onPress={dismissAll}>Dismiss all</Button>
        </header>
      )}
      {notices.length > 0 && (
        <ul ref={list} className={styles.notices}>
          {worstFirst(notices).map((notice) => (
            <NoticeItem
              key={notice.id}
              notice={notice}
              onDismiss={() => {
                focusNext(list.current)
                actions.dismissNotice(notice.id)
              }}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

function NoticeItem({ notice, onDismiss }: { readonly notice: Notice; readonly onDismiss: () => void }) {
  const { actions } = useApp()
  const { severity, text, offer } = notice
  const opened = useWorkspace((state) => state.opened)
  const SeverityIcon = ICONS[severity]
  return (
    <li data-severity={severity}>
      <SeverityIcon size={16} role="img" aria-label={WORDS[severity]} />
      <p role={severity === 'error' ? 'alert' : undefined}>{text}</p>
      <IconButton icon={<X />} size="sm" label={`Dismiss: ${text}`} onPress={onDismiss} />
      {offer === 'document' && opened && (
        <Button onPress={() => void actions.saveDocument()}>Save session document</Button>
      )}
      {offer === 'longBuffer' && (
        <Button
          onPress={() => {
            actions.setPlaybackBuffer('long')
            onDismiss()
          }}
        >
          Use a long buffer
        </Button>
      )}
    </li>
  )
}
