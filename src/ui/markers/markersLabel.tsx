import { List, Plus } from 'lucide-react'
import { markersOf } from '../../domain/markers.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import hidden from '../primitives/visuallyHidden.module.css'
import { useKey } from '../shortcuts/useKey.ts'
import { markerLabel } from './markerText.ts'

/** The head of the marker row. Which marker was added, gone to or moved is said to who does not see the row. */
export function MarkersLabel({ className }: { readonly className: string | undefined }) {
  const { actions } = useApp()
  const [addKey, listKey] = [useKey('addMarker'), useKey('markerList')]
  const selected = useWorkspace((state) => state.selectedMarkers)
  const [id] = selected.size === 1 ? selected : []
  const said = useDocument(({ session }) => {
    const only = id === undefined ? undefined : markersOf(session).find((marker) => marker.id === id)
    return only && markerLabel(only, session)
  })
  return (
    <div className={className}>
      <span className={hidden.visuallyHidden} role="status" aria-label="Marker">
        {said}
      </span>
      Markers
      <span />
      <IconButton
        icon={<Plus />}
        label="Add marker"
        size="sm"
        shortcut={addKey}
        onPress={() => actions.addMarker()}
      />
      <IconButton
        icon={<List />}
        label="Marker list"
        size="sm"
        shortcut={listKey}
        onPress={() => actions.setMarkersOpen(true)}
      />
    </div>
  )
}
