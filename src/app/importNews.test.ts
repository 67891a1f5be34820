import { expect, it } from 'vitest'
import { trackStart } from '../domain/session.ts'
import { parseTimecode } from '../domain/timecode.ts'
import { frames, samplePosition } from '../domain/units.ts'
import { ok } from '../lib/result.ts'
import { appRig, infoNamed, picked } from '../testing/appRig.ts'

/** A BWF that begins at 01:00:00:00. */
const atTheHour = (name: string) =>
  infoNamed(name, {
    metadata: { broadcast: { version: 1, timeReference: samplePosition(3600 * 48_000) } },
  })

it.each([
  ['of a new session', '01:00:00:00', [], []],
  ['at 0', '00:00:00:00', [], []],
  ['that was chosen', '10:00:00:00', [], ['“FX.wav” says no timecode: placed at the start.']],
  ['of files at it', '01:00:00:00', ['DX.wav'], ['“FX.wav” says no timecode: placed at the start.']],
])(
  'a file without a timecode is named where its place may mean an hour of the day: a start %s',
  async (_what, start, others, said) => {
    const { actions, document, texts, tracks } = appRig({
      importer: {
        probe: async ({ name }) =>
          ok({ kind: 'inPlace', info: name === 'FX.wav' ? infoNamed(name) : atTheHour(name) }),
      },
    })
    const { frameRate } = document.getState().session
    const startFrame = parseTimecode(start, frameRate) ?? frames(0)
    document.getState().dispatch({ type: 'session/setTimebase', frameRate, startFrame })
    await actions.importFiles(others.map(picked))
    const before = texts().length
    await actions.importFiles([picked('FX.wav')])
    expect(tracks().map(trackStart).at(-1)).toBe(0)
    expect(texts().slice(before)).toEqual(said)
  },
)
