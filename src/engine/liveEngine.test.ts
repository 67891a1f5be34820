import { beforeEach, describe, expect, it, vi } from 'vitest'
import { applyCommand } from '../domain/commands.ts'
import type { PlaybackBuffer } from '../domain/playbackBuffer.ts'
import type { EngineEvent, FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { decibels, samplePosition } from '../domain/units.ts'
import { ok } from '../lib/result.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { LiveEngine } from './liveEngine.ts'

/** What the sounding half was asked for, and what a start waits for. */
const asked: string[] = []
let door: Promise<void> = Promise.resolve()
/** What the device has missed so far. */
let missed = 0

vi.mock('./liveGraph.ts', () => ({
  LiveGraph: {
    open: async (_: WebAssembly.Module, sampleRate: number, buffer: PlaybackBuffer) => ({
      context: { currentTime: 0, sampleRate },
      mix: null,
      deviceUnderruns: () => missed,
      resetMeters: () => undefined,
      plan: async (session: Session) => {
        asked.push(
          `plan ${session.tracks.length}${session.sampleRate === sampleRate ? '' : ' at another rate'}`,
        )
      },
      setLevels: () => undefined,
      cue: (from: number) => {
        asked.push(`cue ${from}`)
      },
      start: async () => {
        asked.push('start')
        await door
        return ok(undefined)
      },
      stop: async () => {
        asked.push('stop')
        return 0
      },
      close: async () => {
        asked.push(`close ${sampleRate} ${buffer}`)
      },
    }),
  },
}))
const userActivation = { hasBeenActive: false }
vi.stubGlobal('navigator', { userActivation })

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
const tracks = (count: number): Session => sessionFixture(Array.from({ length: count }, () => ({})))

function engineOf(session: Session, files: ReadonlyMap<MediaId, FileLike> = new Map()): LiveEngine {
  return new LiveEngine({ session, files: () => files, loadKernel: async () => kernelModule() })
}

beforeEach(() => {
  asked.length = 0
  door = Promise.resolve()
  missed = 0
  userActivation.hasBeenActive = false
})

describe('while playing', () => {
  it('many arrivals are one new start', async () => {
    const files = new Map<MediaId, FileLike>()
    const engine = engineOf(tracks(1), files)
    await engine.play(samplePosition(0), null)
    for (let n = 2; n <= 61; n++) {
      engine.update(tracks(n))
      files.set(String(n), { name: '', size: 0, slice: () => new Blob() })
      engine.update(tracks(n))
    }
    await vi.waitFor(() => expect(asked).toEqual(['plan 1', 'start', 'stop', 'plan 61', 'start']))
  })

  it('what is not heard of a clip is no reason to start again, and what is heard is', async () => {
    const session = tracks(1)
    const engine = engineOf(session)
    await engine.play(samplePosition(0), null)
    const [id = ''] = session.tracks.flatMap(({ clips }) => clips.map((clip) => clip.id))
    const renamed = applyCommand(session, { type: 'clip/rename', clip: id, name: 'Storm' })
    expect(renamed).not.toBe(session)
    engine.update(renamed)
    await pause(300)
    expect(asked).toEqual(['plan 1', 'start'])
    engine.update(applyCommand(renamed, { type: 'clips/setGain', clips: [id], db: decibels(-6) }))
    await vi.waitFor(() => expect(asked).toEqual(['plan 1', 'start', 'stop', 'plan 1', 'start']))
  })
})

it('what comes while a start is under way is played', async () => {
  let open = (): void => undefined
  door = new Promise<void>((resolve) => {
    open = () => resolve()
  })
  const engine = engineOf(tracks(1))
  const started = engine.play(samplePosition(0), null)
  await vi.waitFor(() => expect(asked).toContain('start'))
  engine.update(tracks(2))
  open()
  await started
  await vi.waitFor(() => expect(asked).toEqual(['plan 1', 'start', 'stop', 'plan 2', 'start']))
})

it('what is under a playhead that stands still is read before the key comes, and not while it plays', async () => {
  userActivation.hasBeenActive = true
  const engine = engineOf(tracks(1))
  for (const to of [100, 200, 300]) await engine.seek(samplePosition(to))
  await vi.waitFor(() => expect(asked).toEqual(['plan 1', 'cue 300']))
  await engine.seek(samplePosition(400))
  await engine.play(samplePosition(400), null)
  await pause(300)
  expect(asked).toEqual(['plan 1', 'cue 300', 'start'])
  await engine.stop()
  await vi.waitFor(() => expect(asked).toEqual(['plan 1', 'cue 300', 'start', 'stop', 'cue 400']))
})

describe('another file of the same sound', () => {
  const file = (): FileLike => ({ name: '', size: 0, slice: () => new Blob() })

  it('is what the next start reads, and no reason to interrupt this one', async () => {
    const files = new Map([['1', file()]])
    const session = tracks(1)
    const engine = engineOf(session, files)
    await engine.play(samplePosition(0), null)
    files.set('1', file())
    engine.update(session)
    await pause(300)
    expect(asked).toEqual(['plan 1', 'start'])
    await engine.stop()
    await engine.play(samplePosition(0), null)
    expect(asked).toEqual(['plan 1', 'start', 'stop', 'plan 1', 'start'])
    await engine.stop()
    engine.update(session)
    await engine.play(samplePosition(0), null)
    expect(asked.slice(5)).toEqual(['stop', 'start'])
  })

  it('is heard at once when there was none, or when there is none any more', async () => {
    const files = new Map<MediaId, FileLike>()
    const session = tracks(1)
    const engine = engineOf(session, files)
    await engine.play(samplePosition(0), null)
    files.set('1', file())
    engine.update(session)
    await vi.waitFor(() => expect(asked).toHaveLength(5))
    files.clear()
    engine.update(session)
    await vi.waitFor(() => expect(asked).toHaveLength(8))
  })
})

describe('the rate of the sound', () => {
  it('is the session’s: another gets a context of its own, and the one before is closed', async () => {
    const engine = engineOf(tracks(1))
    await engine.play(samplePosition(0), null)
    await engine.stop()
    engine.update({ ...tracks(2), sampleRate: 96_000 })
    await engine.play(samplePosition(0), null)
    await engine.stop()
    engine.update({ ...tracks(3), sampleRate: 96_000 })
    await engine.play(samplePosition(0), null)
    const close = 'close 48000 short'
    expect(asked).toEqual(['plan 1', 'start', 'stop', close, 'plan 2', 'start', 'stop', 'plan 3', 'start'])
  })

  it('is that of the session that is there when the sound is ready', async () => {
    const engine = engineOf(tracks(1))
    const playing = engine.play(samplePosition(0), null)
    engine.update({ ...tracks(2), sampleRate: 44_100 })
    await playing
    expect(asked.filter((each) => each.includes('another rate'))).toEqual([])
    expect(asked.slice(0, 2)).toEqual(['plan 2', 'start'])
  })
})

describe('the buffer of the device', () => {
  it('is changed while it plays: on from the same place through another context', async () => {
    const engine = engineOf(tracks(1))
    await engine.play(samplePosition(0), null)
    await engine.setPlaybackBuffer('long')
    expect(asked).toEqual(['plan 1', 'start', 'stop', 'close 48000 short', 'plan 1', 'start'])
    await engine.setPlaybackBuffer('long')
    expect(asked).toHaveLength(6)
    expect(engine.telemetry.playing()).toBe(true)
  })

  it('is that of the next start while it stands still', async () => {
    const engine = engineOf(tracks(1))
    await engine.play(samplePosition(0), null)
    await engine.stop()
    await engine.setPlaybackBuffer('long')
    expect(asked).toEqual(['plan 1', 'start', 'stop'])
    await engine.play(samplePosition(0), null)
    expect(asked.slice(3)).toEqual(['close 48000 short', 'plan 1', 'start'])
  })

  it('is found too short at the end of what broke off, and what nobody heard is not told', async () => {
    const told: EngineEvent[] = []
    const engine = engineOf(tracks(1))
    engine.onEvent((event) => told.push(event))
    await engine.play(samplePosition(0), null)
    missed = 3
    expect(engine.telemetry.underruns().device).toBe(3)
    expect(told).toEqual([])
    await engine.stop()
    expect(told).toEqual([{ type: 'brokeOff', times: 3 }])
    missed = 5
    await engine.play(samplePosition(0), null)
    await engine.stop()
    expect(told).toHaveLength(1)
    expect(engine.telemetry.underruns().device).toBe(3)
  })
})
