import { Magnet } from 'lucide-react'
import type { OverlapPolicy } from '../../domain/clipCommands.ts'
import type { SnapTo } from '../../state/workspaceStore.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { useKey } from '../shortcuts/useKey.ts'
import styles from './timelineToolbar.module.css'

const SNAPS: readonly (readonly [SnapTo, string])[] = [
  ['frame', 'Frame'],
  ['second', 'Second'],
  ['clips', 'Clips'],
  ['markers', 'Markers'],
  ['playhead', 'Playhead'],
]
const OVERLAPS: readonly (readonly [OverlapPolicy, string])[] = [
  ['trim', 'Trim'],
  ['crossfade', 'Crossfade'],
]

/** How clips are edited: what they hold on to, and what becomes of those that others land on. */
export function EditToolbar() {
  const { actions } = useApp()
  const snapKey = useKey('snap')
  const snapOn = useWorkspace((state) => state.snapOn)
  const snapTo = useWorkspace((state) => state.snapTo)
  const overlap = useWorkspace((state) => state.overlap)
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Editing">
      <IconButton
        icon={<Magnet />}
        label="Snap"
        size="sm"
        pressed={snapOn}
        onPress={actions.toggleSnap}
        shortcut={snapKey}
      />
      <select
        aria-label="Snap to"
        title="What dragged clips and edges hold on to"
        value={snapTo}
        onChange={({ target }) => {
          const choice = SNAPS.find(([value]) => value === target.value)
          if (choice) actions.setSnapTo(choice[0])
        }}
      >
        {SNAPS.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <select
        className={styles.last}
        aria-label="Overlaps"
        title="What becomes of clips that others land on"
        value={overlap}
        onChange={({ target }) => {
          const choice = OVERLAPS.find(([value]) => value === target.value)
          if (choice) actions.setOverlap(choice[0])
        }}
      >
        {OVERLAPS.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}
