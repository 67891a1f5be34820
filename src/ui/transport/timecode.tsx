import { useEffect, useRef, useState } from 'react'
import { formatTime, TIME_FORMAT_LABELS } from '../../domain/timeFormats.ts'
import { typedGoal } from '../../domain/typedTime.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { meterLoopOf } from '../meters/meterLoop.ts'
import { VisuallyHidden } from '../primitives/visuallyHidden.tsx'
import { useKey } from '../shortcuts/useKey.ts'
import styles from './timecode.module.css'

type TimecodeProps = {
  readonly typing: boolean
  readonly onTyping: (typing: boolean) => void
}

/** Where the sound is, in large. Pressing it, or its key, turns it into a field to type a position. */
export function Timecode({ typing, onTyping }: TimecodeProps) {
  const format = useWorkspace((state) => state.timeFormat)
  const key = useKey('timecode')
  const button = useRef<HTMLButtonElement>(null)
  const returnTo = useRef<Element | null>(null)
  useEffect(() => {
    const before = returnTo.current
    if (typing) return
    returnTo.current = null
    if (!(before instanceof HTMLElement) || before === document.body) return
    // Where the field stood is a new button.
    if (before.isConnected) before.focus()
    else button.current?.focus()
  }, [typing])

  if (typing) {
    // Once a position is typed the next key is Space, to play from there: it must not press this button again.
    // The field's removal is a blur too, and comes after.
    const close = (before: Element | null): void => {
      returnTo.current ??= before
      onTyping(false)
    }
    return <TimecodeEntry onClose={close} />
  }
  return (
    <button
      ref={button}
      type="button"
      className={styles.timecode}
      aria-keyshortcuts={key.aria || undefined}
      title={`Type a position${key.hint}`}
      onClick={() => onTyping(true)}
    >
      <VisuallyHidden>{TIME_FORMAT_LABELS[format]} </VisuallyHidden>
      <Digits />
      <VisuallyHidden>, type a position</VisuallyHidden>
    </button>
  )
}

/** The running digits, written every frame of the screen without passing through React. */
function Digits() {
  const { document, workspace, telemetry } = useApp()
  const ref = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let shown = ''
    const show = (): void => {
      const text = formatTime(
        telemetry.position(),
        workspace.getState().timeFormat,
        document.getState().session,
      )
      if (text === shown || !ref.current) return
      shown = text
      showFields(ref.current, text.split(/([:;+.\u202f])/))
    }
    show()
    return meterLoopOf(telemetry).onFrame(show)
  }, [document, workspace, telemetry])
  return <span ref={ref} className={styles.digits} />
}

/** Figures and what separates them, by turns: only what has changed is written. */
function showFields(digits: HTMLElement, fields: readonly string[]): void {
  if (digits.children.length !== fields.length) {
    digits.replaceChildren(...fields.map((_, index) => document.createElement(index % 2 ? 'i' : 'span')))
  }
  for (const [index, field] of fields.entries()) {
    const element = digits.children[index]
    if (element && element.textContent !== field) element.textContent = field
  }
}

/** `onClose` is given what had the focus before, where the field gives it back. */
function TimecodeEntry({ onClose }: { readonly onClose: (before: Element | null) => void }) {
  const { actions, document, telemetry } = useApp()
  const [before] = useState(() => window.document.activeElement)
  const [invalid, setInvalid] = useState(false)
  const format = useWorkspace((state) => state.timeFormat)
  const { session } = document.getState()
  const [initial] = useState(() => formatTime(telemetry.position(), format, session))
  const commit = (text: string): void => {
    const goal = typedGoal(text, format, session, telemetry.position())
    if (goal === undefined) {
      setInvalid(true)
      return
    }
    void actions.goTo(goal)
    onClose(null)
  }
  const name = TIME_FORMAT_LABELS[format].toLowerCase()
  return (
    <input
      ref={(input) => input?.select()}
      className={styles.entry}
      aria-label={`Go to ${name}`}
      aria-invalid={invalid || undefined}
      title={
        invalid
          ? format === 'timecode'
            ? `Not a timecode at ${session.frameRate.label}`
            : `Not a place in ${name}`
          : 'Enter goes there, Escape leaves it; + and − move by what follows. Other formats: 12+08, 1:02.500, 48000 smp'
      }
      defaultValue={initial}
      spellCheck={false}
      autoComplete="off"
      inputMode="numeric"
      onChange={() => setInvalid(false)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') {
          // The focus goes back to the button within this key press, which would press it.
          event.preventDefault()
          commit(event.currentTarget.value)
        }
        if (event.key === 'Escape') onClose(before)
      }}
      onBlur={() => onClose(null)}
    />
  )
}
