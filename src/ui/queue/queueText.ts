import { errorText } from '../../domain/errors.ts'
import { partOf, type QueueItem, type QueueTotal } from '../../domain/exportQueue.ts'
import { formatDuration, plural } from '../format.ts'

/** Whole percent, rounded down: 100 is for what is done. */
export const percentText = (part: number): string => `${Math.floor(part * 100)} %`

const leftText = (seconds: number): string => `about ${formatDuration(Math.ceil(seconds), 1)} left`

/** What is kept of an export are its files, as far as they can be; its sound is looked into from the start once more. */
function againText({ order, again }: QueueItem): string {
  const looks = order.checks ? 'the checks look at the sound from the start again' : null
  if (again !== null) return looks ? ` ${again}, and ${looks}.` : ` ${again}.`
  return looks ? ` What is written stays; ${looks}.` : ''
}

/**
 * How an export stands, in a few words or a sentence. `seconds`: what one that waits will take at the speed of the one that
 * runs, where that is known.
 */
export function stateText(item: QueueItem, seconds: number | null = null): string {
  const { state } = item
  switch (state.phase) {
    case 'waiting':
      return seconds === null
        ? 'Waiting'
        : `Waiting, about ${formatDuration(Math.ceil(seconds), 1)} once it runs`
    case 'running': {
      const { progress } = state
      if (!progress) return 'Starting'
      if (progress.done === progress.total) return 'Finishing'
      return `${progress.speed.toFixed(1)}× real time, ${leftText(progress.secondsLeft)}`
    }
    case 'paused':
      return 'Paused'
    case 'interrupted':
      if (state.part > 0)
        return `Interrupted at ${percentText(state.part)}.${againText(item)}`.replace(/\.$/, '')
      return 'Interrupted before it was begun'
    case 'failed':
      return state.part > 0
        ? `${errorText(state.error)} It can go on from ${percentText(state.part)}.${againText(item)}`
        : errorText(state.error)
    case 'done': {
      const length = item.length / state.report.settings.sampleRate
      const speed = state.seconds > 0 ? `, ${(length / state.seconds).toFixed(1)}× real time` : ''
      return `Finished in ${state.seconds.toFixed(1)} s${speed}`
    }
  }
}

/** What of an export that is under way does not go on where it was when its page ends; `null` where all of it does. */
export const pageEndText = ({ again }: QueueItem): string | null =>
  again === null ? null : `If this page ends, ${again}.`

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
