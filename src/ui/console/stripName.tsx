import { type KeyboardEvent, useRef, useState } from 'react'
import { focusUnlessTaken } from '../primitives/focusUnlessTaken.ts'
import { useTabIndex } from '../primitives/tabReach.ts'
import styles from './strip.module.css'

type StripNameProps = {
  readonly name: string
  /** Full name in the tooltip, where `name` is a code. */
  readonly title: string
  readonly onMove: (by: number) => void
  /** Double-click or F2; without it the name is fixed. */
  readonly onRename?: (name: string) => void
}

/** The foot of a strip. Left and right arrows walk along the console. */
export function StripName({ name, title, onMove, onRename }: StripNameProps) {
  const tabIndex = useTabIndex()
  const button = useRef<HTMLButtonElement>(null)
  const [editing, setEditing] = useState(false)
  const edit = (): void => {
    if (onRename) setEditing(true)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (event.key === 'F2') edit()
    else if (by !== 0) onMove(by)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  if (editing && onRename) {
    return (
      <NameEntry
        name={name}
        onClose={(next) => {
          setEditing(false)
          if (next !== null && next.trim() !== name) onRename(next)
          focusUnlessTaken(() => button.current?.focus())
        }}
      />
    )
  }
  return (
    <button
      ref={button}
      type="button"
      className={styles.name}
      data-strip-name=""
      tabIndex={tabIndex}
      title={onRename ? `${title}: double-click or F2 to rename` : title}
      onDoubleClick={edit}
      onKeyDown={onKeyDown}
    >
      <span>{name}</span>
    </button>
  )
}

function NameEntry(props: { readonly name: string; readonly onClose: (name: string | null) => void }) {
  const closed = useRef(false)
  const close = (name: string | null): void => {
    if (closed.current) return
    closed.current = true
    props.onClose(name)
  }
  return (
    <input
      ref={(input) => input?.select()}
      className={styles.rename}
      aria-label={`Name of ${props.name}`}
      defaultValue={props.name}
      spellCheck={false}
      autoComplete="off"
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') close(event.currentTarget.value)
        if (event.key === 'Escape') close(null)
      }}
      onBlur={(event) => close(event.currentTarget.value)}
    />
  )
}
