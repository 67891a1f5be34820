import { useState } from 'react'
import type { MediaId, TrackId } from '../../domain/session.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { EditFooter } from '../notices/editFooter.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { FileDetails } from '../start/fileDetails.tsx'
import { FileInput } from '../start/fileInput.tsx'
import { FilesAtHand } from './filesAtHand.tsx'
import styles from './filesDialog.module.css'
import { FilesTable } from './filesTable.tsx'
import { focusTrack } from './focusTrack.ts'
import { JoinBar } from './joinBar.tsx'
import { MismatchList } from './mismatchList.tsx'
import { MoveBar } from './moveBar.tsx'
import { PlacementBar } from './placementBar.tsx'
import { StorageLine } from './storageLine.tsx'
import { WaveformBar } from './waveformBar.tsx'

/** All files of the session: where they are, how they are read, and where in time they go. */
export function FilesDialog() {
  const open = useWorkspace((state) => state.filesOpen)
  return open ? <OpenFiles /> : null
}

function OpenFiles() {
  const { actions, workspace } = useApp()
  const session = useDocument((state) => state.session)
  const [chosen, setChosen] = useState<ReadonlySet<TrackId>>(() => {
    const { selected } = workspace.getState()
    return new Set(selected?.kind === 'track' ? [selected.id] : [])
  })
  const [shown, setShown] = useState<MediaId | null>(null)
  const details = shown === null ? undefined : session.media[shown]
  // Some may have gone by undo.
  const tracks = session.tracks.filter(({ id }) => chosen.has(id))

  return (
    <>
      <Dialog
        title="Files"
        open
        full
        onClose={() => actions.setFilesOpen(false)}
        footer={
          <EditFooter onDone={() => actions.setFilesOpen(false)}>
            <FileInput>Add files</FileInput>
          </EditFooter>
        }
      >
        <div className={styles.top}>
          <PlacementBar />
          <StorageLine />
        </div>
        <FilesAtHand />
        <WaveformBar />
        <MismatchList />
        <MoveBar tracks={tracks} />
        <JoinBar tracks={tracks} session={session} onJoined={focusTrack} />
        <FilesTable chosen={chosen} onChoose={setChosen} onDetails={setShown} />
      </Dialog>
      {details && <FileDetails info={details} onClose={() => setShown(null)} />}
    </>
  )
}
