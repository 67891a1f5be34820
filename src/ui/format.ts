import type { Samples } from '../domain/units.ts'

const MINUS = '\u2212'
const INFINITE = `${MINUS}\u221e`

function digits(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals)
  // A value that rounds to zero has no sign: −0.0 would read as below unity.
  return value < 0 && Number(text) !== 0 ? MINUS + text : text
}

/** A level with a true minus sign and no plus; `null` and −Infinity are `−∞`. */
export function formatDb(db: number | null, decimals = 1): string {
  return db === null || db === Number.NEGATIVE_INFINITY ? INFINITE : digits(db, decimals)
}

/** As `formatDb`, with a plus sign above zero: for offsets such as trim. */
export function formatSignedDb(db: number | null, decimals = 1): string {
  const text = formatDb(db, decimals)
  return db !== null && db > 0 && Number(text) !== 0 ? `+${text}` : text
}

/** Reads what `formatDb` and a keyboard write. `null`: −∞. `undefined`: not a level. */
export function parseDb(text: string): number | null | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replaceAll(MINUS, '-')
    .replace(',', '.')
    .replace(/\s*(db|dbfs)$/, '')
  if (/^-(∞|inf|infinity)$/.test(plain) || plain === 'off') return null
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined
}

/** `C`, `L25`, `R100`, in hundredths of the way to the side. */
export function formatPan(pan: number): string {
  const hundredths = Math.round(Math.abs(pan) * 100)
  return hundredths === 0 ? 'C' : `${pan < 0 ? 'L' : 'R'}${hundredths}`
}

/** Reads `C`, `L25`, `25R`, `-25` as −1…+1; `undefined` for anything else. */
export function parsePan(text: string): number | undefined {
  const plain = text.trim().toUpperCase().replaceAll(MINUS, '-')
  if (plain === 'C') return 0
  const [, before = '', number, after = ''] = /^([LR+-]?)\s*(\d{1,3})\s*([LR]?)$/.exec(plain) ?? []
  if (number === undefined || (before && after) || Number(number) > 100) return undefined
  const side = before || after
  const amount = Number(number) / 100
  return amount === 0 ? 0 : side === 'L' || side === '-' ? -amount : amount
}

/** `0:45`, `2:14`, `1:02:14`; part seconds are dropped. */
export function formatDuration(length: Samples | number, sampleRate: number): string {
  const seconds = Math.floor(length / sampleRate)
  const pad = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`
}

/** `980 B`, `12.9 MB`, `8.30 GB`: in the decimal units that disks are sold in. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`
}

/** `1 file`, `12 files`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
