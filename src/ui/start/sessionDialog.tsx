import { useApp } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import styles from './reelPanel.module.css'

/** What can be done with the session as a whole while it is open. */
export function SessionDialog({ onClose }: { readonly onClose: () => void }) {
  const { actions } = useApp()
  return (
    <Dialog title="Session" open onClose={onClose}>
      <div className={styles.choices}>
        <Button onPress={() => actions.ask('sessionSettings')}>Session settings…</Button>
        <p>Frame rate, start timecode and pan law.</p>
        <Button onPress={() => actions.ask('saveAs')}>Save as…</Button>
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
