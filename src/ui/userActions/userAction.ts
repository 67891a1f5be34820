import type { App } from '../appContext.ts'

/** Where the focus is when a key is pressed: on nothing in particular, on a control, in a field of text. */
export type KeyPlace = 'page' | 'control' | 'text'

/** The menus, in the order in which they are shown; the help lists the shortcuts by them. */
export const MENUS = [
  'Session',
  'Edit',
  'Clip',
  'Marker',
  'Track',
  'View',
  'Transport',
  'Monitor',
  'Help',
] as const
export type MenuName = (typeof MENUS)[number]

/** One thing that a person can have done: an entry of a menu and of the palette, with or without keys. */
export type UserAction<Id extends string = string> = {
  readonly id: Id
  /** In the imperative and without its menu: the palette shows it alone. */
  readonly label: string
  readonly menu: MenuName
  /** What other programs call it, for the palette to find it by. */
  readonly alsoCalled?: string
  /** A line is drawn in the menu between entries of different sections. */
  readonly section: number
  /**
   * Any of these, as `keyName` writes them; `Mod` is Control, or Command on a Mac. The first is the one that is shown. The
   * user may have others: `keysOf`.
   */
  readonly keys: readonly string[]
  /** The most demanding place in which its keys still act. */
  readonly reach: KeyPlace
  /** It can be done on the first screen too. */
  readonly anywhere?: boolean
  /** Its key is the browser's while it cannot be done: copying is about marked text then. */
  readonly yields?: boolean
  /** What it would do now, where that is more than its label: `Undo: Move clip`. */
  readonly now?: (app: App) => string
  /** Why it cannot be done now, as a sentence; `null` when it can. */
  readonly unavailable?: (app: App) => string | null
  /** Whether what it switches is on; for a choice, whether it is the one that is made. */
  readonly checked?: (app: App) => boolean
  readonly run: (app: App, press: Press) => unknown
}

/** How an action was asked for. */
export type Press = {
  /** The actions whose keys are held down. */
  readonly held: ReadonlySet<string>
  /** The key is held down, and this is not the first time that it tells so. */
  readonly repeated: boolean
}

/** With the mouse, or from a list. */
export const CHOSEN: Press = { held: new Set(), repeated: false }

/** Keeps the ids of a list as types. */
export const userActions = <const Id extends string>(
  actions: readonly UserAction<Id>[],
): readonly UserAction<Id>[] => actions

const NEEDS_SESSION = 'Open or start a session first.'

/** Why an action cannot be done now; `null` when it can. */
export function whyNot(app: App, { anywhere, unavailable }: UserAction): string | null {
  if (!anywhere && !app.workspace.getState().opened) return NEEDS_SESSION
  return unavailable?.(app) ?? null
}
