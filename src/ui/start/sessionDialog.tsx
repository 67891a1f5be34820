import { packedSession } from '../../domain/packageManifest.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { formatBytes } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import styles from './reelPanel.module.css'

/** What can be done with the session as a whole while it is open. */
export function SessionDialog({ onClose }: { readonly onClose: () => void }) {
  const { actions } = useApp()
  const packing = useWorkspace((state) => state.packing !== null)
  const session = useDocument((state) => state.session)
  const files = Object.values(packedSession(session).media)
  const bytes = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0)
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
        <Button
          disabled={packing}
          onPress={() => {
            onClose()
            void actions.savePackage()
          }}
        >
          Save package…
        </Button>
        <p>
          One file of the session and its media, {formatBytes(bytes)}, that opens on another computer. Drop it
          on the page there.
        </p>
      </div>
    </Dialog>
  )
}
