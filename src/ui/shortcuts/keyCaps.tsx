import { keyParts } from './keyText.ts'

/** A shortcut as the keys that are pressed for it. */
export const KeyCaps = ({ name }: { readonly name: string }) =>
  keyParts(name).map((part) => <kbd key={part}>{part}</kbd>)
