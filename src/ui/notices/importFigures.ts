import type { ImportItem, ImportTotal } from '../../state/workspaceStore.ts'
import { formatBytes, plural } from '../format.ts'

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
    case 'waveform':
      return `Drawing the waveform ${percent}`
  }
}

/** 0…1 of all the files together: by their bytes, or by their number where they have none. */
export function totalPart({ files, filesDone, bytes, bytesDone }: ImportTotal): number {
  if (bytes > 0) return Math.min(1, bytesDone / bytes)
  return files > 0 ? filesDone / files : 0
}

/** `12 of 60 files, 1.2 GB`. */
export const totalText = ({ files, filesDone, bytes }: ImportTotal): string =>
  `${filesDone} of ${plural(files, 'file')}${bytes > 0 ? `, ${formatBytes(bytes)}` : ''}`
