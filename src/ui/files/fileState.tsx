import { AudioLines, CircleCheck, CircleX, Clock, TriangleAlert } from 'lucide-react'
import { isAway } from '../../domain/relink.ts'
import type { MediaId, TrackId } from '../../domain/session.ts'
import { isUndrawn } from '../../state/undrawn.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { FilePicker } from '../primitives/filePicker.tsx'
import styles from './fileState.module.css'
import { focusTrack } from './focusTrack.ts'
import { stateText } from './standing.ts'

const ICONS = { good: CircleCheck, plain: Clock, warn: TriangleAlert, bad: CircleX } as const

/** Where a file is, and what can be done when it is not at hand, or not drawn. */
export function FileState(props: {
  readonly media: MediaId
  readonly fileName: string
  readonly track: TrackId
}) {
  const { media, fileName, track } = props
  const { actions, canPickFiles } = useApp()
  const undrawn = useWorkspace((now) => isUndrawn(now, media))
  const state = useWorkspace(({ mediaStates }) => mediaStates.get(media))
  const { text, detail, tone } = stateText(state)
  const Icon = ICONS[tone]
  const isAlone = state?.kind === 'ready' && state.original === 'none'
  const wanted = isAway(state) ? 'Relink' : isAlone ? 'Add the original of' : null
  return (
    <div
      className={styles.state}
      data-tone={tone}
      data-permission={state?.kind === 'permission' ? true : undefined}
    >
      <Icon size={14} aria-hidden="true" />
      <span title={detail}>{text}</span>
      {(state?.kind === 'permission' || (state?.kind === 'ready' && state.original === 'refused')) && (
        <Button label={`Allow reading, ${fileName}`} onPress={() => void actions.allowFiles()}>
          Allow
        </Button>
      )}
      {wanted && (
        <FilePicker
          label={`${wanted} ${fileName}`}
          size="small"
          onFiles={([file]) => file && void actions.relink(media, { file, reference: null })}
          onPick={canPickFiles ? () => void actions.pickRelink(media) : undefined}
        >
          {wanted === 'Relink' ? 'Relink…' : 'Add original…'}
        </FilePicker>
      )}
      {undrawn && (
        <Button
          icon={<AudioLines size={14} aria-hidden="true" />}
          label={`Draw waveform of ${fileName}`}
          title={`Draw waveform of ${fileName}`}
          onPress={() => {
            // The button goes.
            focusTrack(track)
            void actions.drawWaveforms([media])
          }}
        >
          Draw
        </Button>
      )}
    </div>
  )
}
