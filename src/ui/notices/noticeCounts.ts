import type { Notice } from '../../state/workspaceStore.ts'
import { plural } from '../format.ts'

const ORDER: readonly Notice['severity'][] = ['error', 'warning', 'info']
const WORDS = { error: 'error', warning: 'warning', info: 'note' } as const

/** `3 errors, 2 warnings`. */
export const noticeCounts = (notices: readonly Notice[]): string =>
  ORDER.flatMap((severity) => {
    const count = notices.filter((notice) => notice.severity === severity).length
    return count > 0 ? [plural(count, WORDS[severity])] : []
  }).join(', ')

/** Errors, then warnings, then notes; each in the order in which they came. */
export const worstFirst = (notices: readonly Notice[]): readonly Notice[] =>
  ORDER.flatMap((severity) => notices.filter((notice) => notice.severity === severity))
