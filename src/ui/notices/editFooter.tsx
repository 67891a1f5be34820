import { Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useApp, useDocument } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import styles from './editFooter.module.css'
import { Messages } from './messages.tsx'

/** The foot of a dialog that edits the session: it covers the messages and the undo button of the page, so it has its own. */
export function EditFooter({
  children,
  onDone,
}: {
  readonly children?: ReactNode
  readonly onDone: () => void
}) {
  const { actions } = useApp()
  const undo = useDocument((state) => state.past.at(-1)?.label)
  const label = undo ? `Undo: ${undo}` : 'Undo'
  return (
    <div className={styles.footer}>
      <div className={styles.messages} aria-live="polite">
        <Messages />
      </div>
      <Button
        icon={<Undo2 size={16} aria-hidden="true" />}
        label={label}
        title={label}
        disabled={undo === undefined}
        onPress={actions.undo}
      >
        Undo
      </Button>
      {children}
      <Button variant="primary" onPress={onDone}>
        Done
      </Button>
    </div>
  )
}
