const SHOWN = 3

/** `“a.wav”, “b.wav”, “c.wav” and 4 more`. */
export function nameSome(names: readonly string[]): string {
  const shown = names.length === SHOWN + 1 ? names : names.slice(0, SHOWN)
  const quoted = shown.map((name) => `“${name}”`).join(', ')
  const rest = names.length - shown.length
  return rest > 0 ? `${quoted} and ${rest} more` : quoted
}

/** `R1 + R2 + R3 and 4 more`: what is one sound in several parts. */
export function partNames(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(' + ')
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown
}
