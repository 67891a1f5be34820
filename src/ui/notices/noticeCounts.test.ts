import { expect, it } from 'vitest'
import type { Notice } from '../../state/workspaceStore.ts'
import { noticeCounts, worstFirst } from './noticeCounts.ts'

const notices = (...severities: readonly Notice['severity'][]): readonly Notice[] =>
  severities.map((severity, at) => ({ id: `${at}`, severity, text: `${severity} ${at}` }))

it('counts what there is', () => {
  expect(noticeCounts(notices('info', 'error', 'warning', 'error'))).toBe('2 errors, 1 warning, 1 note')
  expect(noticeCounts(notices('warning', 'warning'))).toBe('2 warnings')
  expect(noticeCounts([])).toBe('')
})

it('has the worst first, in the order in which they came', () => {
  expect(worstFirst(notices('info', 'error', 'warning', 'error')).map(({ id }) => id)).toEqual([
    '1',
    '3',
    '2',
    '0',
  ])
})
