import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { FileInput } from './fileInput.tsx'
import { FileTable } from './fileTable.tsx'
import styles from './reelPanel.module.css'
import { SelectionFacts } from './selectionFacts.tsx'
import { SessionFacts } from './sessionFacts.tsx'

/** What the session is made of: the selected item, the session's own facts, and its files. */
export function ReelPanel() {
  const { actions } = useApp()
  const [closing, setClosing] = useState(false)
  // Messages lie over the foot of this column, so it ends above them.
  const covered = useWorkspace((state) => state.notices.length + state.imports.length > 0)
  return (
    <div className={styles.reel} data-covered={covered || undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached from the keyboard */}
      <section className={styles.facts} aria-label="Session facts" tabIndex={0}>
        <SelectionFacts />
        <SessionFacts />
        <FileTable />
      </section>
      <div className={styles.actions}>
        <FileInput icon={<Plus aria-hidden="true" />}>Add files</FileInput>
        <Button onPress={() => setClosing(true)}>Close session</Button>
      </div>
      <Dialog
        title="Close this session?"
        open={closing}
        onClose={() => setClosing(false)}
        footer={
          <>
            <Button onPress={() => setClosing(false)}>Keep it open</Button>
            <Button
              variant="danger"
              onPress={() => {
                setClosing(false)
                actions.closeSession()
              }}
            >
              Close and discard the mix
            </Button>
          </>
        }
      >
        Tracks, levels and routing of this session are discarded. The files on disk are not touched.
      </Dialog>
    </div>
  )
}
