import { expect, test } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { isWaived, judged, judgedAgain, thresholdOf } from './checkSettings.ts'
import type { Finding, Waiver } from './checks.ts'
import { applyCommand, commandLabel } from './commands.ts'
import { sessionDocument } from './sessionDocument.ts'
import { readSession } from './sessionSchema.ts'

const session = sessionFixture([{}])
const waiver: Waiver = {
  id: 'w',
  check: 'hole',
  from: 1000,
  to: 2000,
  reason: 'the phone is meant to be dry',
}
const finding: Finding = {
  check: 'hole',
  severity: 'error',
  from: 1100,
  to: 1900,
  streams: ['deliverable:me', 'stem:fill'],
  value: 12,
  text: 'Room tone drops.',
}

test('a threshold that is set to what it is anyway is not kept', () => {
  const set = applyCommand(session, { type: 'checks/setThreshold', check: 'hole', value: 12 })
  expect(set.checks).toEqual({ thresholds: { hole: 12 } })
  expect(thresholdOf(set.checks, 'hole')).toBe(12)
  expect(thresholdOf(set.checks, 'bleed')).toBe(-56)
  expect(applyCommand(set, { type: 'checks/setThreshold', check: 'hole', value: 9 })).toEqual(session)
})

test.each([
  ['beyond its range', { type: 'checks/setThreshold', check: 'hole', value: 2 }],
  ['of what has none', { type: 'checks/setThreshold', check: 'swapped', value: 2 }],
  ['that is no number', { type: 'checks/setThreshold', check: 'hole', value: Number.NaN }],
  ['without a reason', { type: 'checks/waive', waiver: { ...waiver, reason: ' ' } }],
  ['of two lines', { type: 'checks/waive', waiver: { ...waiver, reason: 'a\nb' } }],
  ['from its end to its beginning', { type: 'checks/waive', waiver: { ...waiver, from: 3000 } }],
  ['that is gone', { type: 'checks/unwaive', waiver: 'gone' }],
] as const)('what is %s changes nothing', (_, command) => {
  expect(applyCommand(session, command)).toBe(session)
})

test('a waiver has a reason that can change, is written to the document, and is taken back', () => {
  const waived = applyCommand(session, { type: 'checks/waive', waiver })
  const changed = applyCommand(waived, { type: 'checks/changeReason', waiver: 'w', reason: ' rain ' })
  expect(changed.checks?.waivers?.[0]?.reason).toBe('rain')
  const { format: _, ...written } = JSON.parse(sessionDocument(changed))
  expect(readSession(written)).toEqual({ ok: true, value: changed })
  expect(commandLabel({ type: 'checks/unwaive', waiver: 'w' }, changed)).toBe(
    'Take back waiver of Unfilled holes',
  )
  expect(applyCommand(changed, { type: 'checks/unwaive', waiver: 'w' })).toEqual(session)
  expect(applyCommand(waived, { type: 'checks/waive', waiver })).toBe(waived)
})

test('a document with a check that there is not is refused', () => {
  const bad = { ...session, checks: { thresholds: { hiss: 2 } } }
  const worse = { ...session, checks: { waivers: [{ ...waiver, streams: ['stem:foley'] }] } }
  expect(readSession(bad).ok).toBe(false)
  expect(readSession(worse).ok).toBe(false)
})

test('a waiver is for findings of its check, within its range and in its streams', () => {
  const rate = 1000
  expect(isWaived(finding, waiver, rate)).toBe(true)
  expect(isWaived({ ...finding, from: 950 }, waiver, rate)).toBe(true)
  expect(isWaived({ ...finding, from: 800 }, waiver, rate)).toBe(false)
  expect(isWaived({ ...finding, check: 'click' }, waiver, rate)).toBe(false)
  expect(isWaived(finding, { ...waiver, streams: ['stem:fill'] }, rate)).toBe(true)
  expect(isWaived(finding, { ...waiver, streams: ['stem:music'] }, rate)).toBe(false)
})

test.each<[Finding['check'], Finding['streams'], Finding['streams']]>([
  ['gapLevel', ['deliverable:own', 'deliverable:composite'], ['deliverable:me', 'deliverable:composite']],
  ['offset', ['deliverable:composite', 'guide'], ['deliverable:me', 'deliverable:composite']],
  ['hole', ['deliverable:own', 'stem:effects'], ['deliverable:me', 'stem:effects']],
])('a waiver of %s in %j is none for %j', (check, streams, others) => {
  const rate = 1000
  const own = { ...waiver, check, streams }
  const one = { ...finding, check, streams }
  expect(isWaived(one, own, rate)).toBe(true)
  expect(isWaived({ ...one, streams: others }, own, rate)).toBe(false)
  expect(isWaived({ ...one, streams: [...streams, 'deliverable:more'] }, own, rate)).toBe(true)
  for (const stream of streams) expect(isWaived(one, { ...own, streams: [stream] }, rate)).toBe(true)
  expect(isWaived({ ...one, streams: others }, { ...waiver, check }, rate)).toBe(true)
})

test('what is waived is listed with its reason and does not count, also when it is waived afterwards', () => {
  const report = judged([finding], new Set(['hole']), undefined, 48_000)
  expect(report).toMatchObject({ open: { errors: 1, warnings: 0 }, done: [{ check: 'hole', threshold: 9 }] })
  const again = judgedAgain(report, { waivers: [waiver] }, 48_000)
  expect(again.open).toEqual({ errors: 0, warnings: 0 })
  expect(again.findings[0]?.waived).toEqual({ id: 'w', reason: waiver.reason })
  expect(again.done).toEqual(report.done)
})
