import { errorText } from '../domain/errors.ts'
import { type Listening, MONITOR_RANGE_DB, type MonitorSource } from '../domain/listening.ts'
import type { PlaybackBuffer } from '../domain/playbackBuffer.ts'
import { type PlaySpeed, shuttleSpeed } from '../domain/playSpeed.ts'
import type { EnginePort, LoopOrNot } from '../domain/ports.ts'
import { sessionLength, type TrackId } from '../domain/session.ts'
import type { StemId } from '../domain/stems.ts'
import { frameToSample, sampleToFrame } from '../domain/timecode.ts'
import { decibels, frames, type SamplePosition, samplePosition } from '../domain/units.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import { activeLoop, type Notice, type WorkspaceStore } from '../state/workspaceStore.ts'

export type TransportContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly engine: EnginePort
  notify(severity: Notice['severity'], text: string, offer?: Notice['offer']): void
}

const toggled = <T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> => {
  const next = new Set(set)
  if (!next.delete(item)) next.add(item)
  return next
}

export function transportActions({ document, workspace, engine, notify }: TransportContext) {
  const session = () => document.getState().session
  const listen = (change: Partial<Listening>): void => {
    const listening = { ...workspace.getState().listening, ...change }
    workspace.setState({ listening })
    engine.listen(listening)
  }
  const seek = (to: SamplePosition): Promise<void> =>
    engine.seek(samplePosition(Math.min(to, sessionLength(session()))))

  /** Play and stop pressed so far: what an earlier press led to says nothing once there is a later one. */
  let presses = 0

  let toldOfBreaks = false
  engine.onEvent((event) => {
    if (event.type === 'brokeOff') {
      if (toldOfBreaks || workspace.getState().playbackBuffer === 'long') return
      toldOfBreaks = true
      const times = event.times === 1 ? 'once' : `${event.times} times`
      const text = `The sound broke off ${times} on its way to the device: something else kept the machine busy. With a long playback buffer it holds longer, and keys and faders are heard later.`
      notify('warning', text, 'longBuffer')
      return
    }
    const playing = engine.telemetry.playing()
    workspace.setState({ playing, ...(!playing && { speed: 1 }) })
    if (event.type === 'error') notify('error', errorText(event.error))
  })

  function setLoop(loop: LoopOrNot): void {
    workspace.setState({ loop, loopOn: loop !== null })
    void engine.setLoop(activeLoop(workspace.getState()))
  }
  async function stop(): Promise<void> {
    presses += 1
    workspace.setState({ playing: false, speed: 1 })
    await engine.stop()
  }
  async function play(from: SamplePosition, speed: PlaySpeed): Promise<void> {
    presses += 1
    const mine = presses
    workspace.setState({ playing: true, speed })
    const started = await engine.play(from, activeLoop(workspace.getState()), speed)
    if (!started.ok) notify('error', errorText(started.error))
    if (mine !== presses) return
    const playing = engine.telemetry.playing()
    workspace.setState({ playing, ...(!playing && { speed: 1 }) })
  }

  return {
    async togglePlay(): Promise<void> {
      if (workspace.getState().playing) return stop()
      const length = sessionLength(session())
      const at = engine.telemetry.position()
      if (length > 0) await play(at >= length ? samplePosition(0) : at, 1)
    },
    stop,
    async shuttle(direction: 1 | -1): Promise<void> {
      const { playing, speed: now } = workspace.getState()
      const speed = shuttleSpeed(playing ? now : null, direction)
      const at = engine.telemetry.position()
      // At the end there is nothing more in that direction.
      const canGo = direction > 0 ? at < sessionLength(session()) : at > 0
      if (canGo && !(playing && speed === now)) await play(at, speed)
    },
    seek,
    async goTo(to: SamplePosition): Promise<void> {
      if (to > sessionLength(session())) {
        notify('info', 'That is after the end of the programme: the playhead is at its end.')
      }
      await seek(to)
    },
    stepFrames(by: number): Promise<void> {
      const { frameRate, sampleRate } = session()
      const at = sampleToFrame(engine.telemetry.position(), frameRate, sampleRate)
      return seek(frameToSample(frames(Math.max(0, at + by)), frameRate, sampleRate))
    },
    toStart: (): Promise<void> => seek(samplePosition(0)),
    toEnd: (): Promise<void> => seek(samplePosition(sessionLength(session()))),
    setLoop,
    /** Begins or ends the loop at the playhead; what would be beyond its other end reaches to that of the programme. */
    loopFromPlayhead(end: 'start' | 'end'): void {
      const { loop } = workspace.getState()
      const at = engine.telemetry.position()
      const length = sessionLength(session())
      const next =
        end === 'start'
          ? { start: at, end: loop && loop.end > at ? loop.end : samplePosition(length) }
          : { start: loop && loop.start < at ? loop.start : samplePosition(0), end: at }
      if (next.start < next.end) setLoop(next)
      else if (end === 'start') notify('info', 'At the end of the programme no loop can begin.')
      else notify('info', 'At the start of the programme no loop can end.')
    },
    toggleLoop(): void {
      const { loop, loopOn } = workspace.getState()
      const whole = { start: samplePosition(0), end: samplePosition(sessionLength(session())) }
      workspace.setState({ loopOn: !loopOn, loop: loop ?? whole })
      void engine.setLoop(activeLoop(workspace.getState()))
    },

    setMonitor: (source: MonitorSource): void => listen({ source }),
    setMonitorLevel(db: number): void {
      listen({ levelDb: decibels(Math.min(MONITOR_RANGE_DB.max, Math.max(MONITOR_RANGE_DB.min, db))) })
    },
    toggleDim: (): void => listen({ dim: !workspace.getState().listening.dim }),
    toggleSoloTrack: (track: TrackId): void =>
      listen({ soloTracks: toggled(workspace.getState().listening.soloTracks, track) }),
    toggleSoloStem: (stem: StemId): void =>
      listen({ soloStems: toggled(workspace.getState().listening.soloStems, stem) }),
    clearSolo: (): void => listen({ soloTracks: new Set(), soloStems: new Set() }),
    resetMeters: (): void => engine.resetMeters(),
    setPlaybackBuffer(playbackBuffer: PlaybackBuffer): void {
      workspace.setState({ playbackBuffer })
      void engine.setPlaybackBuffer(playbackBuffer)
    },
  }
}
