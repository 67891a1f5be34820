import type { ImportItem, ImportTotal } from '../../state/workspaceStore.ts'
import { formatBytes, formatDuration, plural } from '../format.ts'

/** Whole percents; never all of it, which is said by being done. */
export const percentOf = (part: number): number => Math.min(99, Math.floor(part * 100))

/** What is being done with a file, in words. */
export function phaseText({ phase, progress }: ImportItem): string {
  const percent = `${percentOf(progress)} %`
  switch (phase) {
    case 'waiting':
      return 'Waiting'
    case 'reading':
      return progress > 0 ? `Reading ${percent}` : 'Reading'
    case 'converting':
      return `Converting ${percent}`
    case 'checking':
      return `Checking ${percent}`
    case 'waveform':
      return `Drawing the waveform ${percent}`
  }
}

/** What is given up by cancelling: of a file that is in already, only the picture. */
export const cancelLabel = ({ phase, fileName }: ImportItem): string =>
  `Cancel ${phase === 'waveform' ? 'the waveform' : 'import'} of ${fileName}`

/** 0…1 of all the files together: by their work, or by their number where there is none. */
export function totalPart({ files, filesDone, work, workDone }: ImportTotal): number {
  if (work > 0) return Math.min(1, workDone / work)
  return files > 0 ? filesDone / files : 0
}

/** Too early for a speed that means anything. */
const SETTLING_MS = 500

/** `98 MB/s, about 0:12 left`: of the files' bytes, each of which counts as its work does, and as fast as the last seconds. */
export function timeLeftText({ bytes, work, workDone, recent }: ImportTotal, now: number): string {
  const [from] = recent
  const elapsed = now - (from?.at ?? now)
  const done = workDone - (from?.workDone ?? 0)
  if (elapsed < SETTLING_MS || done <= 0) return workDone > 0 ? 'Time left not known' : 'Starting'
  const secondsLeft = (Math.max(0, work - workDone) * elapsed) / done / 1000
  const speed = formatBytes((bytes * (done / work) * 1000) / elapsed)
  return `${speed}/s, about ${formatDuration(Math.ceil(secondsLeft), 1)} left`
}

/** `12 of 60 files, 1.2 GB`. */
export const totalText = ({ files, filesDone, bytes }: ImportTotal): string =>
  `${filesDone} of ${plural(files, 'file')}${bytes > 0 ? `, ${formatBytes(bytes)}` : ''}`
