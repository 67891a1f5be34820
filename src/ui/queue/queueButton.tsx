import { ListChecks } from 'lucide-react'
import { isUnderWay, queueTotal } from '../../domain/exportQueue.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { percentText } from './queueText.ts'

/** Opens the queue of exports, and shows how far all of it is. Not there while there is none. */
export function QueueButton() {
  const { actions } = useApp()
  const items = useWorkspace((state) => state.exports)
  if (items.length === 0) return null
  const percent = percentText(queueTotal(items).part)
  const busy = items.some(isUnderWay)
  return (
    <Button
      icon={<ListChecks size={16} aria-hidden="true" />}
      label={busy ? `Export queue, ${percent}` : 'Export queue'}
      title="Exports that run, wait or are done"
      onPress={() => actions.setQueueOpen(true)}
    >
      {busy ? percent : 'Queue'}
    </Button>
  )
}
