import { ChevronsUpDown, Locate, LocateFixed, LocateOff } from 'lucide-react'
import type { LaneSize } from '../../state/laneView.ts'
import type { FollowMode } from '../../state/workspaceStore.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { IconSelect } from '../primitives/iconSelect.tsx'
import { useKey } from '../shortcuts/useKey.ts'

const FOLLOW: readonly { readonly value: FollowMode; readonly label: string }[] = [
  { value: 'off', label: 'Do not follow' },
  { value: 'page', label: 'By pages' },
  { value: 'continuous', label: 'Continuously' },
]
const FOLLOW_ICONS = { off: <LocateOff />, page: <Locate />, continuous: <LocateFixed /> }

const HEIGHTS: readonly { readonly value: LaneSize | 'own'; readonly label: string }[] = [
  { value: 'own', label: 'Each its own' },
  { value: 'small', label: 'All small' },
  { value: 'medium', label: 'All medium' },
  { value: 'large', label: 'All large' },
  { value: 'fit', label: 'As there is room' },
]

/** How the playhead is followed, and how high the tracks are. */
export function ViewChoices() {
  const { actions } = useApp()
  const [followKey, heightsKey] = [useKey('nextFollow'), useKey('laneSizes')]
  const follow = useWorkspace((state) => state.follow)
  const none = useWorkspace((state) => state.lanes.heights.size === 0)
  return (
    <>
      <IconSelect
        icon={FOLLOW_ICONS[follow]}
        label="Follow the playhead"
        options={FOLLOW}
        value={follow}
        onChange={actions.setFollow}
        shortcut={followKey}
      />
      <IconSelect
        icon={<ChevronsUpDown />}
        label="Track heights"
        options={none ? HEIGHTS.slice(1) : HEIGHTS}
        value={none ? 'fit' : 'own'}
        onChange={(size) => {
          if (size !== 'own') actions.setLaneSize(size, true)
        }}
        shortcut={heightsKey}
      />
    </>
  )
}
