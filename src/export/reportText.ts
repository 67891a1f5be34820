const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Text as HTML shows it: names in a report come from files, and are never markup. */
export const text = (value: string | number): string =>
  String(value).replace(/[&<>"']/g, (c) => MARKUP[c] ?? c)

/** A figure with its unit and a true minus sign; −∞ for `null`. */
export function level(value: number | null, unit: string, decimals = 1): string {
  if (value === null) return '−∞'
  const digits = Math.abs(value).toFixed(decimals)
  // A value that rounds to zero has no sign.
  return `${value < 0 && Number(digits) !== 0 ? '−' : ''}${digits} ${unit}`
}

/** The residual in words; a null to the last bit is said so. */
export const residualText = (residual: number | null): string =>
  residual === null ? 'exact null' : level(residual, 'dBFS')

/** What a null test is held to. */
export const limitText = (limitDbfs: number | null): string =>
  limitDbfs === null ? 'an exact null' : `${level(limitDbfs, 'dBFS', 0)} or lower`

/** A whole number in groups of three: `56 814 758`. */
export const inThousands = (value: number): string =>
  `${value < 0 ? '−' : ''}${String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, ' ')}`
