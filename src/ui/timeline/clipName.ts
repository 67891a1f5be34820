import { withoutExtension } from '../../domain/splitSets.ts'

/** What a clip is called: its file's name, or what the names of a split set have in common. */
export function clipName(fileNames: readonly string[]): string {
  const [first = '', ...others] = fileNames.map(withoutExtension)
  if (others.length === 0) return first
  let length = first.length
  while (length > 0 && !others.every((name) => name.startsWith(first.slice(0, length)))) length--
  return first.slice(0, length).replace(/[._\- ]+$/, '') || first
}
