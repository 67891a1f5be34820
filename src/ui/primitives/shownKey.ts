/** A key as a button shows it; every text is empty when there is none. */
export type ShownKey = {
  /** For `aria-keyshortcuts`. */
  readonly aria: string
  /** As it is printed: `Ctrl+Z`. */
  readonly text: string
  /** For the end of a tooltip: ` (Ctrl+Z)`. */
  readonly hint: string
}
