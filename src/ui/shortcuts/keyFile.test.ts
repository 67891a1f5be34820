import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { USER_ACTIONS } from '../userActions/registry.ts'
import { bindingsOf, type KeyChanges, ownerOf, withKey, withOwnKeys, withoutKey } from './keyBindings.ts'
import { KEY_FILE_LIMIT, keyFile, readKeptKeys, readKeyFile } from './keyFile.ts'

const file = (keys: unknown, rest: object = {}): string =>
  JSON.stringify({ dubstage: 'shortcuts', version: 1, keys, ...rest })
const refusal = (text: string): string => {
  const read = readKeyFile(text, USER_ACTIONS)
  if (read.ok) return ''
  return read.error.code === 'shortcuts/invalid' ? read.error.detail : read.error.code
}

const id = fc.constantFrom(...USER_ACTIONS.map((action) => action.id))
const key = fc.constantFrom('A', 'M', 'Shift+M', 'Mod+Z', 'F9', 'Num4', '?', 'Space', 'Home', 'Mod+Shift+K')
const step = fc.record({ does: fc.constantFrom(withKey, withoutKey, withOwnKeys), id, key })

describe('shortcuts that are changed', () => {
  it('never give one key to two actions, and come back whole from their document', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const changes = steps.reduce<KeyChanges>(
          (so, { does, id, key }) => does(USER_ACTIONS, so, id, key),
          {},
        )
        const bindings = bindingsOf(USER_ACTIONS, changes)
        const keys = [...bindings.values()].flat()
        expect(new Set(keys).size).toBe(keys.length)
        const read = readKeyFile(keyFile(bindings), USER_ACTIONS)
        expect(read.ok && bindingsOf(USER_ACTIONS, read.value)).toEqual(bindings)
      }),
    )
  })

  it('are the ones that came when every change is taken back', () => {
    const given = withKey(USER_ACTIONS, {}, 'play', 'U')
    expect(ownerOf(bindingsOf(USER_ACTIONS, given), 'U')).toBe('play')
    expect(bindingsOf(USER_ACTIONS, given).get('mute')).toEqual([])
    const back = withOwnKeys(USER_ACTIONS, given, 'mute')
    expect(ownerOf(bindingsOf(USER_ACTIONS, back), 'U')).toBe('mute')
    expect(back).toEqual({})
  })
})

describe('a document of shortcuts', () => {
  it.each<[string, string]>([
    ['', 'it is not a JSON object'],
    ['[]', 'it is not a JSON object'],
    ['{"version":1}', '“dubstage” is not “shortcuts”'],
    ['{"dubstage":"shortcuts","version":2,"keys":{}}', '“version” is not 1'],
    [file({}, { more: 1 }), '“more” is not known'],
    [file([]), '“keys” is not an object'],
    [file({ fly: ['A'] }), 'there is no action “fly”'],
    ['{"dubstage":"shortcuts","version":1,"keys":{"__proto__":["A"]}}', 'there is no action “__proto__”'],
    [file({ play: 'Space' }), '“play” is not a list of keys'],
    [file({ play: [5] }), '“play” has 5, which is no key'],
    [file({ play: ['Hyper+Q'] }), '“play” has "Hyper+Q", which is no key'],
    [file({ play: ['m'] }), '“play” has "m", which is no key'],
    [file({ play: ['Shift+?'] }), '“play” has "Shift+?", which is no key'],
    [file({ play: ['Mod+W'] }), 'the browser closes tabs and windows with it'],
    [file({ play: ['Tab'] }), 'the focus moves with it'],
    [file({ play: ['Q'], mute: ['Q'] }), 'Q is given to'],
    [file({ play: ['Q', 'Q'] }), 'Q is given to'],
    [' '.repeat(KEY_FILE_LIMIT + 1), 'it is too long'],
  ])('%j is refused', (text, why) => {
    expect(refusal(text)).toContain(why)
  })

  it('may leave actions out, and takes keys from those that are', () => {
    const read = readKeyFile(file({ play: ['U'] }), USER_ACTIONS)
    const bindings = bindingsOf(USER_ACTIONS, read.ok ? read.value : {})
    expect(ownerOf(bindings, 'U')).toBe('play')
    expect(bindings.get('mute')).toEqual([])
    expect(bindings.get('dim')).toEqual(['D'])
  })
})

describe('what a browser kept of shortcuts', () => {
  it('is used but for what is not understood, which is named', () => {
    const keys = { fly: ['A'], play: ['U'], mute: ['Hyper+Q'], dim: ['U'], undo: 'Q', redo: ['F9'] }
    const kept = readKeptKeys(file(keys), USER_ACTIONS)
    expect(kept.ok && kept.value.changes).toEqual({ play: ['U'], redo: ['F9'] })
    expect(kept.ok && kept.value.dropped).toEqual([
      'there is no action “fly”',
      '“mute” has "Hyper+Q", which is no key',
      expect.stringMatching(/^U is given to/),
      '“undo” is not a list of keys',
    ])
    expect(readKeyFile(file(keys), USER_ACTIONS).ok).toBe(false)
  })

  it('is all there when it is right, and nothing of it when it is no such document', () => {
    expect(readKeptKeys(file({ play: ['U'] }), USER_ACTIONS)).toEqual({
      ok: true,
      value: { changes: { play: ['U'] }, dropped: [] },
    })
    expect(readKeptKeys('[]', USER_ACTIONS).ok).toBe(false)
  })
})
