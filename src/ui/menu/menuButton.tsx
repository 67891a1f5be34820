import { AudioLines } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useApp } from '../appContext.ts'
import { keepingFocus } from '../timeline/focusClips.ts'
import { CHOSEN, type UserAction } from '../userActions/userAction.ts'
import styles from './menu.module.css'
import { Menu } from './menu.tsx'

/**
 * The button that opens all menus (ARIA Authoring Practices, Menu Button): a menu of menus, since a bar of them has no
 * room beside the transport. What had the focus before has it again when an entry is chosen; the button, when none is.
 */
export function MenuButton() {
  const app = useApp()
  const button = useRef<HTMLButtonElement>(null)
  const root = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<'first' | 'last' | null>(null)
  const before = useRef<Element | null>(null)

  useEffect(() => {
    if (!open) return
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(null)
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
    }
  }, [open])

  const choose = (action: UserAction): void => {
    const back = before.current
    setOpen(null)
    if (back instanceof HTMLElement && back.isConnected && back !== document.body) back.focus()
    else button.current?.focus()
    keepingFocus(app, () => action.run(app, CHOSEN))
  }
  const toggle = (to: 'first' | 'last'): void => setOpen(open ? null : to)

  return (
    <div ref={root} className={styles.root}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label="Menu"
        aria-haspopup="menu"
        aria-expanded={open !== null}
        title="Menu"
        onPointerDown={() => {
          before.current = document.activeElement
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            event.stopPropagation()
            setOpen(event.key === 'ArrowDown' ? 'first' : 'last')
          }
        }}
        onFocus={({ relatedTarget }) => {
          if (relatedTarget) before.current = relatedTarget
        }}
        onClick={() => toggle('first')}
      >
        <AudioLines aria-hidden="true" />
      </button>
      {open && (
        <Menu
          start={open}
          onChoose={choose}
          onClose={() => {
            setOpen(null)
            button.current?.focus()
          }}
        />
      )}
    </div>
  )
}
