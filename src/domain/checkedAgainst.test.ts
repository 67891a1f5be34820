import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { checkedAgainst, mostLufsIn, namesGuide } from './checkedAgainst.ts'
import type { CheckId } from './checks.ts'
import { ebuR128s4 } from './specs/ebuR128s4.ts'
import { netflix } from './specs/netflix.ts'

const session = sessionFixture([{}])
const info = session.media['1']
if (!info) throw new Error('the fixture has media')

describe('what a check was held against', () => {
  it('is the guide and where it lies, or that there was none', () => {
    const guide = { id: 'guide', info: { ...info, fileName: 'guide: 5 a.wav' }, at: -96_000 }
    const why = checkedAgainst(session, 'offset', { checks: { guide } })
    expect(why).toBe(' Held against the guide “guide: 5 a.wav”, which begins at 00:59:58:00 (sample −96000).')
    expect(checkedAgainst(session, 'drift', { checks: { guide } })).toBe(why)
    const none = checkedAgainst(session, 'offset', { checks: {} })
    expect(none).toBe(' No guide was given.')
    expect([why, none].map(namesGuide)).toEqual([true, false])
  })

  const own = { ...ebuR128s4, maxMomentaryLufs: -18.5, maxShortTermLufs: -20 }
  it.each<readonly [CheckId, typeof netflix, string]>([
    ['loudness', ebuR128s4, ' Target: −23 LUFS ±0.2.'],
    ['dialogueLoudness', ebuR128s4, ' The whole at most 5 LU over its dialogue.'],
    [
      'dialogueLoudness',
      netflix,
      ' Target: −27 LUFS ±2, dialogue. Where dialogue sounds in less than 15 % of the programme: −24 LUFS ±2.',
    ],
    ['momentary', own, ' At most −18.5 LUFS.'],
    ['shortTerm', own, ' At most −20 LUFS.'],
    ['momentary', netflix, ''],
    ['loudnessRange', netflix, ' At least 4 LU. At most 18 LU.'],
    ['clipping', netflix, ''],
  ])('is each limit of the spec: %s', (check, spec, text) => {
    expect(checkedAgainst(session, check, { master: { spec } })).toBe(text)
    expect(checkedAgainst(session, check, { checks: { goal: spec } })).toBe(text)
    expect(checkedAgainst(session, check, {})).toBe('')
  })

  it('is read back where verify compares it', () => {
    expect(mostLufsIn(`Louder. At most −18.5 LUFS.`)).toBe(-18.5)
    expect(mostLufsIn('Louder.')).toBe(null)
  })
})
