import { useState } from 'react'
import { useApp, useDocument } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import styles from './reelPanel.module.css'
import { SessionSettingsDialog } from './sessionSettingsDialog.tsx'
import { TitleDialog } from './titleDialog.tsx'

/** What can be done with the session as a whole while it is open. */
export function SessionDialog({ onClose }: { readonly onClose: () => void }) {
  const { actions } = useApp()
  const title = useDocument((state) => state.session.title)
  const [naming, setNaming] = useState(false)
  const [setting, setSetting] = useState(false)
  if (setting) return <SessionSettingsDialog onClose={onClose} />
  if (naming) {
    return (
      <TitleDialog
        title="Save session as"
        value={`${title} copy`}
        confirm="Save as"
        onConfirm={(name) => void actions.saveAs(name)}
        onClose={onClose}
      />
    )
  }
  return (
    <Dialog title="Session" open onClose={onClose}>
      <div className={styles.choices}>
        <Button onPress={() => setSetting(true)}>Session settings…</Button>
        <p>Frame rate, start timecode and pan law.</p>
        <Button onPress={() => setNaming(true)}>Save as…</Button>
        <p>Goes on under another name. This session stays in the browser as it is now.</p>
        <Button
          onPress={() => {
            onClose()
            void actions.saveDocument()
          }}
        >
          Save session document
        </Button>
        <p>
          A JSON file of everything but the sound, to keep elsewhere, to compare, or to bounce from the
          command line.
        </p>
      </div>
    </Dialog>
  )
}
