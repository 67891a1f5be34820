import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand } from '../../domain/commands.ts'
import type { Clip } from '../../domain/session.ts'
import { decibels } from '../../domain/units.ts'
import { appRig } from '../../testing/appRig.ts'
import { clipFixture, clipIn, clipSession, fadeFixture } from '../../testing/clipFixture.ts'
import type { App } from '../appContext.ts'
import { bindingsOf } from '../shortcuts/keyBindings.ts'
import type { KeyPress } from '../shortcuts/keyName.ts'
import { USER_ACTIONS } from '../userActions/registry.ts'
import { CHOSEN } from '../userActions/userAction.ts'
import { cellCommand, switchCommand } from './clipCellEdit.ts'
import { CLIP_COLUMNS, type ClipColumn, cellText, clipRows, filterRows, sortRows } from './clipRows.ts'
import { gridMove, rowsInView } from './gridKeys.ts'
import { actOnListed, listAction, removeListed } from './listEdits.ts'
import { listedSelection, listSelection } from './listSelection.ts'

const session = clipSession(
  [
    clipFixture('late', 2500, 0, 100, { name: 'Door 10', gainDb: null, locked: true }),
    clipFixture('early', 0, 10, 400, { name: 'Door 2', fadeIn: fadeFixture(50) }),
  ],
  [clipFixture('loud', 100, 0, 300, { gainDb: decibels(6), mute: true })],
)
const rows = clipRows(session)
const ids = (some: readonly { readonly clip: { readonly id: string } }[]): string =>
  some.map(({ clip }) => clip.id).join(' ')
const sorted = (column: ClipColumn, descending = false): string => ids(sortRows(rows, { column, descending }))

describe('the rows', () => {
  it('are by track and time, and by any column, numbers in words as numbers', () => {
    expect(ids(rows)).toBe('early late loud')
    expect(sorted('track', true)).toBe('loud late early')
    expect(sorted('name')).toBe('loud early late')
    expect(sorted('start')).toBe('early loud late')
    expect(sorted('length')).toBe('late loud early')
    expect(sorted('gain')).toBe('late early loud')
    expect(sorted('gain', true)).toBe('loud early late')
    expect(sorted('fadeIn', true)).toBe('early late loud')
    expect(sorted('mute', true)).toBe('loud early late')
  })

  it('are found by words of track, name and source', () => {
    expect(ids(filterRows(rows, 'sea door'))).toBe('early late')
    expect(ids(filterRows(rows, '  STORM 1.wav'))).toBe('loud')
    expect(ids(filterRows(rows, 'door storm'))).toBe('')
    expect(filterRows(rows, ' ')).toBe(rows)
  })

  it('say what the clips are', () => {
    const [early, late] = rows
    if (!early || !late) throw new Error('no rows')
    const texts = (row: typeof early) => CLIP_COLUMNS.map(({ id }) => cellText(row, id, session))
    expect(texts(early)).toEqual([
      'Sea',
      'Door 2',
      '01:00:00:00',
      '01:00:00:00 +400',
      '400',
      '1.wav',
      '0.0',
      '50',
      '0',
      '',
      '',
    ])
    expect(texts(late).slice(6)).toEqual(['−∞', '0', '0', '', 'Locked'])
  })
})

