import { useEffect, useRef } from 'react'
import type { Track } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { advanceBallistics, createBallistics } from '../meters/ballistics.ts'
import { meterLoopOf } from '../meters/meterLoop.ts'
import styles from './levelBar.module.css'

const FLOOR_DB = -60
/** A track's meter has the two sides of its stem, also for a mono track, which has been panned. */
const SIDES = 2

/** The louder channel's peak of a track, at a glance: figure and scale are on its strip. */
export function LevelBar({ id }: Pick<Track, 'id'>) {
  const { telemetry } = useApp()
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = bar.current
    const well = element?.parentElement
    if (!element || !well) return
    const ballistics = createBallistics(SIDES)
    let drawn = ''
    return meterLoopOf(telemetry).watch(`track:${id}`, well, (meter, { seconds }) => {
      advanceBallistics(ballistics, meter?.samplePeakDb, seconds)
      const dark = Math.min(1, Math.max(0, Math.max(...ballistics.level) / FLOOR_DB))
      const clip = `inset(${(dark * 100).toFixed(1)}% 0 0 0)`
      if (clip === drawn) return
      drawn = clip
      element.style.clipPath = clip
    })
  }, [telemetry, id])
  return (
    <span className={styles.levelBar} aria-hidden="true">
      <i ref={bar} />
    </span>
  )
}
