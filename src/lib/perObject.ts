/**
 * A function that is asked once for each object, however often it is called with it, and that forgets what it found with the
 * object. For what is immutable, or for one companion of each.
 */
export function perObject<Key extends object, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>()
  return (key) => {
    const found = known.get(key) ?? { value: find(key) }
    known.set(key, found)
    return found.value
  }
}
