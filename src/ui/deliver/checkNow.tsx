import { ListChecks, X } from 'lucide-react'
import { exportSettingsOf } from '../../domain/exportSettings.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import styles from './checksPanel.module.css'

/** Has the mix looked at before anything is written, and says how far that is. */
export function CheckNow({ locked }: { readonly locked: boolean }) {
  const { actions } = useApp()
  const checking = useWorkspace((state) => state.checking)
  const session = useDocument((state) => state.session)
  if (checking.phase === 'running')
    return (
      <div className={styles.look}>
        <progress aria-label="Checks of the mix" value={checking.done} max={1} />
        <span>{Math.floor(checking.done * 100)} %</span>
        <Button icon={<X size={14} aria-hidden="true" />} onPress={actions.cancelCheck}>
          Cancel the checks
        </Button>
      </div>
    )
  const before = checking.phase === 'done' ? checking.session : session
  const stale = before.tracks !== session.tracks || before.stems !== session.stems
  const target = exportSettingsOf(before).spec
  return (
    <div className={styles.look}>
      <Button
        icon={<ListChecks size={14} aria-hidden="true" />}
        disabled={locked || session.tracks.length === 0}
        onPress={() => void actions.checkMix()}
      >
        {checking.phase === 'done' ? 'Check the mix again' : 'Check the mix now'}
      </Button>
      {checking.phase === 'failed' && (
        <p role="status" className={styles.changed}>
          {checking.message}
        </p>
      )}
      {checking.phase === 'done' && checking.of !== undefined && (
        <p role="status" className={styles.of}>
          Found in the export “{checking.of}”. Its report has what was waived before; a reason given now is in
          the next one.
        </p>
      )}
      {stale && (
        <p role="status" className={styles.changed}>
          The mix has changed since it was checked.
        </p>
      )}
      {!stale && target !== exportSettingsOf(session).spec && (
        <p role="status" className={styles.changed}>
          The target has changed since the mix was checked.
        </p>
      )}
    </div>
  )
}