describe('a cell', () => {
  const early = rows[0] ?? rows[1]
  const typed = (column: ClipColumn, text: string, clips: readonly string[] = ['early']) => {
    if (!early) throw new Error('no rows')
    const command = cellCommand(early, column, text, { session, format: 'timecode', clips, overlap: 'trim' })
    return command && applyCommand(session, command)
  }

  it.each<[ClipColumn, string, object]>([
    ['name', 'Gate', { name: 'Gate' }],
    ['start', '01:00:00:00 +30', { start: 30, length: 400 }],
    ['end', '01:00:00:00 +300', { start: 0, length: 300 }],
    ['length', '200', { length: 200 }],
    ['gain', '-3,5', { gainDb: -3.5 }],
    ['gain', '−∞', { gainDb: null }],
    ['fadeIn', '60', { fadeIn: { length: 60, curve: 'linear' } }],
    ['fadeOut', '40', { fadeOut: { length: 40, curve: 'equalPower' } }],
  ])('%s takes %s', (column, text, change) => {
    const after = typed(column, text)
    expect(after && clipIn(after, 'early')).toMatchObject(change)
  })

  it.each<[ClipColumn, string]>([
    ['start', 'soon'],
    ['end', ''],
    ['length', '-1'],
    ['gain', 'loud'],
    ['fadeIn', '1.5'],
    ['track', 'Storm'],
    ['source', 'x.wav'],
    ['mute', 'Muted'],
  ])('%s does not take “%s”', (column, text) => {
    expect(typed(column, text)).toBeUndefined()
  })

  it.each<[ClipColumn, string]>([
    ['name', ' Door 2 '],
    ['start', '01:00:00:00 +0'],
    ['end', '400 smp'],
    ['length', '400 samples'],
    ['gain', '0'],
    ['fadeIn', '50 smp'],
    ['fadeOut', '0 ms'],
  ])('%s asks for nothing where it says “%s” already', (column, text) => {
    expect(typed(column, text)).toBeNull()
  })

  it('changes the gain of all that are selected, and nothing where a clip cannot be changed', () => {
    const after = typed('gain', '2', ['early', 'loud'])
    expect(after && [clipIn(after, 'early').gainDb, clipIn(after, 'loud').gainDb]).toEqual([2, 2])
    expect(typed('length', '5000')).toBe(session)
    expect(typed('gain', '2', ['early', 'late'])).toBe(session)
  })

  it('switches all alike', () => {
    if (!early) throw new Error('no rows')
    expect(switchCommand(early, 'mute', ['early', 'loud'])).toMatchObject({ mute: true })
    expect(switchCommand(early, 'locked', ['early'])).toMatchObject({ locked: true })
    expect(switchCommand(early, 'gain', ['early'])).toBeUndefined()
  })
})

/** The session above, without its locks. */
function desk(selected: readonly string[], [early, loud]: readonly Partial<Clip>[] = []) {
  const { actions, document, workspace } = appRig()
  document
    .getState()
    .replace(
      clipSession(
        [clipFixture('late', 2500, 0, 100), clipFixture('early', 0, 10, 400, early)],
        [clipFixture('loud', 100, 0, 300, loud)],
      ),
    )
  workspace.setState({ selectedClips: new Set(selected) })
  return {
    app: { actions, document, workspace } as App,
    workspace,
    now: () => document.getState().session,
  }
}

describe('removing', () => {
  it('takes what is listed, of a group too, and leaves the rest selected', () => {
    const { app, workspace, now } = desk(['early', 'loud'], [{ group: 'g' }, { group: 'g' }])
    removeListed(app, filterRows(clipRows(now()), 'storm'), 0)
    expect(ids(clipRows(now()))).toBe('early late')
    expect([...workspace.getState().selectedClips]).toEqual(['early'])
    removeListed(app, filterRows(clipRows(now()), 'storm'), 0)
    expect(ids(clipRows(now()))).toBe('early late')
  })

  it('goes on to the next row, or to the last', () => {
    const { app, workspace, now } = desk(['early'])
    removeListed(app, clipRows(now()), 0)
    expect(workspace.getState().currentClip).toBe('late')
    workspace.setState({ selectedClips: new Set(['loud']) })
    removeListed(app, clipRows(now()), 1)
    expect(workspace.getState().currentClip).toBe('late')
  })
})

describe('choosing', () => {
  const before = { selected: new Set(['early']), current: 'early' }
  it.each([
    ['alone', 'loud', ['loud']],
    ['toggle', 'loud', ['early', 'loud']],
    ['toggle', 'early', []],
    ['range', 'loud', ['early', 'late', 'loud']],
    ['keep', 'loud', ['early']],
  ] as const)('%s, %s', (how, to, selected) => {
    expect(listSelection(rows, before, { how, to })).toEqual(selected)
  })
  it('is of what is listed, whatever else is selected', () => {
    const found = filterRows(rows, 'storm')
    expect(listedSelection(found, new Set(['early', 'loud', 'gone']))).toEqual(['loud'])
    expect(listedSelection(found, new Set(['early']))).toEqual([])
  })
  it('a range without a beginning is one row', () => {
    expect(
      listSelection(rows, { selected: new Set(), current: 'gone' }, { how: 'range', to: 'late' }),
    ).toEqual(['late'])
  })
})

