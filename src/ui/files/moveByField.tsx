import type { TrackId } from '../../domain/session.ts'
import { typedMove } from '../../domain/typedTime.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { ValueField } from '../primitives/valueField.tsx'

/** Moves tracks by a length that is typed, earlier with a minus: all of them or none, as one step. */
export function MoveByField({ tracks }: { readonly tracks: readonly TrackId[] }) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const format = useWorkspace((state) => state.timeFormat)

  const move = (text: string): string | null => {
    const typed = typedMove(text, format, session)
    if (!typed) return 'Not a length'
    return typed.by === 0 || actions.nudge(tracks, typed.by, typed.unit) ? null : 'Not moved'
  }
  return (
    <ValueField
      label="Move by"
      value=""
      hint="Later, or earlier with −. May be typed so: +00:00:08:12, −12 f, 480 samples, 250 ms"
      onCommit={move}
    />
  )
}
