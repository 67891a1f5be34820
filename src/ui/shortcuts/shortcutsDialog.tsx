import { useApp, useWorkspace } from '../appContext.ts'
import { Dialog } from '../primitives/dialog.tsx'
import { SHORTCUTS, type Shortcut } from './keyMap.ts'
import styles from './shortcutsDialog.module.css'
import { setSingleKeys, useSingleKeys } from './singleKeys.ts'

const GROUPS: readonly Shortcut['group'][] = [
  'Transport',
  'Monitor',
  'Console',
  'Timeline',
  'Clips',
  'Session',
]
const KEY_TEXT: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}
const isMac = /Mac|iP(hone|ad)/.test(navigator.userAgent)

/** A key as it is printed on the keyboard. */
const keyText = (key: string): string => (key === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : (KEY_TEXT[key] ?? key))

export function ShortcutsDialog() {
  const { actions } = useApp()
  const open = useWorkspace((state) => state.shortcutsOpen)
  const singleKeys = useSingleKeys()
  return (
    <Dialog title="Keyboard shortcuts" open={open} onClose={() => actions.setShortcutsOpen(false)} wide>
      <label className={styles.switch}>
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.target.checked)}
        />
        Single-letter shortcuts
      </label>
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {SHORTCUTS.filter((shortcut) => shortcut.group === group).map((shortcut) => (
                <div key={shortcut.id}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    {shortcut.keys[0]?.split(/\+(?=.)/).map((key) => (
                      <kbd key={key}>{keyText(key)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section aria-label="Faders, pans and trims">
          <h3>On a fader, pan or trim</h3>
          <dl>
            {CONTROL_KEYS.map(([label, key]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  <kbd>{key}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}

const CONTROL_KEYS: readonly (readonly [label: string, key: string])[] = [
  ['One step', '↑ ↓'],
  ['Ten steps', 'Page Up, Page Down'],
  ['Unity or centre', 'Home'],
  ['Lowest', 'End'],
  ['Type a value', 'Enter'],
  ['Fine, while dragging', 'Shift'],
  ['Rename, on a strip’s name', 'F2'],
]
