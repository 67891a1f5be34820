import { describe, expect, it } from 'vitest'
import { type KeyPlace, type KeyPress, SHORTCUTS, shortcutFor } from './keyMap.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shift: false,
  command: false,
  alt: false,
  ...held,
})

describe('the key map', () => {
  it.each<[KeyPress, KeyPlace, string | undefined]>([
    [press(' '), 'page', 'play'],
    [press('m'), 'control', 'mute'],
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
    [press('z', { command: true }), 'page', 'undo'],
    [press('Z', { command: true, shift: true }), 'page', 'redo'],
    [press('z', { command: true }), 'text', undefined],
    [press('E', { shift: true }), 'page', 'export'],
    [press('e'), 'page', undefined],
    [press('?', { shift: true }), 'page', 'shortcuts'],
    [press('+', { shift: true }), 'page', 'zoomIn'],
    [press('-'), 'page', 'zoomOut'],
    [press(','), 'control', 'nudgeFrameBack'],
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
    [press('l', { alt: true }), 'page', undefined],
  ])('%o in a %s is %s', (key, place, id) => {
    expect(shortcutFor(key, place)).toBe(id)
  })

  it('leaves out single characters when they are switched off', () => {
    const off = (key: KeyPress): string | undefined => shortcutFor(key, 'page', false)
    expect(off(press('m'))).toBeUndefined()
    expect(off(press('E', { shift: true }))).toBeUndefined()
    expect(off(press('z', { command: true }))).toBe('undo')
    expect(off(press(' '))).toBe('play')
    expect(off(press('F6'))).toBe('nextRegion')
  })

  it('gives no key to two shortcuts', () => {
    const keys = SHORTCUTS.flatMap((shortcut) => shortcut.keys)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
