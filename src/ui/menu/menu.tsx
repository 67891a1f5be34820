import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { MENUS, type MenuName, type UserAction } from '../userActions/userAction.ts'
import styles from './menu.module.css'
import { menuKey } from './menuKeys.ts'
import { SubMenu } from './subMenu.tsx'

type MenuProps = {
  readonly start: 'first' | 'last'
  readonly onChoose: (action: UserAction) => void
  /** Left without a choice, by a key. */
  readonly onClose: () => void
}

/** The menu of menus (ARIA Authoring Practices, Menu). One of them is open at a time, beside its name. */
export function Menu({ start, onChoose, onClose }: MenuProps) {
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<{ readonly menu: MenuName; readonly byKey: boolean } | null>(null)
  const focus = (menu: MenuName | undefined): void => {
    list.current?.querySelector<HTMLElement>(`[data-menu="${menu}"]`)?.focus()
  }
  useEffect(() => {
    const names = list.current?.querySelectorAll<HTMLElement>('[data-menu]')
    const name = start === 'first' ? names?.[0] : names?.[names.length - 1]
    name?.focus()
  }, [start])

  const onKeyDown = (event: KeyboardEvent): void => {
    // Shortcuts wait until the menu is closed.
    event.stopPropagation()
    if (event.key === 'Tab' || event.key === 'Escape') {
      if (event.key === 'Escape') event.preventDefault()
      onClose()
      return
    }
    const item = event.target instanceof HTMLElement ? event.target : null
    const menu = MENUS.find((name) => name === item?.dataset.menu)
    if (!menu || !item) return
    if (event.key === 'ArrowRight' || event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      setOpen({ menu, byKey: true })
      return
    }
    if (menuKey(event, item, '[data-menu]')) setOpen(null)
  }

  return (
    <div ref={list} className={styles.menu} role="menu" aria-label="Menu" onKeyDown={onKeyDown}>
      {MENUS.map((menu) => (
        <div key={menu} role="none" className={styles.entry}>
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            data-menu={menu}
            className={styles.item}
            aria-haspopup="menu"
            aria-expanded={open?.menu === menu}
            onPointerEnter={() => setOpen({ menu, byKey: false })}
            onClick={() => setOpen({ menu, byKey: false })}
          >
            <span />
            <span>{menu}</span>
            <ChevronRight size={14} aria-hidden="true" />
          </button>
          {open?.menu === menu && (
            <SubMenu
              menu={menu}
              focusFirst={open.byKey}
              onChoose={onChoose}
              onBack={() => {
                setOpen(null)
                focus(menu)
              }}
            />
          )}
        </div>
      ))}
    </div>
  )
}
