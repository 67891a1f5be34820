import { TriangleAlert } from 'lucide-react'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import styles from './interruptedExports.module.css'
import { interruptedText } from './queueText.ts'

/** What an earlier visit left unfinished: asked once, until it goes on or is discarded. */
export function InterruptedExports() {
  const { actions } = useApp()
  const exports = useWorkspace((state) => state.exports)
  const interrupted = exports.filter(({ state }) => state.phase === 'interrupted')
  if (interrupted.length === 0) return null
  return (
    <section className={styles.interrupted} aria-label="Interrupted exports">
      <ul>
        {interrupted.map((item) => (
          <li key={item.id}>
            <TriangleAlert size={16} aria-hidden="true" />
            <p>{interruptedText(item)}</p>
            <Button
              label={`Continue ${item.order.name}`}
              onPress={() => {
                actions.setQueueOpen(true)
                void actions.continueExport(item.id)
              }}
            >
              Continue
            </Button>
            <Button label={`Discard ${item.order.name}`} onPress={() => void actions.removeExport(item.id)}>
              Discard
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
