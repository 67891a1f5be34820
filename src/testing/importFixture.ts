import type { MediaInfo } from '../domain/media.ts'
import { FRAME_RATES } from '../domain/timecode.ts'
import { samplePosition } from '../domain/units.ts'
import { infoNamed } from './appRig.ts'

const PAL = FRAME_RATES.find(({ label }) => label === '25 fps')

/** A BWF whose first sample stands at `timeReference`, in samples since midnight. */
export const bwf = (name: string, timeReference: number, pal = true): MediaInfo =>
  infoNamed(name, {
    metadata: {
      broadcast: { version: 1, timeReference: samplePosition(timeReference) },
      ...(pal && PAL && { production: { timecodeRate: PAL } }),
    },
  })

/** `DX.{L R}` is DX.L.wav and DX.R.wav. */
export const namesOf = (short: string): string[] =>
  [...short.matchAll(/(\S+)\{([^}]*)\}/g)].flatMap(([, base = '', endings = '']) =>
    endings.split(' ').map((ending) => `${base}${ending}.wav`),
  )
