import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { checkedRows, compositesOf, isMe, isWholeMe } from './checkedRows.ts'
import { composite as compositeSpec } from './deliverables/composite.ts'
import { type Deliverable, deliverableOf } from './deliverables/deliverable.ts'
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

describe('compositesOf', () => {
  const whole: readonly StemId[] = ['dialogue', 'effects', 'music', 'narration', 'optional']
  const tracks = [{ stem: 'dialogue' }, { stem: 'effects' }, { stem: 'fill' }]
  it.each<[string, readonly (readonly [string, readonly StemId[]])[], readonly string[]]>([
    [
      'all rows that have just what is heard',
      [
        ['own', whole],
        ['other', ['dialogue', 'effects']],
      ],
      ['own', 'other'],
    ],
    [
      'none that has fill, or lacks effects',
      [
        ['own', ['dialogue', 'effects', 'fill']],
        ['other', ['dialogue', 'music']],
      ],
      [],
    ],
    [
      'the ready-made one before any that is none',
      [
        ['other', ['dialogue', 'music']],
        ['composite', ['dialogue']],
      ],
      ['composite'],
    ],
    [
      'not that one where another is the sum',
      [
        ['composite', ['dialogue']],
        ['own', whole],
      ],
      ['own'],
    ],
  ])('are %s', (_, rows, found) => {
    expect(
      compositesOf(
        rows.map(([id, stems]) => ({ id, stems })),
        tracks,
      ).map(({ id }) => id),
    ).toEqual(found)
  })
  it('are no stem by itself and no M&E, where nobody speaks', () => {
    const rows = DELIVERABLES.filter(({ id }) => ['me', 'effects', 'music'].includes(id))
    expect(compositesOf(rows, [{ stem: 'music' }])).toEqual([])
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
  const own = (id: string, change: Partial<Deliverable> = {}): Deliverable => ({
    ...deliverableOf(compositeSpec),
    id,
    included: true,
    ...change,
  })
  const checked = (...own: readonly Deliverable[]) =>
    checkedRows({
      ...session,
      deliverables: [...deliverablesOf(session).map((row) => ({ ...row, included: false })), ...own],
    }).map(({ id, layout }) => [id, layout])
  const reel = { range: { kind: 'region', marker: 'gone' } } as const
  it('are composites of the user in the place of the ready-made one, and parts that sound alike once', () => {
    expect(checked(own('a', reel), own('b', reel))).toEqual([
      ['a', 'session'],
      ['me', 'session'],
    ])
    expect(checked(own('a', reel), own('film'))).toEqual([
      ['film', 'session'],
      ['me', 'session'],
    ])
  })
  it('are called by the names of all parts that sound alike, three of them at most', () => {
    const parts = ['1', '2', '3', '4'].map((n) => own(n, { ...reel, name: `R${n}` }))
    const named = (...rows: readonly Deliverable[]) =>
      checkedRows({ ...session, deliverables: rows }).map(({ name }) => name)
    expect(named(...parts)).toEqual(['R1 + R2 + R3 and 1 more', 'M&E'])
    expect(named(...parts, own('composite', { name: 'Film' }))).toEqual(['Film', 'M&E'])
  })
  it('have a composite as the mix is, whatever else is delivered', () => {
    const folded = own('composite', { layout: 'stereo' })
    const deliverables = [{ ...folded, id: 'folded' }]
    expect(checkedRows({ ...session, layout: '5.1', deliverables }).map(({ id }) => id)).toEqual([
      'composite',
      'folded',
      'me',
    ])
    expect(checkedRows({ ...session, deliverables }).map(({ id }) => id)).toEqual(['folded', 'me'])
    for (const [rows, first] of [
      [[folded], [['composite', 'session']]],
      [
        [folded, own('own')],
        [
          ['composite', 'stereo'],
          ['own', 'session'],
        ],
      ],
    ] as const) {
      const found = checkedRows({ ...session, layout: '5.1', deliverables: rows })
      expect(found.map(({ id, layout }) => [id, layout])).toEqual([...first, ['me', 'session']])
    }
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
