/**
 * Takes a value that was typed. `null` when it is taken, as the present one is without more ado; else why it is not: `unread`
 * for `undefined`, which is no such value, `refused` when `set` says so.
 */
export function typedValue<T>(
  typed: T | undefined,
  now: T | undefined,
  set: (value: T) => boolean,
  [unread, refused]: readonly [unread: string, refused: string],
): string | null {
  if (typed === undefined) return unread
  return typed === now || set(typed) ? null : refused
}
