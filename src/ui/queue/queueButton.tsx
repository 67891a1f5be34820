import { ListChecks } from 'lucide-react'
import { isUnderWay, queueTotal } from '../../domain/exportQueue.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import { percentText } from './queueText.ts'

/**
 * Opens the queue of exports, and says how far all of it is; as a mark alone where it is `compact`. Not there while there
 * is none.
 */
export function QueueButton({ compact }: { readonly compact?: boolean }) {
  const { actions } = useApp()
  const items = useWorkspace((state) => state.exports)
  if (items.length === 0) return null
  const percent = percentText(queueTotal(items).part)
  const busy = items.some(isUnderWay)
  const label = busy ? `Export queue, ${percent}` : 'Export queue'
  const open = (): void => actions.setQueueOpen(true)
  if (compact) return <IconButton icon={<ListChecks />} label={label} onPress={open} />
  return (
    <Button
      icon={<ListChecks size={16} aria-hidden="true" />}
      label={label}
      title="Exports that run, wait or are done"
      onPress={open}
    >
      {busy ? percent : 'Queue'}
    </Button>
  )
}
