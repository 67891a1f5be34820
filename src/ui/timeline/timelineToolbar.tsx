import { Maximize2, Ruler as RulerIcon, ZoomIn, ZoomOut } from 'lucide-react'
import { useApp } from '../appContext.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { spanLabel } from './spanLabel.ts'
import styles from './timelineToolbar.module.css'
import { type Extent, fitView, type TimeView } from './timeView.ts'
import { ViewChoices } from './viewChoices.tsx'

export function TimelineToolbar(props: {
  readonly view: TimeView
  readonly extent: Extent
  readonly sampleRate: number
}) {
  const { view, extent, sampleRate } = props
  const { actions } = useApp()
  const fits = view.samplesPerPixel >= fitView(extent).samplesPerPixel

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
      <span className={styles.span} title="Time in view">
        {spanLabel(extent.width * view.samplesPerPixel, sampleRate)}
      </span>
    </div>
  )
}
