import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useApp } from '../appContext.ts'
import { meterLoopOf } from '../meters/meterLoop.ts'
import styles from './dropouts.module.css'

/**
 * How often the sound broke off since the page was opened. Nothing but a tooltip on its children while that is
 * never; then a warning in their place, which so takes no room of its own.
 */
export function Dropouts({ children }: { readonly children: ReactNode }) {
  const { telemetry } = useApp()
  const ref = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let shown = -1
    return meterLoopOf(telemetry).onFrame(({ text: due }) => {
      const { disk, device } = telemetry.underruns()
      const count = disk + device
      if (!due || count === shown || !ref.current || !text.current) return
      shown = count
      ref.current.toggleAttribute('data-some', count > 0)
      ref.current.title = `Dropouts since the page was opened: ${disk} in reading files, ${device} at the sound device`
      text.current.textContent = count > 0 ? `Dropouts ${count}` : ''
    })
  }, [telemetry])
  return (
    <div ref={ref} className={styles.dropouts}>
      <div className={styles.quiet}>{children}</div>
      <p className={styles.warning} role="status">
        <TriangleAlert size={12} aria-hidden="true" />
        <span ref={text} />
      </p>
    </div>
  )
}
