import { errorText } from '../../domain/errors.ts'
import { partOf, type QueueItem, type QueueTotal } from '../../domain/exportQueue.ts'
import { formatDuration, plural } from '../format.ts'

/** Whole percent, rounded down: 100 is for what is done. */
export const percentText = (part: number): string => `${Math.floor(part * 100)} %`

const leftText = (seconds: number): string => `about ${formatDuration(Math.ceil(seconds), 1)} left`

/** What is kept of an export are its files; its sound is looked into from the start once more. */
const againText = ({ order }: QueueItem): string =>
  order.checks ? ' What is written stays; the checks look at the sound from the start again.' : ''

/** How an export stands, in a few words or a sentence. */
export function stateText(item: QueueItem): string {
  const { state } = item
  switch (state.phase) {
    case 'waiting':
      return 'Waiting'
    case 'running': {
      const { progress } = state
      if (!progress) return 'Starting'
      if (progress.done === progress.total) return 'Finishing'
      return `${progress.speed.toFixed(1)}× real time, ${leftText(progress.secondsLeft)}`
    }
    case 'paused':
      return 'Paused'
    case 'interrupted':
      return state.part > 0
        ? `Interrupted at ${percentText(state.part)}.${againText(item)}`.replace(/\.$/, '')
        : 'Interrupted before it was begun'
    case 'failed':
      return state.part > 0
        ? `${errorText(state.error)} It can go on from ${percentText(state.part)}.${againText(item)}`
        : errorText(state.error)
    case 'done':
      return `Finished in ${state.seconds.toFixed(1)} s`
  }
}

/** All of the queue together: `1 of 3 exports done, about 2:10 left`. */
export function totalText({ exports, done, secondsLeft }: QueueTotal): string {
  const made = `${done} of ${plural(exports, 'export')} done`
  return secondsLeft === null ? made : `${made}, ${leftText(secondsLeft)}`
}

/** What was left by an earlier visit, as a sentence. */
export function interruptedText(item: QueueItem): string {
  const part = partOf(item)
  const at = part > 0 ? ` at ${percentText(part)}` : ' before it was begun'
  return `The export “${item.order.name}” was interrupted${at}.${part > 0 ? againText(item) : ''}`
}
