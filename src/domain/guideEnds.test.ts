import { expect, it } from 'vitest'
import { type GuideEnd, guideEnds } from './guideEnds.ts'
import { FRAME_RATES } from './timecode.ts'

const RATE = 48_000
const frameRate = FRAME_RATES.find(({ label }) => label === '24 fps')
if (!frameRate) throw new Error('there is no such rate')
const slack = { frames: 1, frameRate, sampleRate: RATE }
const SECOND = RATE
const film = { from: 0, to: 60 * SECOND }
/** With leader and a tail pop around the film. */
const file = { from: -8 * SECOND, to: 62 * SECOND + 2000 }
const reel = { from: 20 * SECOND, to: 40 * SECOND }

type Case = [
  string,
  { at: number; to: number; mix?: typeof film; files?: typeof film; lag?: number },
  readonly GuideEnd[],
]
const ends = (from: number, to: number, later: boolean): GuideEnd => ({ edge: 'ends', later, from, to })

it.each<Case>([
  ['as long', { at: 0, to: film.to }, []],
  ['a frame longer', { at: 0, to: film.to + 2000 }, []],
  ['a sample more than that', { at: 0, to: film.to + 2001 }, [ends(film.to, film.to + 2001, true)]],
  ['a frame shorter, and a sample', { at: 0, to: film.to - 2001 }, [ends(film.to - 2001, film.to, false)]],
  ['with a leader', { at: -8 * SECOND, to: film.to }, []],
  ['as long, with a leader', { at: -SECOND, to: 59 * SECOND }, [ends(59 * SECOND, film.to, false)]],
  ['of the files, with leader and pop', { at: file.from, to: file.to, mix: file }, []],
  ['of the programme, which the files have more than', { at: 0, to: film.to, mix: file }, []],
  [
    'that begins in the programme',
    { at: SECOND, to: film.to, mix: file },
    [{ edge: 'begins', later: true, from: 0, to: SECOND }],
  ],
  ['of the reel that is delivered', { ...reel, at: reel.from, mix: reel }, []],
  [
    'of its files, with pops of its own',
    { at: 18 * SECOND, to: 42 * SECOND, mix: reel, files: { from: 18 * SECOND, to: 42 * SECOND } },
    [],
  ],
  ['of the film, of which a reel is delivered', { at: 0, to: film.to, mix: reel }, []],
  ['of the reel and a second', { at: 0, to: 41 * SECOND, mix: reel }, [ends(reel.to, 41 * SECOND, true)]],
  ['whose leader has no timecode', { at: 0, to: 68 * SECOND, lag: -8 * SECOND }, []],
  ['that is late and as long', { at: 0, to: film.to, lag: 12 * 2000 }, []],
  ['late and longer', { at: 0, to: 70 * SECOND, lag: -SECOND }, [ends(film.to, 69 * SECOND, true)]],
  ['beside the mix', { at: 60 * SECOND, to: 90 * SECOND }, []],
])('the ends of a guide %s', (_what, { at, to, mix = film, files = mix, lag = null }, found) => {
  expect(guideEnds({ at, samples: to - at }, { mix, files, programme: film }, lag, slack)).toEqual(found)
})
