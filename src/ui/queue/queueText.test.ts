import { describe, expect, it } from 'vitest'
import type { Deliverable } from '../../domain/deliverables/deliverable.ts'
import type { DeliveryOrder } from '../../domain/delivery.ts'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import {
  type QueueItem,
  type QueueState,
  queueItem,
  queueTotal,
  secondsAhead,
} from '../../domain/exportQueue.ts'
import { sessionLength } from '../../domain/session.ts'
import { deliverablesOf } from '../../domain/sessionDeliverables.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { interruptedText, pageEndText, stateText, totalText } from './queueText.ts'

const item = (state: QueueState, length = 1000): QueueItem => ({
  id: '1',
  order: { name: 'Reel', format: 'wav24' },
  where: 'Downloads',
  title: 'Reel',
  deliverables: [],
  again: null,
  length,
  state,
})
const running = (done: number, secondsLeft: number): QueueState => ({
  phase: 'running',
  progress: { done: samples(done), total: samples(1000), speed: 30, secondsLeft, parts: [] },
})

it.each<[QueueState, string]>([
  [{ phase: 'waiting' }, 'Waiting'],
  [{ phase: 'running', progress: null }, 'Starting'],
  [running(500, 61.2), '30.0× real time, about 1:02 left'],
  [running(1000, 0), 'Finishing'],
  [{ phase: 'interrupted', part: 0.639 }, 'Interrupted at 63 %'],
  [{ phase: 'interrupted', part: 0 }, 'Interrupted before it was begun'],
  [
    { phase: 'failed', error: { code: 'export/none' }, part: 0 },
    'No deliverable is included. Choose at least one.',
  ],
  [
    { phase: 'failed', error: { code: 'export/none' }, part: 0.9 },
    'No deliverable is included. Choose at least one. It can go on from 90 %.',
  ],
])('%o: %s', (state, text) => {
  expect(stateText(item(state))).toBe(text)
})

it('tells what one that waits will take, and how fast one that is done was', () => {
  expect(stateText(item({ phase: 'waiting' }), 69.2)).toBe('Waiting, about 1:10 once it runs')
  const items = [item(running(500, 10)), item({ phase: 'waiting' }, 3000)]
  expect(items[1] && secondsAhead(items, items[1])).toBe(60)
  const report = { settings: { sampleRate: 48_000 } } as BounceReport
  const done: QueueState = { phase: 'done', report, files: [], checks: null, seconds: 4 }
  expect(stateText(item(done, 48_000 * 400))).toBe('Finished in 4.0 s, 100.0× real time')
  expect(stateText(item({ ...done, seconds: 0 }))).toBe('Finished in 0.0 s')
})

it('weighs an export by what of the session is in it', () => {
  const queued = { id: '1', addedAt: 0, destination: { kind: 'downloads' }, where: '' } as const
  const session = sessionFixture([{ stem: 'music' }])
  const order = { name: 'Reel', format: 'wav24', deliverables: ['composite'] } as const
  const lengthOf = (change: Partial<Deliverable>): number => {
    const deliverables = deliverablesOf(session).map((row) => ({ ...row, ...change }))
    return queueItem({ ...queued, session: { ...session, deliverables }, order }, { phase: 'waiting' }).length
  }
  expect(lengthOf({})).toBe(sessionLength(session))
  expect(lengthOf({ range: { kind: 'span', from: samplePosition(10), to: samplePosition(110) } })).toBe(100)
})

it('says what is encoded again when its page ends, and that the rest goes on', () => {
  const again = 'AAC is encoded again from its beginning'
  const aac = { ...item({ phase: 'interrupted', part: 0.5 }), again }
  expect(stateText(aac)).toBe(`Interrupted at 50 %. ${again}`)
  expect(interruptedText(aac)).toBe(`The export “Reel” was interrupted at 50 %. ${again}.`)
  expect(interruptedText({ ...aac, order: { ...aac.order, checks: {} } })).toBe(
    `The export “Reel” was interrupted at 50 %. ${again}, and the checks look at the sound from the start again.`,
  )
  expect(stateText({ ...aac, state: { phase: 'interrupted', part: 0 } })).toBe(
    'Interrupted before it was begun',
  )
  expect(pageEndText(aac)).toBe(`If this page ends, ${again}.`)
  expect(pageEndText(item({ phase: 'waiting' }))).toBeNull()
  const order = { name: 'Reel', format: 'wav24' } as const
  const queued = { id: '1', addedAt: 0, destination: { kind: 'downloads' }, where: '' } as const
  const againOf = (change: Partial<DeliveryOrder>) =>
    queueItem(
      { ...queued, session: sessionFixture([{ stem: 'music' }]), order: { ...order, ...change } },
      { phase: 'waiting' },
    ).again
  for (const container of ['wav', 'aiff', 'flac'] as const)
    expect(againOf({ container, sampleRate: 44_100 })).toBeNull()
  expect(againOf({ container: 'm4a' })).toBe(again)
  const session = sessionFixture([{ stem: 'music' }])
  const deliverables = deliverablesOf(session).map((row) => ({
    ...row,
    container: row.id === 'composite' ? ('mp3' as const) : ('m4a' as const),
  }))
  const both = { ...queued, session: { ...session, deliverables }, order }
  expect(queueItem(both, { phase: 'waiting' }).again).toBe(
    'MP3 and AAC are encoded again from their beginning',
  )
})

it('says that the checks look again where an export with them goes on', () => {
  const checked = {
    ...item({ phase: 'interrupted', part: 0.5 }),
    order: { ...item({ phase: 'waiting' }).order, checks: {} },
  }
  const again = 'What is written stays; the checks look at the sound from the start again'
  expect(interruptedText(checked)).toBe(`The export “Reel” was interrupted at 50 %. ${again}.`)
  expect(stateText(checked)).toBe(`Interrupted at 50 %. ${again}`)
})

it('tells what an earlier visit left', () => {
  expect(interruptedText(item({ phase: 'interrupted', part: 0.63 }))).toBe(
    'The export “Reel” was interrupted at 63 %.',
  )
})

describe('all of it', () => {
  it('weighs exports by their length, at the speed of the one that runs', () => {
    const total = queueTotal([item(running(500, 10)), item({ phase: 'waiting' }, 3000)])
    // 500 samples take 10 seconds: what is left of this one, and 3000 of the next.
    expect(total).toEqual({ exports: 2, done: 0, part: 0.125, secondsLeft: 70 })
    expect(totalText(total)).toBe('0 of 2 exports done, about 1:10 left')
  })

  it('leaves out what waits for a decision, and knows no time while nothing runs', () => {
    const failed = item({ phase: 'failed', error: { code: 'export/none' }, part: 0.5 })
    const total = queueTotal([failed, item({ phase: 'waiting' })])
    expect(total).toEqual({ exports: 1, done: 0, part: 0, secondsLeft: null })
    expect(totalText(total)).toBe('0 of 1 export done')
    expect(queueTotal([])).toEqual({ exports: 0, done: 0, part: 0, secondsLeft: null })
  })
})
