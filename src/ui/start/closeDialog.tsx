import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { filesStanding } from '../files/standing.ts'
import { plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import styles from './reelPanel.module.css'

/** Asks before a session goes off the desk, and says what becomes of it. */
export function CloseDialog({ onClose }: { readonly onClose: () => void }) {
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
