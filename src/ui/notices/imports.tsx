import { X } from 'lucide-react'
import { memo, useRef } from 'react'
import type { ImportItem, ImportTotal } from '../../state/workspaceStore.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import { focusNext } from './focusNext.ts'
import { cancelLabel, percentOf, phaseText, timeLeftText, totalPart, totalText } from './importFigures.ts'
import styles from './imports.module.css'

/** Files on their way in: one by one, and together where there are several. `compact` leaves room for messages. */
export function Imports({ compact }: { readonly compact: boolean }) {
  const { actions } = useApp()
  const imports = useWorkspace((state) => state.imports)
  const total = useWorkspace((state) => state.importTotal)
  const list = useRef<HTMLUListElement>(null)
  if (imports.length === 0) return null
  // The files come before the pictures of those that are there already.
  const inOrder = [...imports].sort((a, b) => Number(a.phase === 'waveform') - Number(b.phase === 'waveform'))
  return (
    // Spoken once by its name; a figure a second would drown everything else.
    <div className={styles.imports} data-compact={compact || undefined} aria-live="off">
      {total && total.files > 1 && <Total total={total} onCancel={actions.cancelImports} />}
      <ul ref={list} aria-label="Files on their way in">
        {inOrder.map((item) => (
          <ImportRow
            key={item.id}
            item={item}
            onCancel={() => {
              focusNext(list.current)
              actions.cancelImport(item.id)
            }}
          />
        ))}
      </ul>
    </div>
  )
}

function Total({ total, onCancel }: { readonly total: ImportTotal; readonly onCancel: () => void }) {
  const percent = percentOf(totalPart(total))
  return (
    <div className={styles.total}>
      <p>
        <b>{totalText(total)}</b>
        <span>{timeLeftText(total, performance.now())}</span>
      </p>
      <b className={styles.percent}>{percent} %</b>
      <Button label="Cancel all imports" onPress={onCancel}>
        Cancel all
      </Button>
      <progress aria-label={`Import of ${total.files} files`} value={percent} max={100} />
    </div>
  )
}

const ImportRow = memo(
  function ImportRow({ item, onCancel }: { readonly item: ImportItem; readonly onCancel: () => void }) {
    const text = phaseText(item)
    return (
      <li className={styles.row} data-phase={item.phase}>
        <span title={item.fileName}>{item.fileName}</span>
        <i>{text}</i>
        <IconButton icon={<X />} size="sm" label={cancelLabel(item)} onPress={onCancel} />
        <progress
          aria-label={`Import of ${item.fileName}`}
          aria-valuetext={text}
          value={percentOf(item.progress)}
          max={100}
        />
      </li>
    )
  },
  // The function is another at every render, and does the same as long as the item is the same.
  (before, after) => before.item === after.item,
)
