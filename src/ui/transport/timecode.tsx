import { useEffect, useRef, useState } from 'react'
import { positionOfFrame } from '../../domain/session.ts'
import { formatTimecode, sampleToFrame } from '../../domain/timecode.ts'
import { frames } from '../../domain/units.ts'
import { useApp, useDocument } from '../appContext.ts'
import { meterLoopOf } from '../meters/meterLoop.ts'
import { VisuallyHidden } from '../primitives/visuallyHidden.tsx'
import { useKey } from '../shortcuts/useKey.ts'
import styles from './timecode.module.css'
import { typedPosition } from './typedTimecode.ts'

type TimecodeProps = {
  readonly typing: boolean
  readonly onTyping: (typing: boolean) => void
}

/** Where the sound is, in large. Pressing it, or its key, turns it into a field to type a position. */
export function Timecode({ typing, onTyping }: TimecodeProps) {
  const key = useKey('timecode')
  const button = useRef<HTMLButtonElement>(null)
  const refocus = useRef(false)
  useEffect(() => {
    if (!typing && refocus.current) button.current?.focus()
    refocus.current = false
  }, [typing])

  if (typing) {
    const close = (left: boolean): void => {
      // Once a position is typed the next key is Space, to play from there: it must not press this button again.
      // The field's removal is a blur too, and comes after.
      refocus.current ||= left
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
      <VisuallyHidden>Timecode </VisuallyHidden>
      <Digits />
      <VisuallyHidden>, type a position</VisuallyHidden>
    </button>
  )
}

/** The running digits, written every frame of the screen without passing through React. */
function Digits() {
  const { document, telemetry } = useApp()
  const ref = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let shown = ''
    const show = (): void => {
      const { session } = document.getState()
      const { frameRate, sampleRate, startFrame } = session
      const frame = sampleToFrame(telemetry.position(), frameRate, sampleRate)
      const text = formatTimecode(frames(frame + startFrame), frameRate)
      if (text === shown || !ref.current) return
      shown = text
      for (const [index, pair] of text.split(/[:;]/).entries()) {
        const field = ref.current.children[index * 2]
        if (field && field.textContent !== pair) field.textContent = pair
      }
    }
    show()
    return meterLoopOf(telemetry).onFrame(show)
  }, [document, telemetry])

  const drop = useDocument((state) => state.session.frameRate.drop)
  return (
    <span ref={ref} className={styles.digits}>
      <span>00</span>
      <i>:</i>
      <span>00</span>
      <i>:</i>
      <span>00</span>
      <i>{drop ? ';' : ':'}</i>
      <span>00</span>
    </span>
  )
}

function TimecodeEntry({ onClose }: { readonly onClose: (left: boolean) => void }) {
  const { actions, document, telemetry } = useApp()
  const [invalid, setInvalid] = useState(false)
  const { session } = document.getState()
  const { frameRate, sampleRate, startFrame } = session
  const [initial] = useState(() =>
    formatTimecode(
      frames(sampleToFrame(telemetry.position(), frameRate, sampleRate) + startFrame),
      frameRate,
    ),
  )
  const commit = (text: string): void => {
    const now = sampleToFrame(telemetry.position(), frameRate, sampleRate) + startFrame
    const frame = typedPosition(text, frameRate, { now, start: startFrame })
    if (frame === undefined) {
      setInvalid(true)
      return
    }
    void actions.seek(positionOfFrame(session, frame))
    onClose(false)
  }
  return (
    <input
      ref={(input) => input?.select()}
      className={styles.entry}
      aria-label="Go to timecode"
      aria-invalid={invalid || undefined}
      title={
        invalid
          ? `Not a timecode at ${frameRate.label}`
          : 'Enter goes there, Escape leaves it; +12 and -100 move by frames and seconds'
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
        if (event.key === 'Escape') onClose(true)
      }}
      onBlur={() => onClose(false)}
    />
  )
}
