import { describe, expect, it } from 'vitest'
import { errorText } from '../../domain/errors.ts'
import { DEFAULT_EXPORT_SETTINGS } from '../../domain/exportSettings.ts'
import { deliverablesOf } from '../../domain/sessionDeliverables.ts'
import { netflix } from '../../domain/specs/netflix.ts'
import { markerFixture } from '../../testing/markerFixture.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { askedSession } from './askedSession.ts'
import type { OrderArguments } from './orderArguments.ts'

const second = 48_000
const session = {
  ...sessionFixture([{ length: 20 * second }]),
  markers: [
    markerFixture('one', { at: 0, length: 8 * second, name: 'Reel 1' }),
    markerFixture('two', { at: 8 * second, length: 12 * second, name: 'Reel 2' }),
    markerFixture('long', { at: 8 * second, length: 13 * second, name: 'Too long' }),
    markerFixture('far', { at: 30 * second, length: second, name: 'Far' }),
    markerFixture('a', { at: 0, length: 1, name: 'Twice' }),
    markerFixture('b', { at: 5, length: 1, name: 'Twice' }),
    markerFixture('place', { at: 5, name: 'A marker' }),
  ],
}
const asked = (order: OrderArguments, of = session) => askedSession(of, DEFAULT_EXPORT_SETTINGS, order)
const rangeOf = (range: string) => {
  const found = asked({ range })
  if (!found.ok) throw new Error(errorText(found.error))
  return deliverablesOf(found.value)[0]?.range
}

describe('--range', () => {
  it('is a region by its name', () => {
    expect(rangeOf('Reel 2')).toEqual({ kind: 'region', marker: 'two' })
  })
  it.each(['01:00:02:00-01:00:04:12', ' 01:00:02:00 – 01:00:04:12 '])(
    'is %j, up to and without the second',
    (range) => {
      expect(rangeOf(range)).toEqual({ kind: 'span', from: 2 * second, to: 4.5 * second })
    },
  )
  it('may end where the mix does', () => {
    expect(rangeOf('01:00:00:00-01:00:20:00')).toEqual({ kind: 'span', from: 0, to: 20 * second })
  })
  it.each([
    ['Reel 3', /^There is no region Reel 3\. There are Reel 1, Reel 2, Too long, Far, Twice, Twice; or give/],
    ['A marker', /^There is no region A marker\./],
    ['reel 1', /^There is no region reel 1\./],
    ['Twice', /^Two regions are called Twice: rename one/],
    ['Too long', /^The region Too long ends at 01:00:21:00, and the mix ends at 01:00:20:00\./],
    ['Far', /^The region Far begins at 01:00:30:00, and the mix ends at 01:00:20:00\./],
    ['01:00:02:00', /^There is no region 01:00:02:00\./],
    ['01:00:02:00-01:00:02:00', /01:00:02:00 is not after 01:00:02:00/],
    ['01:00:04:00-01:00:02:00', /01:00:02:00 is not after 01:00:04:00/],
    ['00:59:59:00-01:00:02:00', /00:59:59:00 is no timecode of the session/],
    ['01:00:02:00-01:00:02:24', /01:00:02:24 is no timecode of the session/],
    ['01:00:02:00-01:00:20:01', /it ends at 01:00:20:01, and the mix ends at 01:00:20:00/],
  ])('is refused as %j', (range, says) => {
    const found = asked({ range })
    expect(found).toMatchObject({ ok: false, error: { code: 'usage' } })
    expect(found.ok ? '' : errorText(found.error)).toMatch(says)
  })
  it('is refused by name where the session has no region', () => {
    const { markers: _, ...bare } = session
    const found = askedSession(bare, DEFAULT_EXPORT_SETTINGS, { range: 'Reel 1' })
    expect(found.ok ? '' : errorText(found.error)).toMatch(
      /Reel 1\. The session has none: give two timecodes/,
    )
  })
})

describe('the channels of files', () => {
  const splits = (order: OrderArguments) => {
    const found = askedSession(session, { ...DEFAULT_EXPORT_SETTINGS, spec: netflix }, order)
    return found.ok ? [...new Set(deliverablesOf(found.value).map(({ split }) => split))] : found
  }
  it('are as they are said, else as a spec that is named has them, else the session’s', () => {
    expect(splits({ split: true })).toEqual([true])
    expect(splits({ spec: 'netflix', split: false })).toEqual([false])
    expect(splits({ spec: 'netflix' })).toEqual([true])
    expect(splits({})).toEqual([false])
  })
  it('are as they are said in viewing copies too, of which a spec says nothing', () => {
    const copies = deliverablesOf(session).map((row) => ({ ...row, container: 'm4a' as const }))
    const settings = { ...DEFAULT_EXPORT_SETTINGS, spec: netflix }
    const splitOf = (order: OrderArguments) => {
      const found = askedSession({ ...session, deliverables: copies }, settings, order)
      return found.ok && deliverablesOf(found.value).every(({ split }) => split)
    }
    expect(splitOf({ spec: 'netflix' })).toBe(false)
    expect(splitOf({ spec: 'netflix', split: true })).toBe(true)
  })
})
