import { sampleCount } from '../../domain/sampleCount.ts'
import { type Track, trackStart } from '../../domain/session.ts'
import { typedLength } from '../../domain/typedLength.ts'
import type { SamplePosition } from '../../domain/units.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { ValueField } from '../primitives/valueField.tsx'
import { parsePosition, positionText } from './positionText.ts'

/** Where a track begins, to be typed: as time is shown, or in samples from the start of the session. */
export function PositionFields({ track }: { readonly track: Track }) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const format = useWorkspace((state) => state.timeFormat)
  const start = trackStart(track)

  const move = (to: SamplePosition | undefined, unread: string): string | null => {
    if (to === undefined) return unread
    actions.moveTo(track.id, to)
    return null
  }
  return (
    <>
      <ValueField
        label="Starts at"
        value={positionText(start, session, format)}
        onCommit={(text) => move(parsePosition(text, session, format), 'Not in the session')}
      />
      <ValueField
        label="In samples"
        value={sampleCount(start)}
        onCommit={(text) => move(typedLength(text, session), 'Not a length')}
      />
    </>
  )
}
