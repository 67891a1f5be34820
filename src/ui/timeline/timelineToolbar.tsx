import { Maximize2, Ruler as RulerIcon, ZoomIn, ZoomOut } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useApp, useDocument } from '../appContext.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { useLiveView, useRestedView } from './liveView.ts'
import { spanLabel } from './spanLabel.ts'
import styles from './timelineToolbar.module.css'
import { fitView } from './timeView.ts'
import { ViewChoices } from './viewChoices.tsx'

export function TimelineToolbar() {
  const { actions } = useApp()
  const live = useLiveView()
  const fits = useSyncExternalStore(live.subscribe, () => {
    const { view, extent } = live.now()
    return view.samplesPerPixel >= fitView(extent).samplesPerPixel
  })

  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Timeline zoom">
      <IconButton
        icon={<ZoomOut />}
        label="Zoom out"
        size="sm"
        onPress={() => actions.zoom(-1)}
        disabled={fits}
      />
      <IconButton icon={<ZoomIn />} label="Zoom in" size="sm" onPress={() => actions.zoom(1)} />
      <IconButton
        icon={<Maximize2 />}
        label="Show the whole programme"
        size="sm"
        onPress={() => actions.setView(null)}
        disabled={fits}
      />
      <ViewChoices />
      <IconButton
        icon={<RulerIcon />}
        label="Time display"
        size="sm"
        onPress={() => actions.ask('timeDisplay')}
      />
      <Span />
    </div>
  )
}

/** How much is in view. */
function Span() {
  const { view, extent } = useRestedView().rested
  const sampleRate = useDocument((state) => state.session.sampleRate)
  return (
    <span className={styles.span} title="Time in view">
      {spanLabel(extent.width * view.samplesPerPixel, sampleRate)}
    </span>
  )
}
