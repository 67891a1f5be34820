import { describe, expect, it } from 'vitest'
import type { FileReference, KeptImport } from '../domain/ports.ts'
import { emptySession } from '../domain/session.ts'
import { err, ok } from '../lib/result.ts'
import { appRig, fileNamed, gate, infoNamed, pause, picked } from '../testing/appRig.ts'

/** A rig in which headers of files called `late…` are read only once the gate is open. */
function rigWithLate() {
  const door = gate()
  const rig = appRig({
    importer: {
      probe: async ({ name }) => {
        if (name.startsWith('late')) await door.passed
        return ok({ kind: 'inPlace', info: infoNamed(name) })
      },
    },
  })
  const kept = (): readonly string[] => rig.onTheirWay(rig.workspace.getState().sessionId)
  return { ...rig, door, kept }
}

const reference = (name: string): FileReference => ({
  kind: 'file',
  name,
  getFile: async () => fileNamed(name),
})
const left = (name: string, change: Partial<KeptImport> = {}): KeptImport => ({
  id: name,
  fileName: name,
  size: 1000,
  reference: null,
  ...change,
})

/** A session that an earlier visit left while these were on their way in. */
async function reopened(files: readonly KeptImport[], ports: Parameters<typeof appRig>[0] = {}) {
  const removed: string[] = []
  const rig = appRig({
    ...ports,
    keptImports: {
      of: async () => ok(files.filter(({ id }) => !removed.includes(id))),
      remove: async (_session, ids) => {
        removed.push(...ids)
        return ok(undefined)
      },
      ...ports?.keptImports,
    },
  })
  rig.stored.set('kept', emptySession('Reel'))
  await rig.actions.openSession('kept')
  await pause(5)
  const names = (): string[] => rig.workspace.getState().interruptedImports.map(({ fileName }) => fileName)
  return { ...rig, removed, names }
}

describe('what is on its way into a session is kept with it', () => {
  it('until it is in and written, also from before the session was kept', async () => {
    const { actions, door, kept, tracks } = rigWithLate()
    const first = actions.importFiles([picked('DX.wav')])
    const second = actions.importFiles([picked('late FX.wav'), picked('late MX.wav')])
    await first
    await pause(300)
    expect(tracks().map(({ name }) => name)).toEqual(['DX'])
    expect(kept()).toEqual(['late FX.wav', 'late MX.wav'])
    door.open()
    await second
    await pause(300)
    expect(tracks()).toHaveLength(3)
    expect(kept()).toEqual([])
  })

  it('until it is cancelled', async () => {
    const { actions, door, kept, workspace } = rigWithLate()
    await actions.importFiles([picked('DX.wav')])
    const going = actions.importFiles([picked('late FX.wav'), picked('late MX.wav')])
    await pause(300)
    expect(kept()).toEqual(['late FX.wav', 'late MX.wav'])
    const fx = workspace.getState().imports.find(({ fileName }) => fileName === 'late FX.wav')
    actions.cancelImport(fx?.id ?? '')
    expect(kept()).toEqual(['late MX.wav'])
    actions.cancelImports()
    expect(kept()).toEqual([])
    door.open()
    await going
  })

  it('until it fails', async () => {
    const { actions, onTheirWay, workspace } = appRig({
      importer: {
        probe: async ({ name }) =>
          name === 'DX.wav'
            ? ok({ kind: 'inPlace', info: infoNamed(name) })
            : err({ code: 'file/unreadable', file: name, detail: 'it is gone' }),
      },
    })
    await actions.importFiles([picked('DX.wav'), picked('FX.wav')])
    await pause(300)
    expect(onTheirWay(workspace.getState().sessionId)).toEqual([])
  })

  it('for as long as the session that has it is not written', async () => {
    const { actions, onTheirWay, workspace } = appRig({
      shelf: { append: async () => err({ code: 'storage/full', file: 'Reel' }) },
    })
    await actions.importFiles([picked('DX.wav')])
    await pause(300)
    expect(onTheirWay(workspace.getState().sessionId)).toEqual(['DX.wav'])
  })

  it('with the copy that goes on under another title', async () => {
    const { actions, door, kept, onTheirWay, workspace } = rigWithLate()
    await actions.importFiles([picked('DX.wav')])
    const going = actions.importFiles([picked('late FX.wav')])
    await pause(300)
    const before = workspace.getState().sessionId
    await actions.saveAs('Reel, copy')
    expect(onTheirWay(before)).toEqual([])
    expect(kept()).toEqual(['late FX.wav'])
    door.open()
    await going
  })
})

