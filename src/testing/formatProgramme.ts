import { FPS_24, FRAME_RATES } from '../domain/timecode.ts'
import { frames } from '../domain/units.ts'
import { type Programme, programmeOf } from './bounceFixture.ts'
import { markerFixture } from './markerFixture.ts'
import { noise, sine } from './signals.ts'

/** Samples of `formatProgramme`, and where the click is in them. */
export const LENGTH = 240_001
export const CLICK = 100_003
/** 01:00:00:00 at 23.976, in samples at 48 kHz from midnight. */
export const HOUR = 172_972_800

const tone = sine(LENGTH, 997, 0.05)
tone[CLICK] = 0.85
/** Noise and a tone, and one click that stands out of them. */
export const FORMAT_STEMS = {
  dialogue: [tone, tone],
  music: [noise(LENGTH, 1, 0.05), noise(LENGTH, 2, 0.05)],
}

/** Five seconds from 01:00:00:00 at 23.976 on, with markers, and texts that ASCII does not hold. */
export const formatProgramme = (): Promise<Programme> =>
  programmeOf(
    [
      { stem: 'dialogue', samples: FORMAT_STEMS.dialogue, name: 'DX.wav' },
      { stem: 'music', samples: FORMAT_STEMS.music, name: 'MX.wav' },
    ],
    {
      title: 'Nachtstück',
      frameRate: FRAME_RATES[0] ?? FPS_24,
      startFrame: frames(86_400),
      markers: [
        markerFixture('a', { at: 96_000, name: 'Sc 2' }),
        markerFixture('b', { at: 1000, length: 60_000, name: 'Sc 1', note: 'begins before the part' }),
        markerFixture('c', { at: 200_000, name: 'after the part' }),
      ],
    },
  )
