import type { FileLike } from '../domain/ports.ts'

/** An object URL lives until the browser has surely taken the file over. */
const REVOKE_MS = 60_000

/** Hands a file to the browser's downloads under its name. */
export function saveFile(file: FileLike): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file as File)
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_MS)
}
