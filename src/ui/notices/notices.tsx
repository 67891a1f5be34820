import { useLayoutEffect, useRef } from 'react'
import { useWorkspace } from '../appContext.ts'
import { InterruptedExports } from '../queue/interruptedExports.tsx'
import { QueueButton } from '../queue/queueButton.tsx'
import { useElementSize } from '../timeline/elementSize.ts'
import { Messages } from './messages.tsx'
import styles from './notices.module.css'
import { UpdateNotice } from './updateNotice.tsx'

/** Where messages are: over the foot of the picture column, or in the corner of the first screen. */
export function Notices() {
  const opened = useWorkspace((state) => state.opened)
  // The dialog has them in itself: what lies behind it cannot be read or dismissed.
  const elsewhere = useWorkspace((state) => state.filesOpen)
  const dock = useRef<HTMLDivElement>(null)
  const { height } = useElementSize(dock)
  useLayoutEffect(() => {
    // What the messages cover is for others to leave free.
    document.documentElement.style.setProperty('--h-notices', `${height}px`)
  }, [height])
  return (
    <div ref={dock} className={styles.dock} data-place={opened ? 'column' : 'corner'} aria-live="polite">
      {!opened && <QueueButton />}
      <InterruptedExports />
      <UpdateNotice />
      {!elsewhere && <Messages />}
    </div>
  )
}
