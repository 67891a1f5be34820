import { List, Plus } from 'lucide-react'
import { useApp } from '../appContext.ts'
import { IconButton } from '../primitives/iconButton.tsx'

/** The head of the marker row. */
export function MarkersLabel({ className }: { readonly className: string | undefined }) {
  const { actions } = useApp()
  return (
    <div className={className}>
      Markers
      <span />
      <IconButton
        icon={<Plus />}
        label="Add marker"
        size="sm"
        shortcut="M"
        onPress={() => actions.addMarker()}
      />
      <IconButton
        icon={<List />}
        label="Marker list"
        size="sm"
        shortcut="Shift+W"
        onPress={() => actions.setMarkersOpen(true)}
      />
    </div>
  )
}
