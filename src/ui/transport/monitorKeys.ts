import type { ShownKey } from '../primitives/shownKey.ts'
import { useKeys } from '../shortcuts/useKey.ts'

/** The keys of the monitor sources, in their order. */
export function useMonitorKeys(): readonly ShownKey[] {
  const key = useKeys()
  return ([1, 2, 3, 4, 5, 6] as const).map((n) => key(`monitor${n}`))
}
