import { ArrowDown, ArrowUp, Copy, Pencil, Plus, RotateCcw, Trash2 } from 'lucide-react'
import type { Deliverable } from '../../domain/deliverables/deliverable.ts'
import { useDocument } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import styles from './deliverableGrid.module.css'
import type { RowChanges } from './rowChanges.ts'

type DeliverableBarProps = {
  /** The row that the keyboard is at. */
  readonly row: Deliverable | undefined
  readonly rows: readonly Deliverable[]
  readonly locked: boolean
  readonly changes: RowChanges
  readonly onSelect: (id: string) => void
  readonly onEdit: () => void
}

/** What can be done to the row that is selected in the matrix, and to all of them. */
export function DeliverableBar({ row, rows, locked, changes, onSelect, onEdit }: DeliverableBarProps) {
  const changed = useDocument((state) => state.session.deliverables !== undefined)
  const at = rows.findIndex(({ id }) => id === row?.id)
  const own = row !== undefined && changes.isOwn(row)
  return (
    <div className={styles.bar} role="toolbar" aria-label="Deliverables">
      <h2>{row ? row.name : 'Deliverables'}</h2>
      <IconButton
        icon={<Pencil />}
        label={`Change ${row?.name ?? ''}…`}
        disabled={locked || !row}
        onPress={onEdit}
      />
      <IconButton
        icon={<Copy />}
        label={`Duplicate ${row?.name ?? ''}`}
        disabled={locked || !row}
        onPress={() => row && onSelect(changes.duplicate(row))}
      />
      <IconButton
        icon={<ArrowUp />}
        label={`Move ${row?.name ?? ''} up`}
        disabled={locked || at <= 0}
        onPress={() => row && changes.move(row, -1)}
      />
      <IconButton
        icon={<ArrowDown />}
        label={`Move ${row?.name ?? ''} down`}
        disabled={locked || at < 0 || at === rows.length - 1}
        onPress={() => row && changes.move(row, 1)}
      />
      <IconButton
        icon={<Trash2 />}
        label={own || !row ? `Remove ${row?.name ?? ''}` : `${row.name} is ready-made: leave it out instead`}
        disabled={locked || !own}
        onPress={() => {
          if (!row) return
          const next = rows[at + 1] ?? rows[at - 1]
          if (next) onSelect(next.id)
          changes.remove(row)
        }}
      />
      <i />
      {changed && (
        <Button icon={<RotateCcw size={14} aria-hidden="true" />} disabled={locked} onPress={changes.reset}>
          Ready-made
        </Button>
      )}
      <Button
        icon={<Plus size={14} aria-hidden="true" />}
        disabled={locked}
        onPress={() => onSelect(changes.add())}
      >
        Add deliverable
      </Button>
    </div>
  )
}
