import { createContext, useContext } from 'react'

/**
 * Whether controls here are stops of the Tab key. A console of forty strips would otherwise put hundreds of stops
 * in the way, so only the selected strip's controls are.
 */
export const TabReach = createContext(true)

export const useTabIndex = (): 0 | -1 => (useContext(TabReach) ? 0 : -1)
