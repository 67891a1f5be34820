import { useApp, useWorkspace } from '../appContext.ts'
import { FilesButton, FilesSummary } from '../files/filesButton.tsx'
import { Button } from '../primitives/button.tsx'
import { FileInput } from './fileInput.tsx'
import { FileTable } from './fileTable.tsx'
import styles from './reelPanel.module.css'
import { SelectionFacts } from './selectionFacts.tsx'
import { SessionFacts } from './sessionFacts.tsx'

/** What the session is made of: the selected item, the session's own facts, and its files. */
export function ReelPanel() {
  const { actions } = useApp()
  // Messages lie over the foot of this column, so it ends above them.
  const noticesHeight = useWorkspace((state) => state.noticesHeight)
  return (
    <div className={styles.reel} {...(noticesHeight > 0 && { style: { paddingBottom: noticesHeight + 8 } })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached from the keyboard */}
      <section className={styles.facts} aria-label="Session facts" tabIndex={0}>
        <SelectionFacts />
        <SessionFacts />
        <FilesSummary />
        <FileTable />
      </section>
      <div className={styles.actions}>
        <FileInput>Add files</FileInput>
        <FilesButton />
        <Button onPress={() => actions.ask('session')}>Session…</Button>
        <Button label="Close session" onPress={() => actions.ask('closeSession')}>
          Close
        </Button>
      </div>
    </div>
  )
}
