import type { ReactNode } from 'react'
import { TIME_FORMAT_LABELS, TIME_FORMATS, type TimeFormat } from '../../domain/timeFormats.ts'
import { useWorkspace } from '../appContext.ts'
import styles from './ruler.module.css'

/** The formats that have a ruler, the one that places are typed in first. */
export function useShownRulers(): readonly TimeFormat[] {
  const main = useWorkspace((state) => state.timeFormat)
  const rulers = useWorkspace((state) => state.rulers)
  return [main, ...TIME_FORMATS.filter((each) => each !== main && rulers.has(each))]
}

/** What stands beside the rulers: a toolbar beside the first, and what the others count in. */
export function RulerHead({ children }: { readonly children: ReactNode }) {
  const [, ...others] = useShownRulers()
  return (
    <div className={styles.head}>
      {children}
      {others.map((format) => (
        <span key={format}>{TIME_FORMAT_LABELS[format]}</span>
      ))}
    </div>
  )
}
