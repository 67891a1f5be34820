import { Check, CloudOff, Loader } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWorkspace } from '../appContext.ts'
import styles from './savingState.module.css'

const STATES = {
  idle: { icon: Check, short: 'Saved', text: 'Saved in this browser' },
  saving: { icon: Loader, short: 'Saving…', text: 'Saving…' },
  failed: { icon: CloudOff, short: 'Not saved', text: 'Not saved' },
} as const

/** Whether the session is kept in this browser; its children while there is nothing to keep. */
export function SavingState({ children }: { readonly children: ReactNode }) {
  const saving = useWorkspace((state) => state.saving)
  const kept = useWorkspace((state) => state.sessionId !== null)
  if (!kept && saving === 'idle') return children
  const { icon: Icon, short, text } = STATES[saving]
  return (
    <span className={styles.saving} data-state={saving} title={text}>
      <Icon size={12} aria-hidden="true" />
      <span className={styles.long}>{text}</span>
      <span className={styles.short} aria-hidden="true">
        {short}
      </span>
    </span>
  )
}
