import { AudioLines } from 'lucide-react'
import { isUndrawn } from '../../state/undrawn.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import styles from './filesAtHand.module.css'
import { focusTrack } from './focusTrack.ts'

/** Says how many files have no waveform, and draws them all; nothing when all are drawn, or on their way to be. */
export function WaveformBar() {
  const { actions } = useApp()
  const { media, tracks } = useDocument((state) => state.session)
  const all = Object.keys(media)
  const count = useWorkspace((state) => all.filter((id) => isUndrawn(state, id)).length)
  if (count === 0) return null
  return (
    <section className={styles.atHand} aria-label="Files without a waveform">
      <div className={styles.line}>
        <AudioLines size={16} aria-hidden="true" />
        <p>{plural(count, 'file has', 'files have')} no waveform.</p>
        <div className={styles.actions}>
          <Button
            onPress={() => {
              // The button goes.
              focusTrack(tracks[0]?.id ?? '')
              void actions.drawWaveforms(all)
            }}
          >
            {count === 1 ? 'Draw waveform' : 'Draw waveforms'}
          </Button>
        </div>
      </div>
    </section>
  )
}
