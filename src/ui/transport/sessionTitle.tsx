import { History, Redo2, Undo2 } from 'lucide-react'
import { sessionLength } from '../../domain/session.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { formatDuration, plural } from '../format.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { TextField } from '../primitives/textField.tsx'
import { useKeys } from '../shortcuts/useKey.ts'
import { Dropouts } from './dropouts.tsx'
import { SavingState } from './savingState.tsx'
import styles from './topBar.module.css'

/** The session's name, to be edited in place, and its history. */
export function SessionTitle() {
  const { actions } = useApp()
  const key = useKeys()
  const title = useDocument((state) => state.session.title)
  const size = useDocument(
    ({ session }) =>
      `${plural(session.tracks.length, 'track')} · ${formatDuration(sessionLength(session), session.sampleRate)}`,
  )
  const undo = useDocument((state) => state.past.at(-1)?.label)
  const redo = useDocument((state) => state.future.at(-1)?.label)
  const historyOpen = useWorkspace((state) => state.historyOpen)
  return (
    <>
      <div className={styles.session}>
        <TextField
          label="Session title"
          hideLabel
          value={title}
          onCommit={(next) => actions.do({ type: 'session/rename', title: next })}
        />
        <Dropouts>
          <SavingState>{size}</SavingState>
        </Dropouts>
      </div>
      <fieldset className={styles.buttons} aria-label="History">
        <IconButton
          icon={<Undo2 />}
          label={undo ? `Undo: ${undo}` : 'Undo'}
          shortcut={key('undo')}
          disabled={undo === undefined}
          onPress={actions.undo}
        />
        <IconButton
          icon={<Redo2 />}
          label={redo ? `Redo: ${redo}` : 'Redo'}
          shortcut={key('redo')}
          disabled={redo === undefined}
          onPress={actions.redo}
        />
        <span data-history>
          <IconButton
            icon={<History />}
            label="History"
            shortcut={key('history')}
            pressed={historyOpen}
            onPress={() => actions.setHistoryOpen(!historyOpen)}
          />
        </span>
      </fieldset>
    </>
  )
}
