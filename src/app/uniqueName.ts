/** Controls are called by their track: two of one name could not be told apart by ear. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  let unique = name
  for (let n = 2; taken.has(unique); n++) unique = `${name} ${n}`
  return unique
}
