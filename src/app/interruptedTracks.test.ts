import { describe, expect, it, vi } from 'vitest'
import type { ImportPort } from '../domain/ports.ts'
import { ok } from '../lib/result.ts'
import { appRig, fileNamed, gate, pause, picked } from '../testing/appRig.ts'
import { conformed, NAMED, source } from '../testing/trackSources.ts'

const PATIENCE = { timeout: 20_000 }

describe('the tab closes while the tracks of a file come in', () => {
  const tracks = NAMED.map((track) => source('Reel.mov', track))
  /** Probes as the file; its tracks after the first are converted once `door` is open. */
  const importer = (door: Promise<void>): Partial<ImportPort> => ({
    probe: async () => {
      const [first, ...others] = tracks
      return ok({ kind: 'conform', source: first ?? source('Reel.mov'), others })
    },
    conform: async (file, track) => {
      if (track.audioTrack?.number !== 1) await door
      return ok({ info: conformed(track), file })
    },
  })

  it('and the next visit names those that are not in, and adds only them', async () => {
    const door = gate()
    const before = appRig({ importer: importer(door.passed) })
    const going = before.actions.importFiles([picked('Reel.mov')])
    const keptNow = () => before.keptFor(before.workspace.getState().sessionId)
    await vi.waitFor(() => expect(keptNow()).toMatchObject([{ audioTracks: [3, 4] }]), PATIENCE)
    const [left, id] = [keptNow(), before.workspace.getState().sessionId ?? '']
    const session = before.stored.get(id)
    if (!session) throw new Error('it is not kept')
    expect(before.tracks().map(({ name }) => name)).toEqual(['Reel, track 1'])
    expect(left).toMatchObject([{ fileName: 'Reel.mov' }])
    door.open()
    await going
    await vi.waitFor(() => expect(before.keptFor(id)).toEqual([]), PATIENCE)

    const withHandle = left.map((file) => ({
      ...file,
      reference: { kind: 'file', name: 'Reel.mov', getFile: async () => fileNamed('Reel.mov') } as const,
    }))
    const next = appRig({
      importer: importer(Promise.resolve()),
      keptImports: {
        of: async () => ok(withHandle),
        open: async (asked) => new Map(asked.map((one) => [one.id, ok(fileNamed('Reel.mov'))])),
      },
    })
    next.stored.set(id, session)
    await next.actions.openSession(id)
    await pause(5)
    expect(next.workspace.getState().interruptedImports).toMatchObject([{ audioTracks: [3, 4] }])
    await next.actions.addInterruptedImports()
    expect(next.tracks().map(({ name }) => name)).toEqual(['Reel, track 1', 'Reel: MX', 'Reel: Foley'])
    expect(next.workspace.getState().interruptedImports).toEqual([])
  })

  it('and a track that was cancelled is not named', async () => {
    const door = gate()
    const { actions, keptFor, workspace } = appRig({ importer: importer(door.passed) })
    const going = actions.importFiles([picked('Reel.mov')])
    await vi.waitFor(() => expect(workspace.getState().imports.length).toBeGreaterThan(1), PATIENCE)
    const foley = workspace.getState().imports.find(({ fileName }) => fileName === 'Reel.mov: Foley')
    actions.cancelImport(foley?.id ?? '')
    await vi.waitFor(
      () => expect(keptFor(workspace.getState().sessionId)).toMatchObject([{ audioTracks: [3] }]),
      PATIENCE,
    )
    door.open()
    await going
  })

  it('and all are added of a file that has none of them any more', async () => {
    const { actions, tracks: added } = appRig({ importer: importer(Promise.resolve()) })
    await actions.importFiles([{ ...picked('Reel.mov'), audioTracks: [7] }])
    expect(added()).toHaveLength(3)
  })
})
