import { useWorkspace } from '../appContext.ts'
import styles from './marquee.module.css'

/** The box that is being dragged around clips. */
export function MarqueeBox() {
  const box = useWorkspace((state) => state.marquee)
  if (!box) return null
  const { left, top, right, bottom } = box
  return <div className={styles.marquee} style={{ left, top, width: right - left, height: bottom - top }} />
}
