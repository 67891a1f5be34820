import { beforeEach, describe, expect, it, vi } from 'vitest'
import { applyCommand } from '../domain/commands.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { decibels, samplePosition } from '../domain/units.ts'
import { ok } from '../lib/result.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { LiveEngine } from './liveEngine.ts'

/** What the sounding half was asked for, and what a start waits for. */
const asked: string[] = []
let door: Promise<void> = Promise.resolve()

vi.mock('./liveGraph.ts', () => ({
  LiveGraph: {
    open: async () => ({
      context: { currentTime: 0, sampleRate: 48_000 },
      mix: null,
      deviceUnderruns: () => 0,
      resetMeters: () => undefined,
      plan: async (session: Session) => {
        asked.push(`plan ${session.tracks.length}`)
      },
      setLevels: () => undefined,
      start: async () => {
        asked.push('start')
        await door
        return ok(undefined)
      },
      stop: async () => {
        asked.push('stop')
        return 0
      },
    }),
  },
}))
vi.stubGlobal('navigator', { userActivation: { hasBeenActive: false } })

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
const tracks = (count: number): Session => sessionFixture(Array.from({ length: count }, () => ({})))

function engineOf(session: Session, files: ReadonlyMap<MediaId, FileLike> = new Map()): LiveEngine {
  return new LiveEngine({ session, files: () => files, loadKernel: async () => kernelModule() })
}

beforeEach(() => {
  asked.length = 0
  door = Promise.resolve()
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
