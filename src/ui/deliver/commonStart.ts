/**
 * What all these names begin with, up to and with an underscore, hyphen or point; none for fewer than two names. What is
 * left of each is never empty.
 */
export function commonStart(names: readonly string[]): string {
  const [first = ''] = names
  if (names.length < 2) return ''
  let length = 0
  while (length < first.length && names.every((name) => name[length] === first[length])) length += 1
  const joints = [...first.slice(0, length).matchAll(/[_\-.]/g)]
  const last = joints.at(-1)?.index
  return last === undefined || names.some((name) => name.length === last + 1) ? '' : first.slice(0, last + 1)
}
