import { beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_LISTENING } from '../domain/listening.ts'
import type { BusId } from '../domain/ports.ts'
import type { TrackId } from '../domain/session.ts'
import { compileMixPlan } from '../kernel/compileMixPlan.ts'
import { mixLevels } from '../kernel/levels.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { LiveTelemetry } from './liveTelemetry.ts'
import { PEAK_SLOTS, PUBLISH_QUANTA, QUANTUM, telemetryLayout } from './worklet/protocol.ts'
import { Publisher } from './worklet/publisher.ts'

/** A stereo track at unity, one quantum to a publication. */
function desk() {
  const session = sessionFixture([{ stem: 'music' }])
  const plan = compileMixPlan(session, { kind: 'live', maxBlock: QUANTUM })
  const renderer = new MixRenderer(kernelModule(), plan)
  renderer.setLevels(mixLevels(plan, session, DEFAULT_LISTENING), false)
  const telemetry = new SharedArrayBuffer(telemetryLayout(plan).doubles * 8)
  const none = new SharedArrayBuffer(0)
  const publisher = new Publisher(renderer, telemetry)
  const live = new LiveTelemetry({ plan, telemetry, pcm: none, control: none })
  let quanta = 0
  const play = (level: number, count = 1): void => {
    for (let n = 0; n < count; n++) {
      renderer.input(0)[1]?.fill(0)
      renderer.input(0)[1]?.fill(level, 0, 1)
      renderer.run(QUANTUM)
      quanta += 1
      publisher.publish(quanta * QUANTUM, quanta * QUANTUM)
    }
  }
  const reset = (): void => {
    for (const meter of renderer.meters) meter?.reset()
    publisher.reset()
  }
  return { live, play, reset }
}

const TRACK: TrackId = '1'

describe.each<BusId>([`track:${TRACK}`, 'stem:music'])('the meter of %s', (bus) => {
  let { live, play, reset } = desk()
  beforeEach(() => {
    ;({ live, play, reset } = desk())
  })

  it('has the peaks since it was last read, as far as they are kept', () => {
    play(0.5)
    play(0.25)
    expect(live.meter(bus, true)?.samplePeakDb[1]).toBeCloseTo(-6.02, 2)
    play(0.25)
    expect(live.meter(bus, true)?.samplePeakDb[1]).toBeCloseTo(-12.04, 2)
  })

  it('shows a peak when it is heard, and not when it is made', () => {
    play(1)
    play(0.25, 2)
    const twoPublications = 2 * PUBLISH_QUANTA * QUANTUM
    expect(live.meter(bus, true, twoPublications)?.samplePeakDb[1]).toBeCloseTo(0, 9)
    play(0.5)
    expect(live.meter(bus, true, twoPublications)?.samplePeakDb[1]).toBeCloseTo(-12.04, 2)
    expect(live.meter(bus, true, twoPublications)?.samplePeakDb[1]).toBeCloseTo(-12.04, 2)
    expect(live.meter(bus, true)?.samplePeakDb[1]).toBeCloseTo(-6.02, 2)
  })

  it('shows a peak before it is written over, however late it is heard', () => {
    play(1)
    play(0.25, PEAK_SLOTS - 1)
    expect(live.meter(bus, true, Number.POSITIVE_INFINITY)?.samplePeakDb[1]).toBeCloseTo(0, 9)
  })

  it('has the highest of all, however long nobody read', () => {
    play(1)
    play(0.25, PEAK_SLOTS + 10)
    const meter = live.meter(bus, true)
    expect(meter?.samplePeakDb[1]).toBeCloseTo(-12.04, 2)
    expect(meter?.maxSamplePeakDb).toBeCloseTo(0, 9)
    expect(meter?.maxTruePeakDb).toBeGreaterThan(-0.1)
  })

  it('has it also where playing ended meanwhile', () => {
    play(0.5)
    const meter = live.meter(bus, false)
    expect(meter?.maxSamplePeakDb).toBeCloseTo(-6.02, 2)
    expect(meter?.samplePeakDb).toEqual([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY])
  })

  it('begins anew with the measurement', () => {
    play(1)
    live.meter(bus, true)
    reset()
    play(0.25)
    expect(live.meter(bus, true)?.maxSamplePeakDb).toBeCloseTo(-12.04, 2)
    expect(live.meter(bus, true)?.maxTruePeakDb).toBeLessThan(-6)
  })
})
