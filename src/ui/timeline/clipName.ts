import { type NamedSound, soundTitle } from '../../domain/soundName.ts'

/** What a clip is called: its file's name and audio track, or what the names of a split set have in common. */
export function clipName(files: readonly NamedSound[]): string {
  const [first = '', ...others] = files.map(soundTitle)
  if (others.length === 0) return first
  let length = first.length
  while (length > 0 && !others.every((name) => name.startsWith(first.slice(0, length)))) length--
  return first.slice(0, length).replace(/[._\- ]+$/, '') || first
}
