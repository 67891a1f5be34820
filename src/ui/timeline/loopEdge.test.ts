import { expect, it } from 'vitest'
import { appRig } from '../../testing/appRig.ts'
import { markerFixture } from '../../testing/markerFixture.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import type { App } from '../appContext.ts'
import { loopEdge } from './loopEdge.ts'

it('an end of the loop is held by what clips are held by, and else by picture frames', () => {
  const rig = appRig({})
  const markers = [markerFixture('a', { at: 10_001 })]
  rig.document.getState().replace(sessionFixture([{ length: 480_011 }], { markers }))
  // A hundred samples to a pixel.
  rig.workspace.setState({ lanesWidth: 1000, view: { start: 0, samplesPerPixel: 100 } })
  const app = { ...rig, telemetry: { position: () => 20_003 } } as unknown as App
  const held = (snapTo: 'frame' | 'second' | 'clips' | 'markers' | 'playhead', place: number): number => {
    rig.workspace.setState({ snapTo })
    return loopEdge(app, place)
  }
  expect(held('frame', 10_400)).toBe(10_000)
  expect(held('second', 40_000)).toBe(48_000)
  expect(held('markers', 10_400)).toBe(10_001)
  expect(held('playhead', 20_400)).toBe(20_003)
  expect(held('clips', 480_400)).toBe(480_011)
  expect(held('clips', 240_500)).toBe(240_000)
  rig.workspace.setState({ snapOn: false })
  expect(held('markers', 10_400)).toBe(10_000)
})
