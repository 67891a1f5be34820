import type { KeyPlace } from '../userActions/userAction.ts'

export type KeyPress = {
  readonly key: string
  readonly shift: boolean
  /** Control, or Command on a Mac. */
  readonly command: boolean
  readonly alt: boolean
  /** On the numeric keypad. */
  readonly numpad: boolean
}

export const keyPress = (
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'location'>,
): KeyPress => ({
  key: event.key,
  shift: event.shiftKey,
  command: event.ctrlKey || event.metaKey,
  alt: event.altKey,
  numpad: event.location === 3,
})

const MODIFIERS: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Meta',
  'Alt',
  'AltGraph',
  'CapsLock',
  'Fn',
  'Dead',
  'Process',
  'Unidentified',
])

/** A sign is its own key wherever the layout puts it: Shift belongs to `?`, not to the shortcut. */
const isSign = (name: string): boolean => /^[^\p{L}]$/u.test(name)

/**
 * How a key press is written: `Mod+Shift+Z`, `[`, `Space`, `Num4`, with the name that the browser gives the key (UI Events
 * KeyboardEvent key Values). `null` for one that is no key of its own, or with Alt, which types signs on many layouts.
 */
export function keyName({ key, shift, command, alt, numpad }: KeyPress): string | null {
  if (alt || MODIFIERS.has(key)) return null
  const plain = key === ' ' ? 'Space' : [...key].length === 1 ? printed(key) : key
  const name = numpad && /^\d$/.test(plain) ? `Num${plain}` : plain
  return `${command ? 'Mod+' : ''}${shift && !isSign(name) ? 'Shift+' : ''}${name}`
}

const NAMED =
  /^(?:Space|Num\d|F(?:[1-9]|1\d|2[0-4])|Arrow(?:Left|Right|Up|Down)|Home|End|PageUp|PageDown|Enter|Escape|Tab|Backspace|Delete|Insert)$/

/** As it is printed on the key; a letter that is not one alone in upper case stays as it is. */
const printed = (character: string): string => {
  const upper = character.toUpperCase()
  return [...upper].length === 1 ? upper : character
}

const isCharacter = (name: string): boolean => /^[^\s\p{C}]$/u.test(name) && printed(name) === name

/** Whether text is a key as `keyName` would write it. */
export function isKeyName(text: string): boolean {
  const [, mod = '', shift = '', name = ''] = /^(Mod\+)?(Shift\+)?(.+)$/su.exec(text) ?? []
  if (!(NAMED.test(name) || isCharacter(name)) || (shift !== '' && isSign(name))) return false
  return `${mod}${shift}${name}` === text
}

/** Whether a key is one printing character, which speech input can set off by accident (WCAG 2.1.4). */
export const isSingleKey = (key: string): boolean => key.replace('Shift+', '').length === 1

/** Keys that controls use themselves: to be moved in, pressed, and left. Space is told apart by what it would press. */
const OF_CONTROLS = /^(?:Shift\+)?(?:Arrow\w+|Home|End|PageUp|PageDown|Enter)$/

/** The most demanding place in which a key that a person gave acts, for an action that acts in `reach`. */
export function reachOfKey(key: string, reach: KeyPlace): KeyPlace {
  if (OF_CONTROLS.test(key)) return 'page'
  // In a field a character is text, and so are the keys that edit it.
  return reach === 'text' && !/^(?:Mod\+|(?:Shift\+)?F\d)/.test(key) ? 'control' : reach
}
