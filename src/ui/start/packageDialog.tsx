import { useApp, useWorkspace } from '../appContext.ts'
import { plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import styles from './packageDialog.module.css'

/** Files that a package cannot have, before it is made without them. */
export function PackageDialog() {
  const { actions } = useApp()
  const packing = useWorkspace((state) => state.packing)
  if (packing?.phase !== 'asking') return null
  const { missing } = packing
  const them = missing.length === 1 ? 'it' : 'them'
  return (
    <Dialog
      title="Save package"
      open
      onClose={actions.cancelPackage}
      footer={
        <>
          <Button onPress={actions.cancelPackage}>Cancel</Button>
          <Button variant="primary" onPress={() => void actions.packWithout()}>
            Save without {them}
          </Button>
        </>
      }
    >
      <div className={styles.missing}>
        <p>
          {plural(missing.length, 'file')} of the session {missing.length === 1 ? 'is' : 'are'} not at hand.
          Find {them} in Files first, or save the package without {them}.
        </p>
        <ul aria-label="Not at hand">
          {missing.map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list stays as it is, and names may come twice
            <li key={index}>{name}</li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
