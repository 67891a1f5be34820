import { describe, expect, it } from 'vitest'
import { emptySession, type Session } from '../domain/session.ts'
import { appRig, pause } from '../testing/appRig.ts'
import { clipFixture, clipSession, clipTexts } from '../testing/clipFixture.ts'

/** A desk with this session, `selected` of its clips. */
function desk(session: Session, selected: readonly string[], playhead = 0) {
  const rig = appRig({ playhead })
  rig.document.getState().replace(session)
  rig.actions.selectClips(selected, selected[0] ?? null)
  const now = () => rig.document.getState().session
  return { ...rig, now, clips: () => now().tracks.flatMap(({ clips }) => clips) }
}

it.each(['duplicated', 'pasted'])('clips of a group that are %s are a group of their own', (how) => {
  const group = { group: 'g' }
  const { actions, clips } = desk(
    clipSession([clipFixture('a', 0, 0, 100, group), clipFixture('b', 200, 0, 100, group)]),
    ['a'],
    500,
  )
  if (how === 'duplicated') actions.duplicateClips()
  else {
    actions.copyClips()
    actions.pasteClips()
  }
  const groups = clips().map((clip) => clip.group)
  expect(groups).toEqual(['g', 'g', groups[2], groups[2]])
  expect(groups[2]).not.toBe('g')
  expect(groups[2]).toBeDefined()
})

describe('pasted clips', () => {
  const session = clipSession([clipFixture('a', 0, 0, 100)], [clipFixture('b', 50, 10, 100)])
  const placesOf = (from: Session) =>
    from.tracks.map((_, track) => clipTexts(from, track).map((text) => text.replace(/^\S+ /, '')))

  it('are not locked', () => {
    const { actions, clips } = desk(clipSession([clipFixture('a', 0, 0, 100, { locked: true })]), ['a'], 500)
    actions.copyClips()
    actions.pasteClips()
    expect(clips().map(({ locked }) => locked)).toEqual([true, undefined])
  })

  it('begin at the selected track when theirs is gone', () => {
    const { actions, now, texts } = desk(session, ['a'], 300)
    actions.copyClips()
    actions.do({ type: 'track/remove', track: '1' })
    actions.pasteClips()
    expect(texts()).toEqual([expect.stringMatching(/Select another/)])
    actions.select({ kind: 'track', id: '2' })
    actions.pasteClips()
    expect(placesOf(now())).toEqual([['50–150 @10', '300–400 @0'], []])
  })

  it('of another session lie as they lay, and their files are looked for', async () => {
    const { actions, document, now, workspace } = desk(session, ['a', 'b'], 300)
    actions.copyClips()
    const { tracks } = clipSession([])
    const others = tracks.map((track) => ({ ...track, id: `other ${track.id}` }))
    document.getState().replace({ ...emptySession(), tracks: others })
    actions.select({ kind: 'track', id: 'other 1' })
    actions.pasteClips()
    expect(placesOf(now())).toEqual([['300–400 @0'], ['350–450 @10'], []])
    await pause()
    expect([...workspace.getState().mediaStates.keys()]).toEqual(['1'])
  })

  it('are refused in a session of another sample rate', () => {
    const { actions, document, now, texts } = desk(session, ['a'])
    actions.copyClips()
    const other = { ...emptySession(), sampleRate: 96_000, tracks: clipSession([]).tracks }
    document.getState().replace(other)
    actions.pasteClips()
    expect(now()).toBe(other)
    expect(texts()).toEqual([expect.stringMatching(/sample rate/)])
  })
})
