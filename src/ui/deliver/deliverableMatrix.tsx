import { Check, Minus } from 'lucide-react'
import { DELIVERABLES } from '../../domain/deliverables/registry.ts'
import { filesOf } from '../../domain/deliveryPlan.ts'
import { orderedDeliverables } from '../../domain/sessionDeliverables.ts'
import { shownStems } from '../../domain/stems.ts'
import type { OpenExport } from '../../state/workspaceStore.ts'
import { useDocument, useWorkspace } from '../appContext.ts'
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
  const session = useDocument((state) => state.session)
  const { format } = useWorkspace((state) => state.exportSettings)
  const { tracks } = session
  const columns = shownStems(tracks)
  return (
    <table className={styles.matrix}>
      <caption>
        <VisuallyHidden>Which stems each deliverable is made of</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">Deliverable</th>
          {columns.map((stem) => {
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
        {orderedDeliverables(session, undefined).map((row, index) => (
          <tr key={row.id}>
            <th scope="row">
              <b>{row.name}</b> <span>{purposeOf(row.id)}</span>
              <FileNames names={filesOf(session, { name, format }, row).map((file) => file.name)} />
            </th>
            {columns.map((stem) => (
              <td key={stem.id} style={stemStyle(stem.id)}>
                {row.stems.includes(stem.id) ? (
                  <span className={styles.on} data-stem={stem.id}>
                    <Check size={14} role="img" aria-label="in" />
                  </span>
                ) : (
                  <Minus size={14} role="img" aria-label="not in" />
                )}
              </td>
            ))}
            <td>
              <Progress exporting={exporting} index={index} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const purposeOf = (id: string): string => DELIVERABLES.find((spec) => spec.id === id)?.purpose ?? ''

/** The first file, and how many more there are. */
function FileNames({ names }: { readonly names: readonly string[] }) {
  const [first, ...others] = names
  return (
    <code title={names.join('\n')}>
      {first}
      {others.length > 0 && ` and ${others.length} more`}
    </code>
  )
}

function Progress({ exporting, index }: { readonly exporting: OpenExport; readonly index: number }) {
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
      const part = progress?.parts[index] ?? 0
      return (
        <>
          <span className={styles.bar} style={{ '--part': `${part * 100}%` } as React.CSSProperties} />
          {progress ? `${Math.floor(part * 100)} %` : 'Starting'}
        </>
      )
    }
  }
}
