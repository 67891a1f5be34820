import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import type { ImportItem, Notice } from '../../state/workspaceStore.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import { useElementSize } from '../timeline/elementSize.ts'
import styles from './notices.module.css'

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const
const WORDS = { error: 'Error', warning: 'Warning', info: 'Note' } as const

/**
 * Files on their way in, and everything the user has to know. A message stays until it is dismissed, and is set
 * as text: names from files are in it.
 */
export function Notices() {
  const { actions } = useApp()
  const notices = useWorkspace((state) => state.notices)
  const imports = useWorkspace((state) => state.imports)
  const opened = useWorkspace((state) => state.opened)
  const list = useRef<HTMLDivElement>(null)
  const dock = useRef<HTMLDivElement>(null)
  const { height } = useElementSize(dock)
  useLayoutEffect(() => {
    // What the messages cover is for others to leave free.
    document.documentElement.style.setProperty('--h-notices', `${height}px`)
  }, [height])

  const dismiss = (id: string, at: number): void => {
    actions.dismissNotice(id)
    // The button that had the focus goes: the next message's takes over.
    requestAnimationFrame(() => {
      const rest = list.current?.querySelectorAll<HTMLElement>('[data-notice] button')
      rest?.[Math.min(at, rest.length - 1)]?.focus()
    })
  }

  const dismissAll = (): void => {
    for (const { id } of notices) actions.dismissNotice(id)
  }

  return (
    <div ref={dock} className={styles.dock} data-place={opened ? 'column' : 'corner'} aria-live="polite">
      {notices.length + imports.length > 0 && (
        <section ref={list} className={styles.notices} aria-label="Messages">
          {imports.map((item) => (
            <ImportProgress key={item.id} item={item} />
          ))}
          {notices.map((notice, at) => (
            <NoticeItem key={notice.id} notice={notice} onDismiss={() => dismiss(notice.id, at)} />
          ))}
          {notices.length > 1 && (
            <div className={styles.all}>
              <Button onPress={dismissAll}>Dismiss all</Button>
            </div>
          )}
        </section>
      )}
    </div>
  )
}

function NoticeItem({ notice, onDismiss }: { readonly notice: Notice; readonly onDismiss: () => void }) {
  const { severity, text } = notice
  const SeverityIcon = ICONS[severity]
  return (
    <div className={styles.notice} data-notice data-severity={severity}>
      <SeverityIcon size={16} role="img" aria-label={WORDS[severity]} />
      <p role={severity === 'error' ? 'alert' : undefined}>{text}</p>
      <IconButton icon={<X />} size="sm" label={`Dismiss: ${text}`} onPress={onDismiss} />
    </div>
  )
}

function ImportProgress({ item }: { readonly item: ImportItem }) {
  const { actions } = useApp()
  const percent = Math.round(item.progress * 100)
  return (
    // Spoken once by its name; a figure a second would drown everything else.
    <div className={styles.import} aria-live="off">
      <span title={item.fileName}>{item.fileName}</span>
      <b>{percent} %</b>
      <IconButton
        icon={<X />}
        size="sm"
        label={`Cancel reading ${item.fileName}`}
        onPress={() => actions.cancelImport(item.id)}
      />
      <progress aria-label={`Reading ${item.fileName}`} value={percent} max={100} />
    </div>
  )
}
