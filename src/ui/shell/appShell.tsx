import '../tokens.css'
import '../base.css'
import { useCallback, useDeferredValue, useState } from 'react'
import { useDocument, useWorkspace } from '../appContext.ts'
import { Console } from '../console/console.tsx'
import { ExportView } from '../deliver/exportView.tsx'
import { FilesAtHand } from '../files/filesAtHand.tsx'
import { FilesDialog } from '../files/filesDialog.tsx'
import { HistoryPanel } from '../history/historyPanel.tsx'
import { DropTarget } from '../notices/dropTarget.tsx'
import { Notices } from '../notices/notices.tsx'
import hidden from '../primitives/visuallyHidden.module.css'
import { ShortcutsDialog } from '../shortcuts/shortcutsDialog.tsx'
import { useShortcuts } from '../shortcuts/useShortcuts.ts'
import { ReelPanel } from '../start/reelPanel.tsx'
import { StartScreen } from '../start/startScreen.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { TopBar } from '../transport/topBar.tsx'
import { AccessBanner } from './accessBanner.tsx'
import styles from './appShell.module.css'

/** The whole window: the first screen, or the session with its timeline above and its console below. */
export function AppShell() {
  // Deferred, so that React builds the mixing screen in slices and the import beside it goes on.
  const opened = useDeferredValue(useWorkspace((state) => state.opened))
  const exporting = useWorkspace((state) => state.exporting.phase !== 'closed')
  const [typingTimecode, setTypingTimecode] = useState(false)
  const typeTimecode = useCallback(() => setTypingTimecode(true), [])
  useShortcuts({ onTypeTimecode: typeTimecode })
  return (
    <DropTarget>
      {opened ? (
        <MixScreen typingTimecode={typingTimecode} onTypingTimecode={setTypingTimecode} />
      ) : (
        <StartScreen />
      )}
      {exporting && <ExportView />}
      <Notices />
      <FilesDialog />
      <ShortcutsDialog />
    </DropTarget>
  )
}

function MixScreen(props: {
  readonly typingTimecode: boolean
  readonly onTypingTimecode: (typing: boolean) => void
}) {
  const title = useDocument((state) => state.session.title)
  return (
    <div className={styles.mixScreen}>
      <TopBar {...props} />
      <main className={styles.main}>
        <h1 className={hidden.visuallyHidden}>{title}</h1>
        <div className={styles.upper}>
          <div className={styles.reel} data-region="reel">
            <HistoryPanel />
            <ReelPanel />
          </div>
          <div className={styles.timeline} data-region="timeline">
            <AccessBanner />
            <FilesAtHand banner />
            <Timeline />
          </div>
        </div>
        <Console />
      </main>
    </div>
  )
}
