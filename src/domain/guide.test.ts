import { expect, it } from 'vitest'
import { mediaFixture } from '../testing/mediaFixture.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { errorText } from './errors.ts'
import { guideOf, guideRemark } from './guide.ts'
import { samplePosition, samples } from './units.ts'

const session = sessionFixture([{ stem: 'music', length: 480_000 }])
const guide = mediaFixture('guide.wav', { length: 480_000 })
/** Samples since midnight, at 48 kHz. */
const saying = (since: number) => ({
  ...guide,
  metadata: { broadcast: { version: 2, timeReference: samplePosition(since) } },
})
const HOUR = 3600 * 48_000

it('belongs at the start where it says no timecode, and at its own where it says one', () => {
  expect(guideOf('g', guide, session)).toEqual({ ok: true, value: { id: 'g', info: guide, at: 0 } })
  for (const at of [-96_000, 24_000])
    expect(guideOf('g', saying(HOUR + at), session)).toMatchObject({ ok: true, value: { at } })
})

it('is at the start where its timecode is nowhere in the programme', () => {
  const placed = guideOf('g', saying(10 * HOUR), session)
  expect(placed).toMatchObject({ value: { at: 0 } })
  const remark = placed.ok && guideRemark(placed.value, session)
  expect(remark).toContain('“guide.wav” says that it begins at 10:00:00:00')
  expect(remark).toContain('from 01:00:00:00 on')
})

it('has nothing said of it where it is at its own timecode, or says none', () => {
  for (const info of [guide, saying(HOUR + 24_000), saying(HOUR - 96_000)]) {
    const placed = guideOf('g', info, session)
    expect(placed.ok && guideRemark(placed.value, session)).toBeNull()
  }
})

it('is refused by name at another rate, converted or not', () => {
  const conform = { codec: 'flac', sampleRate: 44_100, length: samples(441_000) }
  for (const info of [
    { ...guide, sampleRate: 44_100 },
    { ...guide, conform },
  ]) {
    const refused = guideOf('g', info, session)
    if (refused.ok) throw new Error('it was taken')
    expect(errorText(refused.error)).toContain('“guide.wav” is at 44100 Hz, and the mix at 48000 Hz')
  }
})
