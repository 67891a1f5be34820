import { ListChecks, X } from 'lucide-react'
import { guideOf } from '../../domain/guide.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import styles from './checksPanel.module.css'
import { changedSince } from './sinceChecked.ts'

/** Has the mix looked at before anything is written, and says how far that is. */
export function CheckNow({ locked }: { readonly locked: boolean }) {
  const { actions } = useApp()
  const checking = useWorkspace((state) => state.checking)
  const guide = useWorkspace((state) => state.guide)
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
  const placed = guide.phase === 'ready' ? guideOf(guide.id, guide.info, session) : null
  const now = { session, guide: placed?.ok ? placed.value : null }
  const changed = checking.phase === 'done' ? changedSince(checking, now) : null
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
      {changed !== null && (
        <p role="status" className={styles.changed}>
          {changed}
        </p>
      )}
    </div>
  )
}
