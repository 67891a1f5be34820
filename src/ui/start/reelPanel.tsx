import { useState } from 'react'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { FilesButton, FilesSummary } from '../files/filesButton.tsx'
import { filesStanding } from '../files/standing.ts'
import { plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { FileInput } from './fileInput.tsx'
import { FileTable } from './fileTable.tsx'
import styles from './reelPanel.module.css'
import { SelectionFacts } from './selectionFacts.tsx'
import { SessionDialog } from './sessionDialog.tsx'
import { SessionFacts } from './sessionFacts.tsx'

/** What the session is made of: the selected item, the session's own facts, and its files. */
export function ReelPanel() {
  const [closing, setClosing] = useState(false)
  const [saving, setSaving] = useState(false)
  // Messages lie over the foot of this column, so it ends above them.
  const covered = useWorkspace(
    ({ notices, imports, packing }) => notices.length + imports.length > 0 || packing?.phase === 'running',
  )
  return (
    <div className={styles.reel} data-covered={covered || undefined}>
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
        <Button onPress={() => setSaving(true)}>Session…</Button>
        <Button label="Close session" onPress={() => setClosing(true)}>
          Close
        </Button>
      </div>
      {saving && <SessionDialog onClose={() => setSaving(false)} />}
      {closing && <CloseDialog onClose={() => setClosing(false)} />}
    </div>
  )
}

function CloseDialog({ onClose }: { readonly onClose: () => void }) {
  const { actions } = useApp()
  const kept = useWorkspace((state) => state.sessionId !== null && state.saving !== 'failed')
  const media = useDocument((state) => state.session.media)
  const states = useWorkspace((state) => state.mediaStates)
  const unkept = filesStanding(media, states).unkept.media.length
  return (
    <Dialog
      title="Close this session?"
      open
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Keep it open</Button>
          <Button
            variant={kept ? 'primary' : 'danger'}
            onPress={() => {
              onClose()
              actions.closeSession()
            }}
          >
            {kept ? 'Close' : 'Close and discard the mix'}
          </Button>
        </>
      }
    >
      {kept
        ? 'It stays in this browser and can be opened again from the first screen.'
        : 'It is not saved: tracks, levels and routing of this session are discarded. The files on disk are not touched.'}
      {kept && unkept > 0 && (
        <p className={styles.unkept}>
          {plural(unkept, 'file is', 'files are')} on this page only and will have to be found again. Collect
          media, under Files, keeps a copy.
        </p>
      )}
    </Dialog>
  )
}
