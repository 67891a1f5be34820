import { useSyncExternalStore } from 'react'

let query: MediaQueryList | undefined

function moreContrast(): MediaQueryList {
  query ??= matchMedia('(prefers-contrast: more)')
  return query
}

const subscribe = (changed: () => void): (() => void) => {
  moreContrast().addEventListener('change', changed)
  return () => moreContrast().removeEventListener('change', changed)
}

/** Whether the system asks for more contrast: what is drawn with values of tokens has to be drawn anew when that changes. */
export const useMoreContrast = (): boolean => useSyncExternalStore(subscribe, () => moreContrast().matches)
