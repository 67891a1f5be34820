import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useApp } from '../appContext.ts'
import { useModalDialog } from '../primitives/useModalDialog.ts'
import hidden from '../primitives/visuallyHidden.module.css'
import { useKeys } from '../shortcuts/useKey.ts'
import { keepingFocus } from '../timeline/focusClips.ts'
import { type ActionId, USER_ACTIONS } from '../userActions/registry.ts'
import { CHOSEN, type UserAction, whyNot } from '../userActions/userAction.ts'
import { fuzzyFind } from './fuzzy.ts'
import styles from './palette.module.css'
import { recentActions, rememberAction } from './recentActions.ts'

/** All but the palette itself. */
const ACTIONS = USER_ACTIONS.filter(({ id }) => id !== 'palette')
const searched = ({ label, menu, alsoCalled = '' }: UserAction): string => `${label} ${menu} ${alsoCalled}`

/**
 * Finds anything that can be done by a few letters of it: a field that goes with a list (ARIA Authoring Practices,
 * Combobox), in which the focus stays.
 */
export function Palette() {
  const app = useApp()
  const dialog = useModalDialog()
  const list = useRef<HTMLDivElement>(null)
  const listId = useId()
  const keys = useKeys()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const found = fuzzyFind(ACTIONS, searched, query, recentActions())
  const current = found[at]
  const optionId = (action: UserAction): string => `${listId}-${action.id}`

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const choose = (action: UserAction<ActionId>): void => {
    if (whyNot(app, action) !== null) return
    rememberAction(action.id)
    // Closed first: what had the focus has it again, and what is done may ask something itself.
    dialog.current?.close()
    app.actions.ask(null)
    keepingFocus(app, () => action.run(app, CHOSEN))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
    const move = moves[event.key]
    if (move !== undefined && found.length > 0) {
      event.preventDefault()
      const to = at + move
      const single = Math.abs(move) === 1
      setAt(single ? (to + found.length) % found.length : Math.min(found.length - 1, Math.max(0, to)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (current) choose(current)
    }
  }

  return (
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Find a command"
      onCancel={(event) => {
        event.preventDefault()
        app.actions.ask(null)
      }}
    >
      <input
        className={styles.field}
        type="text"
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current && optionId(current)}
        placeholder="Find a command"
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={({ target }) => {
          setQuery(target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={listId} className={styles.list} role="listbox" aria-label="Commands">
        {found.map((action, index) => {
          const why = whyNot(app, action)
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and its keys choose
            <div
              key={action.id}
              id={optionId(action)}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              aria-disabled={why !== null || undefined}
              onPointerMove={() => setAt(index)}
              onClick={() => choose(action)}
            >
              <span>
                {action.now?.(app) ?? action.label}
                {why !== null && <small>{why}</small>}
              </span>
              <small>{action.menu}</small>
              <kbd>{keys(action.id).text}</kbd>
            </div>
          )
        })}
      </div>
      <p role="status" className={found.length > 0 ? hidden.visuallyHidden : styles.none}>
        {found.length === 0 ? 'No command is called so.' : `${found.length} commands`}
      </p>
    </dialog>
  )
}
