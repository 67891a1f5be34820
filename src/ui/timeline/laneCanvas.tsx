import { memo, type RefObject, useLayoutEffect, useMemo, useRef } from 'react'
import type { Clip } from '../../domain/session.ts'
import { dbToGain, decibels } from '../../domain/units.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { useMoreContrast } from '../primitives/contrast.ts'
import { inTime } from './clipSelection.ts'
import { clipTexts } from './clipText.ts'
import { drawLane, stretchLane } from './drawLane.ts'
import { useElementSize } from './elementSize.ts'
import { forgetWidths } from './fittedText.ts'
import styles from './laneCanvas.module.css'
import { type LaneColors, laneColors, laneFont } from './laneColors.ts'
import type { LanePicture } from './lanePicture.ts'
import { watchLanePointer } from './lanePointer.ts'
import { laneTurnsOf } from './laneTurns.ts'
import { useLiveView } from './liveView.ts'
import { SAMPLES_BELOW } from './sampleWave.ts'
import type { TimeView } from './timeView.ts'
import { useSelectedAmong } from './useSelectedAmong.ts'

type LaneCanvasProps = {
  readonly clips: readonly Clip[]
  readonly muted: boolean
  readonly selected: boolean
  /** Striped, as fill is. */
  readonly hatched: boolean
  /** What the pointer and the focus are watched on; without it clips are only looked at, and have no names. */
  readonly list: RefObject<HTMLElement | null> | null
}

/** The clips of a lane: one canvas as wide as the lane, only as much of it drawn as is in view. */
export const LaneCanvas = memo(function LaneCanvas(props: LaneCanvasProps) {
  const { clips, muted, selected, hatched, list } = props
  const { samples: source } = useApp()
  const live = useLiveView()
  const peaks = useWorkspace((state) => state.peaks)
  const waveGain = useWorkspace((state) => dbToGain(decibels(state.waveZoomDb)))
  const states = useWorkspace((state) => state.mediaStates)
  const media = useDocument((state) => state.session.media)
  const chosen = useSelectedAmong(clips)
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  /** `null` while what is there is stretched. */
  const drawn = useRef<LanePicture | null>(null)
  const shown = useRef<TimeView | null>(null)
  const { width, height } = useElementSize(box)
  const ordered = useMemo(() => inTime(clips), [clips])
  const texts = useMemo(() => clipTexts(media, states), [media, states])
  const colors = useLaneColors(muted, selected, hatched)

  // Before the browser draws, and with every move of the view past React, which has nothing to compare for it.
  useLayoutEffect(() => {
    // Kept by the processor, which draws it: as a layer of its own each lane's would cost more than is drawn in it.
    const context = canvas.current?.getContext('2d', { willReadFrequently: true })
    if (!context || width === 0) return
    const font = laneFont(context.canvas)
    const still = {
      clips: ordered,
      height,
      width,
      colors: colors(context),
      texts,
      named: list !== null,
      muted,
      selected: chosen,
      peaks,
      waveGain,
    }
    const pictureNow = (pointed = pointer.at()): LanePicture => {
      const { view } = live.now()
      const samples = view.samplesPerPixel / window.devicePixelRatio < SAMPLES_BELOW ? source : null
      const version = samples ? source.version() : -1
      const now = { view, samples, version, font: font(window.devicePixelRatio) }
      return { ...still, ...pointed, ...now }
    }
    const drawPicture = (picture: LanePicture): void => {
      drawLane(context, picture, drawn.current)
      drawn.current = picture
      shown.current = picture.view
    }
    const draw = (): void => drawPicture(pictureNow())
    const stretch = (): boolean => {
      if (!shown.current) return false
      const picture = pictureNow()
      if (!stretchLane(context, picture, shown.current)) return false
      drawn.current = null
      shown.current = picture.view
      return true
    }
    const pointer = watchLanePointer(list?.current ?? null, ordered, live, draw)
    drawPicture(pictureNow(pointer.last()))
    // Letters of a font that was not there yet.
    const redraw = (): void => {
      forgetWidths()
      drawn.current = null
      draw()
    }
    document.fonts.addEventListener('loadingdone', redraw)
    const stops = [
      pointer.stop,
      laneTurnsOf(live).add({ draw, stretch }),
      source.subscribe(() => drawn.current?.samples && draw()),
    ]
    return () => {
      document.fonts.removeEventListener('loadingdone', redraw)
      for (const stop of stops) stop()
    }
  }, [live, source, ordered, height, width, colors, texts, list, muted, chosen, peaks, waveGain])

  return (
    <div ref={box} className={styles.picture} aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  )
})

/** Asked for once, and not for every picture. */
function useLaneColors(muted: boolean, selected: boolean, hatched: boolean) {
  const contrast = useMoreContrast()
  // biome-ignore lint/correctness/useExhaustiveDependencies: with more contrast the tokens have other values
  return useMemo(() => {
    let known: LaneColors | undefined
    return (context: CanvasRenderingContext2D): LaneColors => {
      known ??= laneColors(context, { muted, selected, hatched })
      return known
    }
  }, [muted, selected, hatched, contrast])
}
