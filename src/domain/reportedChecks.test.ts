import { expect, test } from 'vitest'
import { judged } from './checkSettings.ts'
import type { Finding } from './checks.ts'
import { checkLines, reportedChecks } from './reportedChecks.ts'
import { emptySession } from './session.ts'

const finding = (from: number, to: number): Finding => ({
  check: 'click',
  severity: 'warning',
  from,
  to,
  streams: ['stem:effects'],
  value: 20,
  text: 'Effects: a click.',
})

test('findings are at timecodes, by place, with their waivers and a sum', () => {
  const session = emptySession()
  const found = [finding(48_000, 52_001), finding(-10_000, -9999), finding(1999, 2000)]
  const waiver = { id: 'w', check: 'click', from: 0, to: 3000, reason: 'a switch' } as const
  const report = judged(found, new Set(['click']), { waivers: [waiver] }, session.sampleRate)
  const checks = reportedChecks(session, report, {})
  expect(checks).toMatchObject([
    { name: 'Clicks', verdict: 'review', value: '2 warnings, 1 waived', waiver: 'a switch' },
  ])
  expect(checkLines(checks)).toEqual([
    '00:59:59:19 Clicks: Effects: a click.',
    '01:00:00:00 Clicks: Effects: a click. Waived: a switch',
    '01:00:01:00–01:00:01:02 Clicks: Effects: a click.',
    'Checks: 0 passed, 1 to review, 0 waived',
  ])
})
