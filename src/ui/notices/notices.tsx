import { useLayoutEffect, useRef } from 'react'
import { useApp, useWorkspace } from '../appContext.ts'
import { InterruptedExports } from '../queue/interruptedExports.tsx'
import { QueueButton } from '../queue/queueButton.tsx'
import { useElementSize } from '../timeline/elementSize.ts'
import { InterruptedImports } from './interruptedImports.tsx'
import { Messages } from './messages.tsx'
import styles from './notices.module.css'
import { UpdateNotice } from './updateNotice.tsx'

/** Where messages are: over the foot of the picture column, or in the corner of the first screen. */
export function Notices() {
  const { workspace } = useApp()
  const opened = useWorkspace((state) => state.opened)
  // What covers the page has them in itself: what lies behind it cannot be read or dismissed.
  const elsewhere = useWorkspace((state) => state.filesOpen || state.exporting.phase !== 'closed')
  const dock = useRef<HTMLDivElement>(null)
  const { height } = useElementSize(dock)
  // Told by the store: a property of the root that everything inherits has the style of all of the page found anew.
  useLayoutEffect(() => workspace.setState({ noticesHeight: height }), [workspace, height])
  return (
    <div ref={dock} className={styles.dock} data-place={opened ? 'column' : 'corner'} aria-live="polite">
      {!opened && <QueueButton />}
      <InterruptedExports />
      <InterruptedImports />
      <UpdateNotice />
      {!elsewhere && <Messages />}
    </div>
  )
}
