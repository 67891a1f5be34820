import '../tokens.css'
import '../base.css'
import { startTransition, useDeferredValue, useEffect, useState } from 'react'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { ClipListDialog } from '../clipList/clipListDialog.tsx'
import { Console } from '../console/console.tsx'
import { ExportView } from '../deliver/exportView.tsx'
import { ReplaceDialog } from '../deliver/replaceDialog.tsx'
import { FilesAtHand } from '../files/filesAtHand.tsx'
import { FilesDialog } from '../files/filesDialog.tsx'
import { HistoryPanel } from '../history/historyPanel.tsx'
import { MarkersDialog } from '../markers/markersDialog.tsx'
import { DropTarget } from '../notices/dropTarget.tsx'
import { Notices } from '../notices/notices.tsx'
import hidden from '../primitives/visuallyHidden.module.css'
import { QueueDialog } from '../queue/queueDialog.tsx'
import { ShortcutsDialog } from '../shortcuts/shortcutsDialog.tsx'
import { useShortcuts } from '../shortcuts/useShortcuts.ts'
import { PackageDialog } from '../start/packageDialog.tsx'
import { ReelPanel } from '../start/reelPanel.tsx'
import { StartScreen } from '../start/startScreen.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { TopBar } from '../transport/topBar.tsx'
import { AccessBanner } from './accessBanner.tsx'
import styles from './appShell.module.css'
import { Questions } from './questions.tsx'

/** The whole window: the first screen, or the session with its timeline above and its console below. */
export function AppShell() {
  // Deferred, so that React builds the mixing screen in slices and the import beside it goes on.
  const opened = useDeferredValue(useWorkspace((state) => state.opened))
  const exporting = useWorkspace((state) => state.exporting.phase !== 'closed')
  useShortcuts()
  return (
    <DropTarget>
      {opened ? <MixScreen /> : <StartScreen />}
      {exporting && <ExportView />}
      <Notices />
      <FilesDialog />
      <ClipListDialog />
      <PackageDialog />
      <ReplaceDialog />
      <MarkersDialog />
      <QueueDialog />
      <ShortcutsDialog />
      <Questions />
    </DropTarget>
  )
}

function MixScreen() {
  const { actions } = useApp()
  const typing = useWorkspace((state) => state.asking === 'timecode')
  const title = useDocument((state) => state.session.title)
  const painted = usePainted()
  return (
    <div className={styles.mixScreen}>
      <TopBar typingTimecode={typing} onTypingTimecode={(on) => actions.ask(on ? 'timecode' : null)} />
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
        {painted && <Console />}
      </main>
    </div>
  )
}

/** Whether what was mounted with this has been seen. What waits for it is laid out and painted in a task of its own. */
function usePainted(): boolean {
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    const frame = requestAnimationFrame(() => startTransition(() => setPainted(true)))
    return () => cancelAnimationFrame(frame)
  }, [])
  return painted
}
