import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { followView } from './followView.ts'
import { useLiveView } from './liveView.ts'
import moved from './movedView.module.css'
import { useMovedView } from './movedView.ts'
import { type Mover, moverOf } from './mover.ts'
import styles from './playhead.module.css'
import { toPixel } from './timeView.ts'
import { useFrame } from './useFrame.ts'

/** Following turns the page for a move of more than this even when the playhead was out of sight. */
const JUMP_SECONDS = 0.5

/** While the view follows the playhead on and on, what is there to be reached is placed this often. */
const PLACE_MS = 10_000
/** CSS pixels: further left than the playhead is wide. */
const OUT_OF_SIGHT = -20

/** The playhead and the ends of the loop, over ruler and lanes. It is moved past React, once a screen frame. */
export function Playhead() {
  const { actions, telemetry, workspace } = useApp()
  const live = useLiveView()
  const sampleRate = useDocument((state) => state.session.sampleRate)
  const width = useSyncExternalStore(live.subscribe, () => live.now().extent.width)
  const line = useRef<HTMLDivElement>(null)
  const before = useRef(0)
  const wasPlaying = useRef(false)
  const placedAt = useRef(0)
  const mover = useRef<Mover | null>(null)
  useLayoutEffect(() => {
    mover.current = line.current && moverOf(line.current)
    return () => mover.current?.stop()
  }, [])

  const glide = (): void => {
    live.glide()
    const at = performance.now()
    if (at - placedAt.current < PLACE_MS) return
    placedAt.current = at
    live.placeMeanwhile()
  }

  useFrame(() => {
    const { view, extent } = live.now()
    const now = telemetry.position()
    // A start counts as a jump: who presses play wants to see where.
    const playing = telemetry.playing()
    const started = playing && !wasPlaying.current
    wasPlaying.current = playing
    if (started) actions.holdFollowing(false)
    const from = started ? Number.NEGATIVE_INFINITY : before.current
    const { follow: mode, followHeld: held } = workspace.getState()
    const jump = JUMP_SECONDS * sampleRate
    const turned = followView(view, { before: from, now, jump, playing, mode, held }, extent)
    before.current = now
    if (turned) {
      if (playing) glide()
      actions.setView(turned)
    }
    const x = Math.round(toPixel(turned ?? view, now))
    mover.current?.to(x >= 0 && x <= extent.width ? x : OUT_OF_SIGHT)
  })

  return (
    <div className={styles.overlay} style={{ width }} aria-hidden="true">
      <LoopEnds />
      <div ref={line} className={styles.playhead} />
    </div>
  )
}

function LoopEnds() {
  const loop = useWorkspace((state) => state.loop)
  return loop && <LoopLines at={[loop.start, loop.end]} />
}

function LoopLines({ at }: { readonly at: readonly number[] }) {
  const box = useRef<HTMLDivElement>(null)
  const { view, style } = useMovedView(box)
  return (
    <div className={moved.row}>
      <div ref={box} style={style}>
        {at.map((end) => (
          <i key={end} className={styles.loopEnd} style={{ left: toPixel(view, end) }} />
        ))}
      </div>
    </div>
  )
}
