import { useState } from 'react'
import { sampleCount } from '../../domain/sampleCount.ts'
import { type Track, trackStart } from '../../domain/session.ts'
import { typedLength } from '../../domain/typedLength.ts'
import type { SamplePosition } from '../../domain/units.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { TextField } from '../primitives/textField.tsx'
import { parsePosition, positionText } from './positionText.ts'

/** Where a track begins, to be typed: as time is shown, or in samples from the start of the session. */
export function PositionFields({ track }: { readonly track: Track }) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const format = useWorkspace((state) => state.timeFormat)
  const [refused, setRefused] = useState<{ field: 'timecode' | 'samples'; text: string } | null>(null)
  const start = trackStart(track)

  const commit = (field: 'timecode' | 'samples', text: string, to: SamplePosition | undefined): void => {
    setRefused(to === undefined ? { field, text } : null)
    if (to !== undefined) actions.moveTo(track.id, to)
  }
  const shown = (field: 'timecode' | 'samples', value: string): string =>
    refused?.field === field ? refused.text : value
  return (
    <>
      <TextField
        label="Starts at"
        value={shown('timecode', positionText(start, session, format))}
        onCommit={(text) => commit('timecode', text, parsePosition(text, session, format))}
        {...(refused?.field === 'timecode' && { invalid: 'Not in the session' })}
      />
      <TextField
        label="In samples"
        value={shown('samples', sampleCount(start))}
        onCommit={(text) => commit('samples', text, typedLength(text, session))}
        {...(refused?.field === 'samples' && { invalid: 'Not a length' })}
      />
    </>
  )
}