describe('walking', () => {
  const size = { rows: 100, columns: 11, page: 10 }
  it.each([
    ['ArrowDown', false, 5, 6, 3],
    ['ArrowUp', false, 0, -1, 3],
    ['ArrowUp', false, -1, -1, 3],
    ['ArrowDown', false, 99, 99, 3],
    ['PageDown', false, 95, 99, 3],
    ['PageUp', false, 5, 0, 3],
    ['Home', false, 5, 5, 0],
    ['End', true, 5, 99, 10],
    ['Home', true, 5, 0, 0],
    ['ArrowRight', false, 5, 5, 4],
  ])('%s (whole: %s) from row %i leads to row %i, column %i', (key, whole, row, toRow, toColumn) => {
    expect(gridMove({ key, whole }, { row, column: 3 }, size)).toEqual({ row: toRow, column: toColumn })
  })
  it('is for keys that walk', () => {
    expect(gridMove({ key: 'x', whole: false }, { row: 0, column: 0 }, size)).toBeUndefined()
  })
})

describe('other keys', () => {
  const own = bindingsOf(USER_ACTIONS, {})
  const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
    ...{ key, shift: false, command: false, alt: false, numpad: false },
    ...held,
  })
  it.each([
    [press('b'), 'splitClips'],
    [press('D', { shift: true }), 'duplicateClips'],
    [press('G', { shift: true }), 'groupClips'],
    [press('x', { command: true }), 'cutClips'],
    [press('c', { command: true }), 'copyClips'],
    [press('v', { command: true }), 'pasteClips'],
    [press('z', { command: true }), 'undo'],
    [press('y', { command: true }), 'redo'],
    [press('Delete', { shift: true }), 'rippleDelete'],
    [press('c'), undefined],
    [press('Y', { shift: true }), undefined],
    [press('m'), undefined],
    [press('u'), undefined],
    [press('Tab'), undefined],
  ])('%j of the canvas are for clips here too: %s', (key, id) => {
    expect(listAction(key, own, true)?.id).toBe(id)
  })
  it('act on what is listed, and on nothing else that is selected', () => {
    const { app, now } = desk(['early', 'loud'], [{ group: 'g' }, { group: 'g' }])
    const storm = filterRows(clipRows(now()), 'storm')
    const cut = listAction(press('x', { command: true }), own, true)
    expect(cut && actOnListed(app, storm, cut, CHOSEN)).toBe(true)
    expect(ids(clipRows(now()))).toBe('early late')
    expect(cut && actOnListed(app, filterRows(clipRows(now()), 'storm'), cut, CHOSEN)).toBe(false)
    expect(ids(clipRows(now()))).toBe('early late')
  })
  it('leave the selection as it is when they do nothing to clips', () => {
    const { app, now } = desk(['early', 'loud'])
    const storm = filterRows(clipRows(now()), 'storm')
    for (const key of [press('n'), press('z', { command: true })]) {
      const action = listAction(key, own, true)
      expect(action && actOnListed(app, storm, action, CHOSEN)).toBe(true)
    }
    const cut = listAction(press('x', { command: true }), own, true)
    expect(cut && actOnListed(app, [], cut, CHOSEN)).toBe(false)
    expect([...app.workspace.getState().selectedClips]).toEqual(['early', 'loud'])
  })
  it('of one character act where they are wanted', () => {
    expect(listAction(press('b'), own, false)).toBeUndefined()
  })
})

it('few rows are drawn, those in view and the one with the focus among them, each once and in order', () => {
  const count = fc.integer({ min: 0, max: 5000 })
  fc.assert(
    fc.property(count, count, fc.integer({ min: -1, max: 5000 }), (rowCount, at, focused) => {
      const view = { top: at * 28, height: 600, rowHeight: 28 }
      const drawn = rowsInView(view, rowCount, focused)
      expect(drawn.length).toBeLessThan(45)
      expect([...drawn].sort((a, b) => a - b)).toEqual([...new Set(drawn)])
      for (let n = at; n < Math.min(rowCount, at + 20); n++) expect(drawn).toContain(n)
      if (focused >= 0 && focused < rowCount) expect(drawn).toContain(focused)
      expect(drawn.every((n) => n >= 0 && n < rowCount)).toBe(true)
    }),
  )
})
