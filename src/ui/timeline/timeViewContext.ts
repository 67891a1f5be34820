import { createContext, useContext } from 'react'
import type { Extent, TimeView } from './timeView.ts'

export type ViewOnTime = { readonly view: TimeView; readonly extent: Extent }

/**
 * The part of the programme that the lanes show. Given past the rows and not through them: when it moves only what is in
 * sight is drawn anew.
 */
export const TimeViewContext = createContext<ViewOnTime | null>(null)

export function useTimeView(): ViewOnTime {
  const context = useContext(TimeViewContext)
  if (!context) throw new Error('TimeViewContext is missing')
  return context
}
