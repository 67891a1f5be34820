import { expect, it } from 'vitest'
import type { Session } from '../domain/session.ts'
import { appRig } from '../testing/appRig.ts'
import { clipFixture, clipSession } from '../testing/clipFixture.ts'

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
