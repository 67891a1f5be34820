import { useState } from 'react'
import { errorText } from '../../domain/errors.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { FilePicker } from '../primitives/filePicker.tsx'
import { KEY_FILE_LIMIT } from './keyFile.ts'
import { exportKeys, importKeys, setKeyChanges, useKeySettings } from './keySettings.ts'
import { ShortcutEditor } from './shortcutEditor.tsx'
import { ShortcutList } from './shortcutList.tsx'
import styles from './shortcutsDialog.module.css'
import { setSingleKeys, useSingleKeys } from './singleKeys.ts'

/** Every shortcut, and where they are changed. */
export function ShortcutsDialog() {
  const { actions } = useApp()
  const open = useWorkspace((state) => state.shortcutsOpen)
  return open ? <OpenShortcuts onClose={() => actions.setShortcutsOpen(false)} /> : null
}

function OpenShortcuts({ onClose }: { readonly onClose: () => void }) {
  const { actions } = useApp()
  const singleKeys = useSingleKeys()
  const { changes, problem } = useKeySettings()
  const [editing, setEditing] = useState(false)
  const [said, setSaid] = useState('')
  const changed = Object.keys(changes).length

  async function takeFile(file: File): Promise<void> {
    const text = file.size > KEY_FILE_LIMIT ? ' '.repeat(KEY_FILE_LIMIT + 1) : await file.text()
    const taken = importKeys(text)
    setSaid(taken.ok ? `The shortcuts of “${file.name}” are in use.` : errorText(taken.error))
  }

  return (
    <Dialog
      title="Keyboard shortcuts"
      open
      onClose={onClose}
      wide
      footer={
        <>
          <p className={styles.said} role="status">
            {said || problem}
          </p>
          <FilePicker
            accept="application/json,.json"
            onFiles={([file]) => void (file && takeFile(file))}
            onPick={undefined}
          >
            Import shortcuts…
          </FilePicker>
          <Button onPress={() => actions.saveText('dubstage-shortcuts.json', exportKeys())}>
            Export shortcuts
          </Button>
          <Button
            disabled={changed === 0}
            onPress={() => {
              setKeyChanges({})
              setSaid('All shortcuts are as they came with Dubstage.')
            }}
          >
            Reset all
          </Button>
        </>
      }
    >
      <div className={styles.switches}>
        <label className={styles.switch}>
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.target.checked)}
          />
          Single-letter shortcuts
        </label>
        <Button pressed={editing} onPress={() => setEditing(!editing)}>
          Change shortcuts
        </Button>
      </div>
      {editing ? <ShortcutEditor onSay={setSaid} /> : <ShortcutList />}
    </Dialog>
  )
}
