import { ChevronLeft } from 'lucide-react'
import { useEffect } from 'react'
import { sampleCount } from '../../domain/sampleCount.ts'
import { sessionLength } from '../../domain/session.ts'
import { formatTimecode, sampleToFrame } from '../../domain/timecode.ts'
import { frames, samplePosition } from '../../domain/units.ts'
import type { OpenExport } from '../../state/workspaceStore.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { FilesAtHand } from '../files/filesAtHand.tsx'
import { meterLoopOf } from '../meters/meterLoop.ts'
import { Messages } from '../notices/messages.tsx'
import { Button } from '../primitives/button.tsx'
import { useModalDialog } from '../primitives/useModalDialog.ts'
import { ChecksPanel } from './checksPanel.tsx'
import { DeliverableGrid } from './deliverableGrid.tsx'
import { ExportFooter } from './exportFooter.tsx'
import { ExportSettings } from './exportSettings.tsx'
import styles from './exportView.module.css'
import { LowerPanel } from './lowerPanel.tsx'

/** The delivery: settings, what feeds each file, and what was measured in it. Covers the mix while it is open. */
export function ExportView() {
  const exporting = useWorkspace((state) => state.exporting)
  return exporting.phase === 'closed' ? null : <OpenView exporting={exporting} />
}

function OpenView({ exporting }: { readonly exporting: OpenExport }) {
  const { actions, telemetry } = useApp()
  // It covers every meter, and the mix may want both cores.
  useEffect(() => meterLoopOf(telemetry).hold(), [telemetry])
  const session = useDocument((state) => state.session)
  const dialog = useModalDialog()
  const locked = exporting.phase !== 'settings' && exporting.phase !== 'failed'
  const length = sessionLength(session)
  const { frameRate, sampleRate, startFrame } = session
  const count = sampleToFrame(samplePosition(length), frameRate, sampleRate)
  const facts = [
    ['First frame', formatTimecode(startFrame, frameRate)],
    ['Last frame', formatTimecode(frames(startFrame + Math.max(0, count - 1)), frameRate)],
    ['Samples', sampleCount(length)],
    ['Frame rate', frameRate.label],
  ] as const

  return (
    <dialog
      ref={dialog}
      className={styles.view}
      aria-labelledby="export-title"
      closedby="closerequest"
      onCancel={(event) => {
        // A dialog within it is none of its business.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        actions.closeExport()
      }}
    >
      <div>
        <header className={styles.bar}>
          <Button icon={<ChevronLeft size={16} aria-hidden="true" />} onPress={actions.closeExport}>
            Mix
          </Button>
          <div className={styles.title}>
            <h1 id="export-title">Export</h1>
            <p>{session.title}</p>
          </div>
          <dl>
            {facts.map(([fact, value]) => (
              <div key={fact}>
                <dt>{fact}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </header>
        {/* Better known before than after. */}
        {(exporting.phase === 'settings' || exporting.phase === 'failed') && <FilesAtHand />}
      </div>
      <div className={styles.columns}>
        <ExportSettings locked={locked} />
        <section className={styles.middle} aria-label="Deliverables">
          <DeliverableGrid exporting={exporting} locked={locked} />
          <LowerPanel exporting={exporting} />
        </section>
        <ChecksPanel exporting={exporting} />
      </div>
      <div>
        {/* Those of the page are behind this view, where nobody reads them. */}
        <div className={styles.messages} aria-live="polite">
          <Messages />
        </div>
        <ExportFooter exporting={exporting} />
      </div>
    </dialog>
  )
}
