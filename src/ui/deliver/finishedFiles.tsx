import { Download } from 'lucide-react'
import type { ExportState } from '../../state/workspaceStore.ts'
import { useApp } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import styles from './finishedFiles.module.css'

/** `15.0 MB`: decimal units, as file managers show them. */
const sizeLabel = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`

export function FinishedFiles({ done }: { readonly done: Extract<ExportState, { phase: 'done' }> }) {
  const { actions } = useApp()
  return (
    <div className={styles.finished}>
      <h2>Written to {done.destination}</h2>
      {done.files.length === 0 && (
        <p>
          {done.report.deliverables.flatMap(({ files }) => files.map(({ file }) => file)).join(', ')} and the
          report.
        </p>
      )}
      <ul>
        {done.files.map((file, index) => (
          <li key={file.name}>
            <code title={file.name}>{file.name}</code>
            <span>{sizeLabel(file.size)}</span>
            <Button
              icon={<Download size={14} aria-hidden="true" />}
              label={`Save again: ${file.name}`}
              onPress={() => actions.saveFile(index)}
            >
              Save again
            </Button>
          </li>
        ))}
      </ul>
      {done.report.warnings.length > 0 && (
        <>
          <h2>Warnings</h2>
          {done.report.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </>
      )}
    </div>
  )
}
