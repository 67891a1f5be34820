import { X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { plural } from '../format.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { HistoryList } from './historyList.tsx'
import styles from './historyPanel.module.css'

/** What was done to the session, step by step, to go back and forth in. */
export function HistoryPanel() {
  const open = useWorkspace((state) => state.historyOpen)
  return open ? <OpenHistory /> : null
}

function OpenHistory() {
  const { actions } = useApp()
  const done = useDocument((state) => state.past.length)
  const undone = useDocument((state) => state.future.length)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    actions.setHistoryOpen(false)
    document.querySelector<HTMLElement>('[data-history] button')?.focus()
  }
  return (
    <section className={styles.history} aria-label="History of the session" onKeyDown={onKeyDown}>
      <header>
        <h2>History</h2>
        <span>
          {plural(done, 'step')}
          {undone > 0 && `, ${undone} undone`}
        </span>
        <IconButton
          icon={<X />}
          size="sm"
          label="Close history"
          onPress={() => actions.setHistoryOpen(false)}
        />
      </header>
      <HistoryList />
    </section>
  )
}
