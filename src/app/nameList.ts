/** Names written out in a sentence; more would not be read. */
const NAMED = 4

/** a, b and c. */
export const inWords = (items: readonly (string | number)[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

/** “a”, “b” and 3 more. */
export function nameList(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`)
  if (quoted.length <= NAMED + 1) return inWords(quoted)
  return `${quoted.slice(0, NAMED).join(', ')} and ${quoted.length - NAMED} more`
}
