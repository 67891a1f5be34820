import { useApp, useWorkspace } from '../appContext.ts'
import { plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import styles from './replaceDialog.module.css'

/** Names in the list at most. */
const SHOWN = 8

/** Asks before an export takes the place of files. */
export function ReplaceDialog() {
  const { actions } = useApp()
  const replacing = useWorkspace((state) => state.replacing)
  if (!replacing) return null
  const { folder, names, canGoElsewhere } = replacing
  const shown = names.length === SHOWN + 1 ? names : names.slice(0, SHOWN)
  const rest = names.length - shown.length
  const cancel = (): void => actions.answerReplacing('cancel')
  return (
    <Dialog
      title={`Replace ${plural(names.length, 'file')}?`}
      open
      onClose={cancel}
      footer={
        <>
          <Button onPress={cancel}>Cancel</Button>
          {canGoElsewhere && (
            <Button onPress={() => actions.answerReplacing('elsewhere')}>Choose another folder…</Button>
          )}
          <Button variant="danger" onPress={() => actions.answerReplacing('replace')}>
            Replace
          </Button>
        </>
      }
    >
      <div className={styles.question}>
        <p>
          The folder “{folder}” holds {names.length === 1 ? 'this file' : 'these files'} already. The export
          would take {names.length === 1 ? 'its' : 'their'} place, and it cannot be undone.
        </p>
        <ul aria-label="Would be replaced">
          {shown.map((name) => (
            <li key={name}>{name}</li>
          ))}
          {rest > 0 && <li>and {rest} more</li>}
        </ul>
      </div>
    </Dialog>
  )
}
