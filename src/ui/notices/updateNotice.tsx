import { RefreshCw } from 'lucide-react'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import styles from './updateNotice.module.css'

/** Says that a newer Dubstage is there, and begins anew with it when the user wants it. */
export function UpdateNotice() {
  const { actions } = useApp()
  const ready = useWorkspace((state) => state.update === 'ready')
  const held = useWorkspace((state) => state.updateHeld)
  const opened = useWorkspace((state) => state.opened)
  if (!ready) return null
  return (
    <section className={styles.update} aria-label="Update">
      <RefreshCw size={16} aria-hidden="true" />
      <p>
        <b>A new version is ready.</b>{' '}
        {held
          ? `Not yet: ${held} Try again when that is done.`
          : opened
            ? 'The session is kept, and can be opened again from the first screen.'
            : 'It is used from the next visit, or now.'}
      </p>
      <Button onPress={() => void actions.applyUpdate()}>Restart</Button>
    </section>
  )
}
