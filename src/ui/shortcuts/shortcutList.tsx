import { USER_ACTIONS } from '../userActions/registry.ts'
import { MENUS } from '../userActions/userAction.ts'
import { KeyCaps } from './keyCaps.tsx'
import { useKeySettings } from './keySettings.ts'
import styles from './shortcutsDialog.module.css'

/** What has a key, by menus. */
export function ShortcutList() {
  const { bindings } = useKeySettings()
  return (
    <div className={styles.groups}>
      {MENUS.map((menu) => (
        <section key={menu} aria-label={menu}>
          <h3>{menu}</h3>
          <dl>
            {USER_ACTIONS.filter((action) => action.menu === menu).map(({ id, label }) => {
              const [key] = bindings.get(id) ?? []
              return (
                key !== undefined && (
                  <div key={id}>
                    <dt>{label}</dt>
                    <dd>
                      <KeyCaps name={key} />
                    </dd>
                  </div>
                )
              )
            })}
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
