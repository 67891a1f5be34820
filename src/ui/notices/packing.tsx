import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { transferText } from '../transfer.ts'
import { percentOf } from './importFigures.ts'
import styles from './imports.module.css'

/** How far the package that is being written is. */
export function Packing() {
  const { actions } = useApp()
  const packing = useWorkspace((state) => state.packing)
  if (packing?.phase !== 'running') return null
  const { name, bytes, bytesDone } = packing
  const percent = percentOf(bytes > 0 ? bytesDone / bytes : 0)
  return (
    // Spoken once by its name; a figure a second would drown everything else.
    <div className={styles.imports} aria-live="off">
      <div className={styles.total}>
        <p>
          <b className={styles.name} title={name}>
            {name}
          </b>
          <span>{transferText(packing, performance.now())}</span>
        </p>
        <b className={styles.percent}>{percent} %</b>
        <Button label="Cancel the package" onPress={actions.cancelPackage}>
          Cancel
        </Button>
        <progress aria-label={`Writing ${name}`} value={percent} max={100} />
      </div>
    </div>
  )
}