describe('what an earlier visit left on its way in', () => {
  it('is named when its session is opened, but for what came in', async () => {
    const { names, removed } = await reopened([left('FX.wav'), left('MX.wav')])
    expect(names()).toEqual(['FX.wav', 'MX.wav'])
    const media = { 'FX.wav': infoNamed('FX.wav') }
    const rig = appRig({ keptImports: { of: async () => ok([left('FX.wav'), left('MX.wav')]) } })
    rig.stored.set('kept', { ...emptySession('Reel'), media })
    await rig.actions.openSession('kept')
    await pause(5)
    expect(rig.workspace.getState().interruptedImports.map(({ fileName }) => fileName)).toEqual(['MX.wav'])
    expect(removed).toEqual([])
  })

  it('is not where another tab has the session', async () => {
    const { names } = await reopened([left('FX.wav')], {
      claim: { take: async () => false, takeWhenFree: () => new Promise(() => undefined) },
    })
    expect(names()).toEqual([])
  })

  it('does not come back when it is dismissed', async () => {
    const { actions, names, removed } = await reopened([left('FX.wav')])
    actions.dismissInterruptedImports()
    expect(names()).toEqual([])
    expect(removed).toEqual(['FX.wav'])
    await actions.openSession('kept')
    await pause(5)
    expect(names()).toEqual([])
  })

  it('is added by its references as it was dropped, and what cannot be read is named and stays', async () => {
    const files = ['L.wav', 'R.wav', 'gone.wav'].map((name) =>
      left(name, { reference: reference(name), folder: '0/DX' }),
    )
    const { actions, names, removed, texts, tracks } = await reopened([...files, left('MX.wav')], {
      keptImports: {
        open: async (asked) =>
          new Map(
            asked.map(({ id, fileName: file }) => [
              id,
              file === 'gone.wav'
                ? err({ code: 'file/unreadable', file, detail: 'it is no longer where it was' })
                : ok(fileNamed(file)),
            ]),
          ),
      },
    })
    await actions.addInterruptedImports()
    expect(tracks().map(({ name, speakers }) => `${name}: ${speakers.join(' ')}`)).toEqual(['DX: L R'])
    expect(names()).toEqual(['gone.wav', 'MX.wav'])
    expect(removed).toEqual(expect.arrayContaining(['L.wav', 'R.wav']))
    expect(texts()).toContainEqual(expect.stringMatching(/^“gone.wav” could not be read/))
  })

  it('is taken out when a file of its name and size is added', async () => {
    const { actions, names } = await reopened([left('FX.wav'), left('MX.wav', { size: 999 })])
    await actions.importFiles([picked('fx.wav'), picked('MX.wav')])
    expect(names()).toEqual(['MX.wav'])
  })

  it('is taken out for one file each, and not for that of another folder', async () => {
    const { actions, workspace } = await reopened([
      left('L.wav', { id: 'fx', folder: '0/FX' }),
      left('L.wav', { id: 'dx', folder: '1/DX' }),
      left('R.wav', { id: 'first' }),
      left('R.wav', { id: 'second' }),
    ])
    await actions.importFiles([{ ...picked('L.wav'), folder: '0/DX' }, picked('R.wav')])
    expect(workspace.getState().interruptedImports.map(({ id }) => id)).toEqual(['fx', 'second'])
  })
})
