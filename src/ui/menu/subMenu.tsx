import { Check } from 'lucide-react'
import { Fragment, type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useApp } from '../appContext.ts'
import { useKeys } from '../shortcuts/useKey.ts'
import { type ActionId, menuSections } from '../userActions/registry.ts'
import { type MenuName, type UserAction, whyNot } from '../userActions/userAction.ts'
import styles from './menu.module.css'
import { menuKey } from './menuKeys.ts'

type SubMenuProps = {
  readonly menu: MenuName
  readonly focusFirst: boolean
  readonly onChoose: (action: UserAction) => void
  /** To the menu that it belongs to. */
  readonly onBack: () => void
}

/** The entries of one menu as they are when it opens. One that cannot be chosen says why, and can be walked to. */
export function SubMenu({ menu, focusFirst, onChoose, onBack }: SubMenuProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focusFirst) list.current?.querySelector<HTMLElement>('[data-entry]')?.focus()
  }, [focusFirst])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' || event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onBack()
      return
    }
    const item =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-entry]') : null
    if (item && menuKey(event, item, '[data-entry]')) event.stopPropagation()
  }

  return (
    <div ref={list} className={styles.subMenu} role="menu" aria-label={menu} onKeyDown={onKeyDown}>
      {menuSections(menu).map((entries, index) => (
        <Fragment key={entries[0]?.id}>
          {index > 0 && <hr className={styles.line} />}
          {entries.map((action) => (
            <Entry key={action.id} action={action} onChoose={onChoose} />
          ))}
        </Fragment>
      ))}
    </div>
  )
}

function Entry(props: {
  readonly action: UserAction<ActionId>
  readonly onChoose: (action: UserAction) => void
}) {
  const { action, onChoose } = props
  const app = useApp()
  const key = useKeys()(action.id)
  const reasonId = useId()
  const why = whyNot(app, action)
  const checked = action.checked?.(app)
  const label = action.now?.(app) ?? action.label
  const kind =
    checked === undefined
      ? ({ role: 'menuitem' } as const)
      : ({ role: 'menuitemcheckbox', 'aria-checked': checked } as const)
  return (
    <button
      type="button"
      {...kind}
      tabIndex={-1}
      data-entry
      aria-label={label}
      data-name={label}
      className={styles.item}
      aria-disabled={why !== null || undefined}
      aria-describedby={why === null ? undefined : reasonId}
      aria-keyshortcuts={key.aria || undefined}
      onPointerEnter={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
      onClick={() => {
        if (why === null) onChoose(action)
      }}
    >
      {checked ? <Check size={14} aria-hidden="true" /> : <span />}
      <span>
        {label}
        {why !== null && (
          <small id={reasonId} className={styles.why}>
            {why}
          </small>
        )}
      </span>
      <kbd>{key.text}</kbd>
    </button>
  )
}
