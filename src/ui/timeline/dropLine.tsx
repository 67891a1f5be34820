import { useWorkspace } from '../appContext.ts'
import styles from './marquee.module.css'

/** Where a track that is being dragged would go. */
export function DropLine() {
  const line = useWorkspace((state) => state.dropLine)
  if (!line) return null
  const { left, right, y } = line
  return <div className={styles.dropLine} style={{ left, top: y - 1, width: right - left }} />
}
