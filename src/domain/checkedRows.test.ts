import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { checkedRows, isMe, isWholeMe } from './checkedRows.ts'
import type { Deliverable } from './deliverables/deliverable.ts'
import { DELIVERABLES } from './deliverables/registry.ts'
import { deliverablesOf } from './sessionDeliverables.ts'
import type { StemId } from './stems.ts'

describe('isMe', () => {
  it('is so of these ready-made deliverables', () => {
    expect(DELIVERABLES.filter(isMe).map(({ id }) => id)).toEqual(['me', 'me-undipped', 'filled-effects'])
    expect(DELIVERABLES.filter(isWholeMe).map(({ id }) => id)).toEqual(['me', 'me-undipped'])
  })

  it.each<[string, readonly StemId[], boolean, boolean]>([
    ['own', ['effects', 'music'], true, true],
    ['own', ['effects', 'fill', 'music', 'optional'], true, true],
    ['own', ['fill', 'music'], true, false],
    ['own', ['music'], false, false],
    ['own', ['fill', 'optional'], false, false],
    ['own', ['dialogue', 'effects', 'music'], false, false],
    ['own', ['effects', 'music', 'narration'], false, false],
    ['me', ['effects'], true, true],
    ['composite', ['effects', 'music'], false, false],
  ])('%s of %j: %s', (id, stems, is, isWhole) => {
    expect([isMe({ id, stems }), isWholeMe({ id, stems })]).toEqual([is, isWhole])
  })
})

describe('checkedRows', () => {
  const session = sessionFixture([{ stem: 'music' }])
  const rows = (change: Readonly<Record<string, Partial<Deliverable>>>) =>
    checkedRows({
      ...session,
      deliverables: deliverablesOf(session).map((row) => ({ ...row, included: false, ...change[row.id] })),
    }).map(({ id, stems }) => [id, stems.join(' ')])
  const composite = ['composite', 'dialogue effects music narration optional']
  const me = ['me', 'effects fill music']

  it('are the composite, and the M&E as it is delivered', () => {
    expect(checkedRows(session).map(({ id }) => id)).toEqual(['composite', 'me'])
    expect(rows({ me: { included: true, stems: ['effects', 'music'] } })).toEqual([
      composite,
      ['me', 'effects music'],
    ])
  })
  it('are the ready-made M&E where none is delivered', () => {
    expect(rows({ dialogue: { included: true } })).toEqual([composite, me])
  })
  it('have the whole composite once, whatever was taken out of it', () => {
    expect(rows({ composite: { included: true, stems: ['effects', 'music'] } })).toEqual([composite, me])
  })
  it('are whole, of the film, in one file, and as the order has files', () => {
    const range = { kind: 'region', marker: 'gone' } as const
    const own = { included: true, range, split: true, format: 'wav16', sampleRate: 44_100 } as const
    const deliverables = deliverablesOf(session).map((row) => (row.id === 'me' ? { ...row, ...own } : row))
    for (const row of checkedRows({ ...session, deliverables })) {
      expect(row).toMatchObject({ range: { kind: 'film' }, split: false, included: true })
      expect(Object.keys(row)).not.toContain('format')
    }
  })
})
