import { describe, expect, it } from 'vitest'
import {
  clipFixture,
  clipIn,
  clipSession,
  clipTexts,
  FILE_LENGTH,
  fadeFixture,
} from '../testing/clipFixture.ts'
import {
  crossfadeRange,
  fadeRange,
  moveRange,
  slipRange,
  trimEndRange,
  trimStartRange,
  withGroups,
} from './clipRanges.ts'
import { applyCommand } from './commands.ts'
import type { FadeCurve, Session } from './session.ts'
import { sessionProblems } from './sessionProblems.ts'
import { samplePosition, samples } from './units.ts'

const session = clipSession([
  clipFixture('a', 50, 40, 100, { fadeIn: fadeFixture(10), fadeOut: fadeFixture(20) }),
  clipFixture('b', 200, 300, 100),
])
const lock = (from: Session, ...clips: readonly string[]): Session =>
  applyCommand(from, { type: 'clips/setLocked', clips, locked: true })
const trimStart = (
  from: Session,
  clip: string,
  to: number,
  overlap: 'trim' | 'crossfade' = 'trim',
): Session => applyCommand(from, { type: 'clip/trimStart', clip, to: samplePosition(to), overlap })
const trimEnd = (from: Session, clip: string, to: number, overlap: 'trim' | 'crossfade' = 'trim'): Session =>
  applyCommand(from, { type: 'clip/trimEnd', clip, to: samplePosition(to), overlap })
const slip = (from: Session, clip: string, by: number): Session =>
  applyCommand(from, { type: 'clip/slip', clip, by })
const fadeIn = (from: Session, clip: string, length: number | null): Session =>
  applyCommand(from, { type: 'clip/setFadeIn', clip, fade: length === null ? null : fadeFixture(length) })
const fadeOut = (from: Session, clip: string, length: number | null): Session =>
  applyCommand(from, { type: 'clip/setFadeOut', clip, fade: length === null ? null : fadeFixture(length) })
const crossfade = (from: Session, length: number, curve: FadeCurve = 's'): Session =>
  applyCommand(from, { type: 'clips/crossfade', earlier: 'a', later: 'b', length: samples(length), curve })

/** That a command is taken from `min` to `max` and refused one sample before and after, and for one that is there now. */
function expectRange(
  from: Session,
  { min, max }: { readonly min: number; readonly max: number },
  now: number,
  command: (at: number) => Session,
): void {
  for (const at of [min, max].filter((one) => one !== now)) {
    const after = command(at)
    if (after === from) expect.fail(`${at} is refused`)
    expect(sessionProblems(after)).toEqual([])
  }
  if (min > 0) expect(command(min - 1)).toBe(from)
  expect(command(max + 1)).toBe(from)
  expect(command(now)).toBe(from)
}

describe('trimming', () => {
  it('moves an edge and leaves the content where it is; fades go with their edges', () => {
    expect(clipTexts(trimStart(session, 'a', 60))[0]).toBe('a 60–150 @50')
    expect(clipTexts(trimEnd(session, 'a', 180))[0]).toBe('a 50–180 @40')
    expect(clipIn(trimEnd(session, 'a', 180), 'a').fadeOut).toEqual(fadeFixture(20))
  })

  it('stops where the file, the start of the session, the fades or a locked clip say', () => {
    const a = clipIn(session, 'a')
    expect(trimStartRange(session, a)).toEqual({ min: 10, max: 120 })
    expectRange(session, trimStartRange(session, a), 50, (to) => trimStart(session, 'a', to))
    expect(trimEndRange(session, a)).toEqual({ min: 80, max: 50 + FILE_LENGTH - 40 })
    expectRange(session, trimEndRange(session, a), 150, (to) => trimEnd(session, 'a', to))
    const held = lock(session, 'b')
    expect(trimEndRange(held, clipIn(held, 'a'))).toEqual({ min: 80, max: 200 })
    expectRange(held, trimEndRange(held, clipIn(held, 'a')), 150, (to) => trimEnd(held, 'a', to))
    expect(trimStartRange(held, clipIn(held, 'b'))).toEqual({ min: 200, max: 200 })
    expect(trimStart(held, 'b', 210)).toBe(held)
    const early = clipSession([clipFixture('c', 10, 40, 100)])
    expect(trimStartRange(early, clipIn(early, 'c'))).toEqual({ min: 0, max: 109 })
    expectRange(early, trimStartRange(early, clipIn(early, 'c')), 10, (to) => trimStart(early, 'c', to))
  })

  it('over another clip trims that one, or cross-fades with it', () => {
    expect(clipTexts(trimEnd(session, 'a', 230))).toEqual(['a 50–230 @40', 'b 230–300 @330'])
    const crossed = trimEnd(session, 'a', 230, 'crossfade')
    expect(clipTexts(crossed)).toEqual(['a 50–230 @40', 'b 200–300 @300'])
    expect(clipIn(crossed, 'a').fadeOut).toEqual(fadeFixture(30))
    expect(clipIn(crossed, 'b').fadeIn).toEqual(fadeFixture(30, 'equalPower'))
    const shorter = trimStart(crossed, 'b', 220, 'crossfade')
    expect([clipIn(shorter, 'a').fadeOut?.length, clipIn(shorter, 'b').fadeIn?.length]).toEqual([10, 10])
    expect(trimEndRange(lock(crossed, 'b'), clipIn(crossed, 'a'))).toEqual({ min: 230, max: 230 })
  })
})

