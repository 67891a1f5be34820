import { describe, expect, it } from 'vitest'
import { USER_ACTIONS } from '../userActions/registry.ts'
import type { KeyPlace } from '../userActions/userAction.ts'
import { bindingsOf } from './keyBindings.ts'
import { isKeyName, type KeyPress } from './keyName.ts'
import { whyReserved } from './reservedKeys.ts'
import { shortcutFor } from './shortcutFor.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shift: false,
  command: false,
  alt: false,
  numpad: false,
  ...held,
})
const own = bindingsOf(USER_ACTIONS, {})
const find = (key: KeyPress, place: KeyPlace, singleKeys = true): string | undefined =>
  shortcutFor(key, place, own, singleKeys)?.id

describe('the keys as they come', () => {
  it.each<[KeyPress, KeyPlace, string | undefined]>([
    [press(' '), 'page', 'play'],
    [press('u'), 'control', 'mute'],
    [press('m'), 'control', 'addMarker'],
    [press('m'), 'text', undefined],
    [press('Q', { shift: true }), 'page', undefined],
    [press('M', { shift: true }), 'control', 'muteClips'],
    [press('b'), 'control', 'splitClips'],
    [press('b'), 'text', undefined],
    [press('c', { command: true }), 'text', undefined],
    [press('v', { command: true }), 'page', 'pasteClips'],
    [press('Delete', { shift: true }), 'control', 'rippleDelete'],
    [press('ArrowLeft'), 'page', 'stepBack'],
    [press('ArrowLeft'), 'control', undefined],
    [press('Enter'), 'page', 'toStart'],
    [press('Enter'), 'control', undefined],
    [press('z', { command: true }), 'page', 'undo'],
    [press('Z', { command: true, shift: true }), 'page', 'redo'],
    [press('z', { command: true }), 'text', undefined],
    [press('L', { command: true, shift: true }), 'control', 'loop'],
    [press('4', { numpad: true }), 'control', 'loop'],
    [press('4'), 'control', 'monitor4'],
    [press('5', { numpad: true }), 'control', 'monitor5'],
    [press('E', { shift: true }), 'page', 'export'],
    [press('e'), 'page', undefined],
    [press('?', { shift: true }), 'page', 'shortcuts'],
    [press('/', { command: true }), 'text', 'palette'],
    [press('/', { command: true, shift: true }), 'page', 'palette'],
    [press('+', { shift: true }), 'page', 'zoomIn'],
    [press('-'), 'page', 'zoomOut'],
    [press(','), 'control', 'nudgeBack'],
    [press(':', { shift: true }), 'page', 'nudgeSubframeOn'],
    [press('>', { shift: true }), 'page', 'nudgeSampleOn'],
    [press('.'), 'text', undefined],
    [press('F', { shift: true }), 'control', 'files'],
    [press('['), 'control', 'previousStrip'],
    [press('ArrowDown', { command: true }), 'control', 'laneHigher'],
    [press('ArrowUp', { command: true, shift: true }), 'control', 'gainUp'],
    [press('h'), 'text', undefined],
    [press('F6'), 'text', 'nextRegion'],
    [press('F6', { shift: true }), 'text', 'previousRegion'],
    [press('s', { command: true }), 'page', undefined],
    [press('Shift', { shift: true }), 'page', undefined],
    [press('m', { alt: true }), 'page', undefined],
  ])('%o in a %s is %s', (key, place, id) => {
    expect(find(key, place)).toBe(id)
  })

  it('leave out single characters when they are switched off', () => {
    expect(find(press('m'), 'page', false)).toBeUndefined()
    expect(find(press('E', { shift: true }), 'page', false)).toBeUndefined()
    expect(find(press('z', { command: true }), 'page', false)).toBe('undo')
    expect(find(press(' '), 'page', false)).toBe('play')
    expect(find(press('F6'), 'page', false)).toBe('nextRegion')
  })

  it('are all keys, none twice, and none that a browser keeps', () => {
    const keys = USER_ACTIONS.flatMap((action) => action.keys)
    expect(keys.filter((key) => !isKeyName(key) || whyReserved(key))).toEqual([])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('belong to actions that no other is called like', () => {
    const ids = USER_ACTIONS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('keys that a person gave', () => {
  it('act in place of an action’s own, where controls leave them to it', () => {
    const bindings = bindingsOf(USER_ACTIONS, { mute: ['X', 'PageDown'] })
    const act = (key: KeyPress, place: KeyPlace): string | undefined => shortcutFor(key, place, bindings)?.id
    expect(act(press('x'), 'control')).toBe('mute')
    expect(act(press('u'), 'control')).toBeUndefined()
    expect(act(press('PageDown'), 'page')).toBe('mute')
    expect(act(press('PageDown'), 'control')).toBeUndefined()
  })

  it('never type a character in a field and act', () => {
    const bindings = bindingsOf(USER_ACTIONS, { palette: ['P', 'F9'] })
    expect(shortcutFor(press('p'), 'text', bindings)).toBeUndefined()
    expect(shortcutFor(press('F9'), 'text', bindings)?.id).toBe('palette')
  })
})
