import { useRef } from 'react'
import { useApp, useWorkspace } from '../appContext.ts'
import { followView } from './followView.ts'
import styles from './playhead.module.css'
import { type Extent, type TimeView, toPixel } from './timeView.ts'
import { useFrame } from './useFrame.ts'

/** Following turns the page for a move of more than this even when the playhead was out of sight. */
const JUMP_SECONDS = 0.5

/** The playhead and the ends of the loop, over ruler and lanes. It is moved past React, once a screen frame. */
export function Playhead(props: {
  readonly view: TimeView
  readonly extent: Extent
  readonly sampleRate: number
}) {
  const { view, extent, sampleRate } = props
  const { actions, telemetry, workspace } = useApp()
  const loop = useWorkspace((state) => state.loop)
  const line = useRef<HTMLDivElement>(null)
  const before = useRef(0)
  const wasPlaying = useRef(false)

  useFrame(() => {
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
    if (turned) actions.setView(turned)
    if (!line.current) return
    const x = Math.round(toPixel(turned ?? view, now))
    line.current.style.transform = `translateX(${x}px)`
    line.current.style.visibility = x >= 0 && x <= extent.width ? 'visible' : 'hidden'
  })

  return (
    <div className={styles.overlay} style={{ width: extent.width }} aria-hidden="true">
      {loop &&
        [loop.start, loop.end].map((end) => (
          <i key={end} className={styles.loopEnd} style={{ left: toPixel(view, end) }} />
        ))}
      <div ref={line} className={styles.playhead} />
    </div>
  )
}
