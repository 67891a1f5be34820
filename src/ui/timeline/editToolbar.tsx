import { Magnet } from 'lucide-react'
import { OVERLAP_POLICIES, type OverlapPolicy } from '../../domain/clipCommands.ts'
import { SNAP_TARGETS, type SnapTo } from '../../state/workspaceStore.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { useKey } from '../shortcuts/useKey.ts'
import styles from './timelineToolbar.module.css'

const SNAP_LABELS: Readonly<Record<SnapTo, string>> = {
  frame: 'Frame',
  second: 'Second',
  clips: 'Clips',
  markers: 'Markers',
  playhead: 'Playhead',
}
const OVERLAP_LABELS: Readonly<Record<OverlapPolicy, string>> = { trim: 'Trim', crossfade: 'Crossfade' }

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
          const choice = SNAP_TARGETS.find((each) => each === target.value)
          if (choice) actions.setSnapTo(choice)
        }}
      >
        {SNAP_TARGETS.map((each) => (
          <option key={each} value={each}>
            {SNAP_LABELS[each]}
          </option>
        ))}
      </select>
      <select
        className={styles.last}
        aria-label="Overlaps"
        title="What becomes of clips that others land on"
        value={overlap}
        onChange={({ target }) => {
          const choice = OVERLAP_POLICIES.find((each) => each === target.value)
          if (choice) actions.setOverlap(choice)
        }}
      >
        {OVERLAP_POLICIES.map((each) => (
          <option key={each} value={each}>
            {OVERLAP_LABELS[each]}
          </option>
        ))}
      </select>
    </div>
  )
}
