import { Lock } from 'lucide-react'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import styles from './accessBanner.module.css'

/** Says that another tab has the session, and when it can be changed here again. */
export function AccessBanner() {
  const { actions } = useApp()
  const access = useWorkspace((state) => state.access)
  if (access === 'own') return null
  return (
    <section className={styles.banner} aria-label="Read-only session" aria-live="polite">
      <Lock size={16} aria-hidden="true" />
      <p>
        <b>Read-only.</b>{' '}
        {access === 'elsewhere'
          ? 'This session is open in another tab, and is changed there. You can listen and export here.'
          : 'The other tab is done with this session. It can be changed here, as it was left there.'}
      </p>
      {access === 'free' && (
        <Button variant="primary" onPress={() => void actions.takeOver()}>
          Edit here
        </Button>
      )}
    </section>
  )
}
