import { useMemo, useState } from 'react'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { plural } from '../format.ts'
import { EditFooter } from '../notices/editFooter.tsx'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { focusClips } from '../timeline/focusClips.ts'
import { ClipGrid } from './clipGrid.tsx'
import styles from './clipListDialog.module.css'
import { type ClipSort, clipRows, filterRows, sortRows } from './clipRows.ts'
import { listedSelection } from './listSelection.ts'

/** Every clip of the session in figures: to find, select and edit without the picture. */
export function ClipListDialog() {
  const open = useWorkspace((state) => state.clipListOpen)
  return open ? <OpenClipList /> : null
}

function OpenClipList() {
  const app = useApp()
  const { actions, workspace } = app
  const session = useDocument((state) => state.session)
  const selected = useWorkspace((state) => state.selectedClips)
  const current = useWorkspace((state) => state.currentClip)
  const [filter, setFilter] = useState('')
  const [sort, setSort] = useState<ClipSort>({ column: 'track', descending: false })
  const all = useMemo(() => clipRows(session), [session])
  const rows = useMemo(() => sortRows(filterRows(all, filter), sort), [all, filter, sort])
  const chosen = listedSelection(rows, selected).length
  const close = (): void => actions.setClipListOpen(false)

  const showInTimeline = (): void => {
    const row = all.find(({ clip }) => clip.id === current)
    if (!row) return
    actions.foldStem(row.track.stem, false)
    if (workspace.getState().lanes.hidden.has(row.track.id)) actions.showTrack(row.track.id)
    close()
    // Once the dialog has given the focus back.
    requestAnimationFrame(() => requestAnimationFrame(() => focusClips(app)))
  }

  return (
    <Dialog
      title="Clips"
      open
      full
      onClose={close}
      footer={
        <EditFooter onDone={close}>
          <Button disabled={chosen === 0} onPress={showInTimeline}>
            Show in the timeline
          </Button>
        </EditFooter>
      }
    >
      <div className={styles.top}>
        <label>
          Find
          <input
            type="search"
            value={filter}
            placeholder="Track, name or source"
            spellCheck={false}
            onChange={(event) => setFilter(event.target.value)}
          />
        </label>
        <p role="status">
          {rows.length === all.length
            ? plural(all.length, 'clip')
            : `${rows.length} of ${plural(all.length, 'clip')}`}
          {chosen > 0 && `, ${chosen} selected`}
        </p>
      </div>
      <ClipGrid rows={rows} session={session} sort={sort} onSort={setSort} />
    </Dialog>
  )
}
