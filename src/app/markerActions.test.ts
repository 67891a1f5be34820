import { describe, expect, it } from 'vitest'
import { markersOf } from '../domain/markers.ts'
import type { FileLike, ImportPort } from '../domain/ports.ts'
import { samplePosition, samples } from '../domain/units.ts'
import { err, ok } from '../lib/result.ts'
import { appRig, gate, infoNamed, pause } from '../testing/appRig.ts'
import { markerFixture } from '../testing/markerFixture.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'

const textFile = (name: string, text: string | Uint8Array): FileLike =>
  new File([typeof text === 'string' ? text : new Uint8Array(text)], name)
const a = markerFixture('a', { at: 10_000, name: 'A' })
const region = markerFixture('r', { at: 20_000, length: 5_000, name: 'R' })

function rig(playhead = 0, importer: Partial<ImportPort> = {}) {
  const app = appRig({ playhead, importer })
  app.document.getState().replace(sessionFixture([{ length: 48_000 }], { markers: [a, region] }))
  return {
    ...app,
    markers: () => markersOf(app.document.getState().session),
    names: () => markersOf(app.document.getState().session).map(({ name }) => name),
    selected: () => [...app.workspace.getState().selectedMarkers],
  }
}

describe('markers', () => {
  it('are added at the playhead and selected', () => {
    const { actions, markers, selected } = rig(15_000)
    actions.addMarker()
    expect(markers()[1]).toMatchObject({ at: 15_000, name: 'Marker 1' })
    expect(selected()).toEqual([markers()[1]?.id])
  })

  it('are made of the loop, and loop', () => {
    const { actions, markers, workspace, texts } = rig(22_000)
    actions.addRegionFromLoop()
    expect(texts()).toEqual(['There is no loop to make a region of: mark one first.'])
    actions.setLoop({ start: samplePosition(4), end: samplePosition(9) })
    actions.addRegionFromLoop()
    expect(markers()[0]).toMatchObject({ at: 4, length: 5, name: 'Region 1' })
    actions.selectMarkers([])
    actions.loopRegion()
    expect(workspace.getState()).toMatchObject({ loop: { start: 20_000, end: 25_000 }, loopOn: true })
  })

  it('move together, by frames as far as the first one does, and not past the start', () => {
    const { actions, markers } = rig()
    actions.selectMarkers(['a', 'r'])
    actions.nudgeMarkers(-1, 'frame')
    expect(markers().map(({ at }) => at)).toEqual([8_000, 18_000])
    actions.nudgeMarkers(3, 'sample')
    expect(markers().map(({ at }) => at)).toEqual([8_003, 18_003])
    for (let n = 0; n < 9; n++) actions.nudgeMarkers(-1, 'frame')
    expect(markers().map(({ at }) => at)).toEqual([3, 10_003])
    actions.removeMarkers()
    expect(markers()).toEqual([])
  })

  it('after the end are gone to as far as there is anything', async () => {
    const { actions, texts, selected } = rig(47_000)
    actions.editMarkers({
      type: 'markers/add',
      markers: [markerFixture('late', { at: 99_999, name: 'Late' })],
    })
    await actions.goToMarkerBeside('next')
    expect(selected()).toEqual(['late'])
    expect(texts()).toEqual(['“Late” lies after the end of the last clip.'])
  })

  it('are not changed while another page has the session', async () => {
    const { actions, document, names } = rig()
    document.getState().setReadOnly(true)
    actions.addMarker()
    await actions.importMarkers([textFile('m.csv', 'name,start sample\nX,1')])
    expect(names()).toEqual(['A', 'R'])
  })
})

