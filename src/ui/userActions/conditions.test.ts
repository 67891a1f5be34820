import { describe, expect, it } from 'vitest'
import { appRig } from '../../testing/appRig.ts'
import { clipFixture, clipSession } from '../../testing/clipFixture.ts'
import type { App } from '../appContext.ts'
import { noClips, noClipsOrTrack, noStrip, noTrack } from './conditions.ts'
import { TRACK_ACTIONS } from './trackActions.ts'
import { CHOSEN } from './userAction.ts'

/** Two tracks of a clip each; what is selected of them is named. */
function desk(clips: readonly string[], track: string) {
  const { document, workspace, actions } = appRig()
  document.getState().replace(clipSession([clipFixture('a', 0, 0, 100)], [clipFixture('b', 0, 0, 100)]))
  workspace.setState({ selectedClips: new Set(clips), selected: { kind: 'track', id: track } })
  const app = { document, workspace, actions } as App
  const run = (id: string): unknown => TRACK_ACTIONS.find((action) => action.id === id)?.run(app, CHOSEN)
  const starts = () => document.getState().session.tracks.map(({ clips: [clip] }) => clip?.start)
  return { app, run, starts }
}

describe('what is selected and gone', () => {
  it('is nothing to act on', () => {
    const { app } = desk(['gone'], 'gone')
    expect([noClips, noTrack, noStrip, noClipsOrTrack].filter((why) => why(app) === null)).toEqual([])
  })

  it('leaves the track to be moved', () => {
    const { app, run, starts } = desk(['gone'], '2')
    expect([noClips(app), noClipsOrTrack(app)]).toEqual([expect.any(String), null])
    run('nudgeSampleOn')
    expect(starts()).toEqual([0, 1, undefined])
  })

  it('is not in the way of what is there', () => {
    const { app, run, starts } = desk(['gone', 'a'], 'gone')
    expect(noClipsOrTrack(app)).toBe(null)
    run('nudgeSampleOn')
    expect(starts()).toEqual([1, 0, undefined])
  })
})