describe('slipping', () => {
  it('moves the content as far as the file goes, and no edge', () => {
    const a = clipIn(session, 'a')
    expect(clipTexts(slip(session, 'a', 15))[0]).toBe('a 50–150 @25')
    const { min, max } = slipRange(session, a)
    expect([min, max]).toEqual([140 - FILE_LENGTH, 40])
    for (const by of [min, max]) expect(sessionProblems(slip(session, 'a', by))).toEqual([])
    for (const by of [min - 1, max + 1, 0]) expect(slip(session, 'a', by)).toBe(session)
    const locked = lock(session, 'a')
    expect(slip(locked, 'a', 1)).toBe(locked)
    expect(slipRange(locked, clipIn(locked, 'a'))).toEqual({ min: 0, max: 0 })
  })
})

describe('fades', () => {
  it('are set to the sample, up to one another, and taken away', () => {
    const a = clipIn(session, 'a')
    expect(fadeRange(session, a, 'fadeIn')).toEqual({ min: 0, max: 80 })
    expect(clipIn(fadeIn(session, 'a', 80), 'a').fadeIn).toEqual(fadeFixture(80))
    for (const length of [81, 0, 10]) expect(fadeIn(session, 'a', length)).toBe(session)
    expect(clipIn(fadeIn(session, 'a', null), 'a')).not.toHaveProperty('fadeIn')
    expect(fadeRange(session, a, 'fadeOut')).toEqual({ min: 0, max: 90 })
    expect(clipIn(fadeOut(session, 'a', 90), 'a').fadeOut).toEqual(fadeFixture(90))
    expect(fadeOut(session, 'a', 91)).toBe(session)
    const locked = lock(session, 'a')
    expect(fadeIn(locked, 'a', 5)).toBe(locked)
    expect(fadeIn(session, 'gone', 5)).toBe(session)
  })

  it('of a cross-fade keep its length', () => {
    const crossed = trimEnd(session, 'a', 230, 'crossfade')
    for (const length of [29, 31, null]) expect(fadeIn(crossed, 'b', length)).toBe(crossed)
    expect(fadeRange(crossed, clipIn(crossed, 'b'), 'fadeIn')).toEqual({ min: 30, max: 30 })
    expect(fadeRange(crossed, clipIn(crossed, 'a'), 'fadeOut')).toEqual({ min: 30, max: 30 })
    expect(fadeRange(crossed, clipIn(crossed, 'a'), 'fadeIn')).toEqual({ min: 0, max: 150 })
    expect(clipIn(fadeIn(crossed, 'b', 30), 'b').fadeIn).toEqual(fadeFixture(30))
  })
})

describe('a cross-fade', () => {
  const adjoining = trimEnd(fadeOut(session, 'a', null), 'a', 200)

  it('lies about the place where the clips meet, drawn out of their files', () => {
    const crossed = crossfade(adjoining, 21)
    expect(clipTexts(crossed)).toEqual(['a 50–211 @40', 'b 190–300 @290'])
    expect(clipIn(crossed, 'a').fadeOut).toEqual(fadeFixture(21, 's'))
    expect(clipIn(crossed, 'b').fadeIn).toEqual(fadeFixture(21, 's'))
    expect(crossfade(crossfade(crossed, 60, 'linear'), 21)).toEqual(crossed)
    expect(crossfade(crossed, 0)).toEqual(adjoining)
  })

  it('is as long as both files and the other fades let it be', () => {
    for (const from of [adjoining, crossfade(adjoining, 21)]) {
      const range = crossfadeRange(from, clipIn(from, 'a'), clipIn(from, 'b'))
      expect(range).toEqual({ min: 0, max: 200 })
      expect(sessionProblems(crossfade(from, 200))).toEqual([])
      expect(crossfade(from, 200)).not.toBe(from)
      expect(crossfade(from, 201)).toBe(from)
    }
    const tight = clipSession([
      clipFixture('a', 0, 0, 100),
      clipFixture('b', 100, 7, 100, { fadeOut: fadeFixture(30) }),
    ])
    expect(crossfadeRange(tight, clipIn(tight, 'a'), clipIn(tight, 'b'))).toEqual({ min: 0, max: 15 })
    expect(crossfade(tight, 15)).not.toBe(tight)
    expect(crossfade(tight, 16)).toBe(tight)
  })

  it('is not of clips that do not meet, nor of locked ones', () => {
    expect(crossfade(session, 10)).toBe(session)
    expect(crossfadeRange(session, clipIn(session, 'a'), clipIn(session, 'b'))).toBeUndefined()
    const locked = lock(adjoining, 'b')
    expect(crossfade(locked, 10)).toBe(locked)
    expect(crossfadeRange(locked, clipIn(locked, 'a'), clipIn(locked, 'b'))).toEqual({ min: 0, max: 0 })
  })
})

describe('a selection', () => {
  it('may move to the start of the session, and not with a locked clip', () => {
    expect(moveRange(session, ['a', 'b'])).toEqual({ min: -50, max: Number.MAX_SAFE_INTEGER - 300 })
    expect(moveRange(lock(session, 'b'), ['a', 'b'])).toEqual({ min: 0, max: 0 })
    expect(moveRange(session, ['gone'])).toEqual({ min: 0, max: 0 })
  })

  it('takes whole groups', () => {
    const grouped = applyCommand(session, { type: 'clips/setGroup', clips: ['a', 'b'], group: 'g' })
    expect([...withGroups(grouped, ['b'])].toSorted()).toEqual(['a', 'b'])
    expect([...withGroups(session, ['b'])]).toEqual(['b'])
  })
})
