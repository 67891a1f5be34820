import { Check, Minus } from 'lucide-react'
import { DELIVERABLES } from '../../domain/deliverables/registry.ts'
import { deliverableFileName } from '../../domain/delivery.ts'
import { STEMS } from '../../domain/stems.ts'
import type { OpenExport } from '../../state/workspaceStore.ts'
import { useDocument } from '../appContext.ts'
import { VisuallyHidden } from '../primitives/visuallyHidden.tsx'
import { stemStyle } from '../stemColor.ts'
import styles from './deliverableMatrix.module.css'

/** Each deliverable with its file, the stems it is made of, and how far it is. */
export function DeliverableMatrix({
  name,
  exporting,
}: {
  readonly name: string
  readonly exporting: OpenExport
}) {
  const tracks = useDocument((state) => state.session.tracks)
  return (
    <table className={styles.matrix}>
      <caption>
        <VisuallyHidden>Which stems each deliverable is made of</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">Deliverable</th>
          {STEMS.map((stem) => {
            const count = tracks.filter((track) => track.stem === stem.id).length
            return (
              <th key={stem.id} scope="col" style={stemStyle(stem.id)} data-empty={count === 0 || undefined}>
                <b title={stem.name}>{stem.code}</b>
                <span>{count === 0 ? 'none' : count === 1 ? '1 track' : `${count} tracks`}</span>
              </th>
            )
          })}
          <th scope="col">Progress</th>
        </tr>
      </thead>
      <tbody>
        {DELIVERABLES.map(({ id, name: title, purpose, stems }) => (
          <tr key={id}>
            <th scope="row">
              <b>{title}</b> <span>{purpose}</span>
              <code title={deliverableFileName(name, id)}>{deliverableFileName(name, id)}</code>
            </th>
            {STEMS.map((stem) => (
              <td key={stem.id} style={stemStyle(stem.id)}>
                {stems.includes(stem.id) ? (
                  <span className={styles.on} data-stem={stem.id}>
                    <Check size={14} role="img" aria-label="in" />
                  </span>
                ) : (
                  <Minus size={14} role="img" aria-label="not in" />
                )}
              </td>
            ))}
            <td>
              <Progress exporting={exporting} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Progress({ exporting }: { readonly exporting: OpenExport }) {
  switch (exporting.phase) {
    case 'settings':
      return 'Not started'
    case 'failed':
      return 'Not written'
    case 'done':
      return (
        <span className={styles.done}>
          <Check size={14} aria-hidden="true" />
          Done
        </span>
      )
    case 'running': {
      const { progress } = exporting
      const part = progress && progress.total > 0 ? progress.done / progress.total : 0
      return (
        <>
          <span className={styles.bar} style={{ '--part': `${part * 100}%` } as React.CSSProperties} />
          {progress ? `${Math.floor(part * 100)} %` : 'Starting'}
        </>
      )
    }
  }
}
