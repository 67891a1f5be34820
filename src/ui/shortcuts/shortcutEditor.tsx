import { Plus, RotateCcw, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../primitives/button.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import { type ActionId, USER_ACTIONS } from '../userActions/registry.ts'
import { MENUS, type UserAction } from '../userActions/userAction.ts'
import { withKey, withOwnKeys, withoutKey } from './keyBindings.ts'
import { KeyCaps } from './keyCaps.tsx'
import { KeyCapture } from './keyCapture.tsx'
import { setKeyChanges, useKeySettings } from './keySettings.ts'
import { keyText } from './keyText.ts'
import styles from './shortcutEditor.module.css'

/** Every action with its keys, to give it others. `onSay` tells what was done. */
export function ShortcutEditor({ onSay }: { readonly onSay: (text: string) => void }) {
  const [capturing, setCapturing] = useState<ActionId | null>(null)
  return (
    <div className={styles.editor}>
      {MENUS.map((menu) => (
        <section key={menu} aria-label={menu}>
          <h3>{menu}</h3>
          <ul>
            {USER_ACTIONS.filter((action) => action.menu === menu).map((action) => (
              <Row
                key={action.id}
                action={action}
                capturing={capturing === action.id}
                onCapture={(on) => setCapturing(on ? action.id : null)}
                onSay={onSay}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

type RowProps = {
  readonly action: UserAction<ActionId>
  readonly capturing: boolean
  readonly onCapture: (on: boolean) => void
  readonly onSay: (text: string) => void
}

function Row({ action, capturing, onCapture, onSay }: RowProps) {
  const { changes, bindings } = useKeySettings()
  const { id, label } = action
  return (
    <li>
      <span>{label}</span>
      <div className={styles.keys}>
        {(bindings.get(id) ?? []).map((key) => (
          <span key={key} className={styles.key}>
            <KeyCaps name={key} />
            <IconButton
              icon={<X />}
              size="sm"
              label={`Take ${keyText(key)} from ${label}`}
              onPress={() => {
                setKeyChanges(withoutKey(USER_ACTIONS, changes, id, key))
                onSay(`${keyText(key)} no longer does “${label}”.`)
              }}
            />
          </span>
        ))}
        {capturing ? (
          <KeyCapture
            id={id}
            label={label}
            onKey={(key) => {
              setKeyChanges(withKey(USER_ACTIONS, changes, id, key))
              onSay(`${keyText(key)} does “${label}” now.`)
              onCapture(false)
            }}
            onCancel={() => onCapture(false)}
          />
        ) : (
          <Button
            label={`Give ${label} a key`}
            icon={<Plus size={14} aria-hidden="true" />}
            onPress={() => onCapture(true)}
          >
            Key
          </Button>
        )}
        {changes[id] !== undefined && (
          <IconButton
            icon={<RotateCcw />}
            size="sm"
            label={`Reset ${label}`}
            onPress={() => {
              setKeyChanges(withOwnKeys(USER_ACTIONS, changes, id))
              onSay(`“${label}” has the keys again that it came with.`)
            }}
          />
        )}
      </div>
    </li>
  )
}
