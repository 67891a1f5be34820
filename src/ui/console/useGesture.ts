import { useCallback, useRef } from 'react'
import type { Command } from '../../domain/commands.ts'
import { useApp } from '../appContext.ts'

let gestures = 0

/** One control's gestures: every command between two `end`s is one undo step. */
export function useGesture() {
  const { actions } = useApp()
  const id = useRef<string | null>(null)
  const change = useCallback(
    (command: Command) => {
      id.current ??= `console-${++gestures}`
      actions.do(command, id.current)
    },
    [actions],
  )
  const end = useCallback(() => {
    if (id.current === null) return
    id.current = null
    actions.endGesture()
  }, [actions])
  return { change, end }
}
