import { layoutOf } from '../../domain/layout.ts'
import { rateLabel } from '../../domain/sampleRates.ts'
import { useDocument } from '../appContext.ts'
import { Dialog } from '../primitives/dialog.tsx'
import facts from './facts.module.css'
import { SessionFields } from './sessionFields.tsx'

/** How the open session counts: what can be changed of it, and what is fixed. */
export function SessionSettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const sampleRate = useDocument((state) => state.session.sampleRate)
  const layout = useDocument((state) => state.session.layout)
  return (
    <Dialog title="Session settings" open onClose={onClose}>
      <SessionFields />
      <div className={facts.notes}>
        <p>
          Another start or frame rate gives every place another timecode; nothing moves in time. Undo takes it
          back.
        </p>
        <p>
          {rateLabel(sampleRate)}, {layoutOf(layout).label}: fixed since the session was made. For another
          sample rate, make a new session and import the files there.
        </p>
      </div>
    </Dialog>
  )
}
