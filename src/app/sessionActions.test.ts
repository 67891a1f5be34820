import { describe, expect, it } from 'vitest'
import { newHistory } from '../domain/history.ts'
import { emptySession, type Session } from '../domain/session.ts'
import { err, ok } from '../lib/result.ts'
import { appRig, fileNamed, gate, infoNamed, pause, picked } from '../testing/appRig.ts'

describe('closing a session', () => {
  it('does not happen when it cannot be kept, until the user has been told', async () => {
    const { actions, tracks, texts } = appRig({
      shelf: { append: async () => err({ code: 'storage/full', file: 'Untitled session' }) },
    })
    await actions.importFiles([picked('DX.wav')])
    await actions.closeSession()
    expect(tracks()).toHaveLength(1)
    expect(texts()).toEqual([expect.stringMatching(/ran out/)])
    await actions.closeSession()
    expect(tracks()).toEqual([])
  })

  it('keeps also what is changed while it is written', async () => {
    const door = gate()
    const kept: Session[] = []
    const { actions } = appRig({
      shelf: {
        append: async (_id, { session }) => {
          await door.passed
          kept.push(session)
          return ok(undefined)
        },
      },
    })
    await actions.importFiles([picked('DX.wav')])
    const closing = actions.closeSession()
    await pause(5)
    actions.do({ type: 'session/rename', title: 'late' })
    door.open()
    await closing
    expect(kept.at(-1)?.title).toBe('late')
  })

  it('leaves nothing of how fast it was played', async () => {
    const { actions, workspace } = appRig()
    workspace.setState({ opened: true, speed: -4 })
    await actions.closeSession()
    expect(workspace.getState()).toMatchObject({ playing: false, speed: 1 })
  })

  it('ends what is being copied for it', async () => {
    const door = gate()
    const { actions, files, workspace } = appRig({
      library: {
        collect: async (_media, _info, file) => {
          await door.passed
          return ok(file)
        },
      },
    })
    await actions.importFiles([picked('DX.wav'), picked('FX.wav')])
    const collecting = actions.collect('unkept')
    await pause(5)
    await actions.closeSession()
    door.open()
    await collecting
    expect(files.size).toBe(0)
    expect(workspace.getState()).toMatchObject({ collecting: null, mediaStates: new Map() })
  })
})

describe('saving under another title', () => {
  it('takes along what is done while it is written, and the way back', async () => {
    const door = gate()
    const stored = new Map<string, Session>()
    const { actions, document } = appRig({
      shelf: {
        save: async (id, session) => {
          await door.passed
          stored.set(id, session)
          return ok(undefined)
        },
      },
    })
    await actions.importFiles([picked('DX.wav')])
    const saving = actions.saveAs('Copy')
    await pause(5)
    actions.do({ type: 'session/setPanLaw', law: '-4.5' })
    door.open()
    await saving
    expect(document.getState().session).toMatchObject({ title: 'Copy', panLaw: '-4.5' })
    expect([...stored.values()]).toEqual([document.getState().session])
    actions.undo()
    expect(document.getState().session.panLaw).toBe('-3')
  })

  it('leaves alone what was opened while it was written', async () => {
    const door = gate()
    const { actions, document, stored } = appRig({
      shelf: {
        save: async () => {
          await door.passed
          return ok(undefined)
        },
      },
    })
    stored.set('B', emptySession('B'))
    await actions.importFiles([picked('DX.wav')])
    const saving = actions.saveAs('Copy')
    await pause(5)
    await actions.openSession('B')
    door.open()
    await saving
    expect(document.getState().session.title).toBe('B')
  })
})

it('of two sessions opened at once, the last is open and nothing of the first is left', async () => {
  const { actions, stored, files, document } = appRig({
    library: {
      locate: async (media) => {
        await pause(20)
        const state = { kind: 'ready', kept: 'reference' } as const
        return new Map(Object.keys(media).map((id) => [id, { state, file: fileNamed(id) }]))
      },
    },
  })
  stored.set('A', { ...emptySession('A'), media: { a: infoNamed('a.wav') } })
  stored.set('B', { ...emptySession('B'), media: { b: infoNamed('b.wav') } })
  await Promise.all([actions.openSession('A'), actions.openSession('B')])
  await pause(30)
  expect(document.getState().session.title).toBe('B')
  expect([...files.keys()]).toEqual(['b'])
})

it('changes that cannot be read when a session is opened are said to be lost', async () => {
  const journal = { next: 4, base: 0, snapshots: [], entries: [] }
  const history = newHistory(emptySession('A'))
  let lost = 1
  const { actions, texts } = appRig({ shelf: { open: async () => ok({ history, journal, lost }) } })
  await actions.openSession('A')
  expect(texts()).toEqual(['The last change to this session could not be read: it is as it was before it.'])
  lost = 3
  await actions.openSession('A')
  expect(texts().at(-1)).toBe(
    'The last 3 changes to this session could not be read: it is as it was before them.',
  )
})

it('a session is kept with every change, undone ones too', async () => {
  const { actions, stored } = appRig()
  await actions.importFiles([picked('DX.wav')])
  await pause(300)
  expect([...stored.values()].map(({ tracks }) => tracks.length)).toEqual([1])
  actions.undo()
  await pause(300)
  expect([...stored.values()].map(({ tracks }) => tracks.length)).toEqual([0])
})

it('a session that another page has is opened to be looked at, and nothing in it is changed', async () => {
  const door = gate()
  const { actions, stored, document, workspace, texts } = appRig({
    claim: {
      take: async () => false,
      takeWhenFree: async () => {
        await door.passed
        return true
      },
    },
  })
  const session = { ...emptySession('A'), media: { a: infoNamed('a.wav') } }
  stored.set('A', session)
  await actions.openSession('A')
  expect(workspace.getState().access).toBe('elsewhere')
  const said = texts().length
  actions.do({ type: 'session/rename', title: 'B' })
  actions.do({ type: 'session/rename', title: 'C' })
  await actions.importFiles([picked('DX.wav')])
  expect(document.getState().session).toBe(session)
  expect(texts().slice(said)).toEqual([expect.stringMatching(/another tab/)])
  door.open()
  await pause(5)
  expect(workspace.getState().access).toBe('free')
  expect(stored.get('A')).toBe(session)
})
