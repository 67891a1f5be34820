/** Facts that may be there or not, each of which may also be given as undefined. */
type Facts<T> = { readonly [K in keyof T]: T[K] | undefined }

/** The facts without those that are undefined: an optional field is there, or it is not. */
export const present = <T extends object>(facts: Facts<T>): T =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T

/** `present`, unless there are none. */
export function presentOrNone<T extends object>(facts: Facts<T>): T | undefined {
  const some = present<T>(facts)
  return Object.keys(some).length > 0 ? some : undefined
}
