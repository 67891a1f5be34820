import { Plus } from 'lucide-react'
import { useState } from 'react'
import { markersOf } from '../../domain/markers.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { plural } from '../format.ts'
import { EditFooter } from '../notices/editFooter.tsx'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { MarkerFileBar } from './markerFileBar.tsx'
import { type MarkerSort, markerList } from './markerList.ts'
import styles from './markersDialog.module.css'
import { MarkerTable } from './markerTable.tsx'

/** All markers and regions of the session: found, sorted, edited, brought in and saved. */
export function MarkersDialog() {
  const open = useWorkspace((state) => state.markersOpen)
  return open ? <OpenMarkers /> : null
}

function OpenMarkers() {
  const { actions } = useApp()
  const markers = useDocument(({ session }) => markersOf(session))
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState<MarkerSort>({ by: 'start', descending: false })
  const listed = markerList(markers, search, sort)
  const count = listed.length === markers.length ? '' : `${listed.length} of `

  return (
    <Dialog
      title="Markers"
      open
      full
      onClose={() => actions.setMarkersOpen(false)}
      footer={<EditFooter onDone={() => actions.setMarkersOpen(false)} />}
    >
      <div className={styles.top}>
        <input
          type="search"
          className={styles.search}
          aria-label="Search markers"
          placeholder="Search names and notes"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || search === '') return
            event.preventDefault()
            event.stopPropagation()
            setSearch('')
          }}
        />
        <span className={styles.count} role="status">
          {count}
          {plural(markers.length, 'marker')}
        </span>
        <Button icon={<Plus size={16} aria-hidden="true" />} onPress={() => actions.addMarker()}>
          Add at the playhead
        </Button>
        <Button onPress={actions.addRegionFromLoop}>Region from loop</Button>
      </div>
      <MarkerFileBar />
      <MarkerTable markers={listed} sort={sort} onSort={setSort} searched={search !== ''} />
    </Dialog>
  )
}
