import { useMemo, useRef } from 'react'
import type { Clip, ClipId } from '../../domain/session.ts'
import { useWorkspace } from '../appContext.ts'

/** The clips among these that are selected: the same set for as long as they are. */
export function useSelectedAmong(clips: readonly Clip[]): ReadonlySet<ClipId> {
  const all = useWorkspace((state) => state.selectedClips)
  const last = useRef<ReadonlySet<ClipId>>(new Set())
  return useMemo(() => {
    const ids = clips.flatMap(({ id }) => (all.has(id) ? [id] : []))
    const same = ids.length === last.current.size && ids.every((id) => last.current.has(id))
    if (!same) last.current = new Set(ids)
    return last.current
  }, [clips, all])
}
