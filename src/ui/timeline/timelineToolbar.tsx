import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react'
import { useApp } from '../appContext.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { spanLabel } from './spanLabel.ts'
import styles from './timelineToolbar.module.css'
import { type Extent, fitView, type TimeView, zoomAround } from './timeView.ts'

const STEP = 1.6

export function TimelineToolbar(props: {
  readonly view: TimeView
  readonly extent: Extent
  readonly sampleRate: number
}) {
  const { view, extent, sampleRate } = props
  const { actions, telemetry } = useApp()
  const fits = view.samplesPerPixel >= fitView(extent).samplesPerPixel

  const zoom = (factor: number): void =>
    actions.setView(zoomAround(view, factor, telemetry.position(), extent))

  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Timeline zoom">
      <IconButton
        icon={<ZoomOut />}
        label="Zoom out"
        size="sm"
        onPress={() => zoom(1 / STEP)}
        disabled={fits}
      />
      <IconButton icon={<ZoomIn />} label="Zoom in" size="sm" onPress={() => zoom(STEP)} />
      <IconButton
        icon={<Maximize2 />}
        label="Show the whole programme"
        size="sm"
        onPress={() => actions.setView(null)}
        disabled={fits}
      />
      <span className={styles.span} title="Time in view">
        {spanLabel(extent.width * view.samplesPerPixel, sampleRate)}
      </span>
    </div>
  )
}