describe('markers out of files', () => {
  it('come of a table that is dropped, into a session that is open, unless it lies among sound', async () => {
    const { actions, names, tracks, workspace } = rig()
    const table = textFile('m.csv', 'name,start sample\nX,1')
    const dropped = [table, textFile('b.wav', new Uint8Array(4))].map((file) => ({ file, reference: null }))
    workspace.setState({ opened: true })
    await actions.importFiles(dropped)
    expect(names()).toEqual(['A', 'R'])
    const before = tracks().length
    await actions.importFiles([{ file: table, reference: null }])
    expect(names()).toEqual(['X', 'A', 'R'])
    expect(tracks().length).toBe(before)
  })

  it('do not come of a table where no session is open: it is no sound', async () => {
    const asked: string[] = []
    const probe: ImportPort['probe'] = async ({ name }) => {
      asked.push(name)
      return err({ code: 'cancelled' })
    }
    const { actions, names } = rig(0, { probe })
    await actions.importFiles([{ file: textFile('m.csv', 'name,start sample\nX,1'), reference: null }])
    expect(names()).toEqual(['A', 'R'])
    expect(asked).toEqual(['m.csv'])
  })

  it('come in one step, but for those that are there', async () => {
    const { actions, document, names, texts } = rig()
    const table =
      'name,start sample,length samples,scene\nA,10000,,1\nR,20000,5000,2\nNew,5,,3\nFar,48001,,4\n'
    await actions.importMarkers([textFile('m.csv', table)])
    expect(names()).toEqual(['New', 'A', 'R', 'Far'])
    expect(texts()).toEqual([
      '2 markers imported from “m.csv”: not read: 1 column (scene); 2 were there already; 1 lies after the end of the last clip.',
    ])
    document.getState().undo()
    expect(names()).toEqual(['A', 'R'])
  })

  it('are refused by name, and what is there stays', async () => {
    const { actions, names, texts } = rig()
    await actions.importMarkers([
      textFile('bad.csv', 'name,start sample\nX,one'),
      textFile('latin.csv', Uint8Array.of(0x6e, 0xe9, 0x0a)),
    ])
    expect(texts()).toEqual([
      'No markers were read from “bad.csv”: line 2: its start sample, “one”, is no whole number.',
      'No markers were read from “latin.csv”: its text is not UTF-8: save it again as such.',
    ])
    expect(names()).toEqual(['A', 'R'])
  })

  it('are those that a sound file carries, or none', async () => {
    const markers = [{ sample: samplePosition(7), label: 'Slate', length: samples(2) }]
    const { actions, names, texts } = rig(0, {
      probe: async ({ name }) =>
        ok({ kind: 'inPlace', info: infoNamed(name, name === 'a.wav' ? { metadata: { markers } } : {}) }),
    })
    const sound = Uint8Array.of(0x52, 0x49, 0x46, 0x46, 0, 0)
    await actions.importMarkers([textFile('a.wav', sound), textFile('b.wav', sound)])
    expect(names()).toEqual(['Slate', 'A', 'R'])
    expect(texts()).toEqual(['1 marker imported from “a.wav”.', '“b.wav” carries no markers.'])
  })

  it.each([
    ['a table', 'm.csv', 'name,start sample\nX,1'],
    ['a sound file', 'a.wav', Uint8Array.of(0x52, 0x49, 0x46, 0x46, 0, 0)],
  ])('of %s do not come when another session is open by then', async (_what, name, content) => {
    const door = gate()
    const markers = [{ sample: samplePosition(7), label: 'Slate' }]
    const { actions, document, names, texts } = rig(0, {
      probe: async (file) => {
        await door.passed
        return ok({ kind: 'inPlace', info: infoNamed(file.name, { metadata: { markers } }) })
      },
    })
    const whole = textFile(name, content)
    let reads = 0
    const slow: FileLike = {
      name,
      size: whole.size,
      slice: (start, end) => ({
        arrayBuffer: async () => {
          // What kind of file it is is known at once.
          reads += 1
          if (reads > 1) await door.passed
          return whole.slice(start, end).arrayBuffer()
        },
      }),
    }
    const importing = actions.importMarkers([slow, slow])
    await pause()
    await actions.newSession({ title: 'Another', frameRate: document.getState().session.frameRate } as never)
    door.open()
    await importing
    expect(document.getState().session.title).toBe('Another')
    expect(names()).toEqual([])
    expect(texts()).toEqual([])
  })

  it('are said not to be there when the session was not to be changed any more', async () => {
    const { actions, document, names, texts } = rig()
    const importing = actions.importMarkers([textFile('m.csv', 'name,start sample\nX,1')])
    document.getState().setReadOnly(true)
    await importing
    expect(names()).toEqual(['A', 'R'])
    expect(texts()).toContain('Nothing was imported from “m.csv”: the session could not be changed.')
  })
})
