const isMac = /Mac|iP(hone|ad)/.test(navigator.userAgent)

const SIGNS: Readonly<Record<string, string>> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
}

/** The keys to be held and pressed, as they are printed on the keyboard. */
export const keyParts = (key: string): readonly string[] =>
  key.split(/\+(?=.)/).map((part) => SIGNS[part] ?? part.replace(/^Num(?=\d)/, 'Keypad '))

/** `Ctrl+Shift+Z`. */
export const keyText = (key: string): string => keyParts(key).join('+')

/** As `aria-keyshortcuts` has it (WAI-ARIA 1.2). */
export const ariaKey = (key: string): string =>
  key.replace('Mod', isMac ? 'Meta' : 'Control').replace(/Num(?=\d)/, '')
