import { useCallback, useRef } from 'react'
import type { Command } from '../../domain/commands.ts'
import { useApp } from '../appContext.ts'

let gestures = 0

/** The gestures of one control, and of no other: every command between two `end`s is one undo step. */
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
    if (id.current !== null) actions.endGesture(id.current)
    id.current = null
  }, [actions])
  return { change, end }
}
