import { X } from 'lucide-react'
import { memo, type RefObject } from 'react'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { MarkerRow } from '../markers/markerRow.tsx'
import { MarkersLabel } from '../markers/markersLabel.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import { EditToolbar } from './editToolbar.tsx'
import { LoopRow } from './loopRow.tsx'
import { Overview } from './overview.tsx'
import { Ruler } from './ruler.tsx'
import { RulerHead } from './rulerHead.tsx'
import { spanLabel } from './spanLabel.ts'
import styles from './timeline.module.css'
import { TimelineToolbar } from './timelineToolbar.tsx'

/** What is over the lanes: the tools, the whole film, rulers of time, the loop, markers. Edits of clips leave it as it is. */
export const TimelineHead = memo(function TimelineHead({
  root,
}: {
  readonly root: RefObject<HTMLDivElement | null>
}) {
  return (
    <div ref={root} className={styles.header}>
      <EditToolbar />
      <Overview />
      <RulerHead>
        <TimelineToolbar />
      </RulerHead>
      <Ruler />
      <LoopLabel />
      <LoopRow />
      <MarkersLabel className={styles.label} />
      <MarkerRow />
    </div>
  )
})

function LoopLabel() {
  const { actions } = useApp()
  const sampleRate = useDocument((state) => state.session.sampleRate)
  const loop = useWorkspace((state) => state.loop)
  return (
    <div className={styles.label}>
      Loop
      {loop && (
        <>
          <span>{spanLabel(loop.end - loop.start, sampleRate)}</span>
          <IconButton icon={<X />} label="Remove the loop" size="sm" onPress={() => actions.setLoop(null)} />
        </>
      )}
    </div>
  )
}
