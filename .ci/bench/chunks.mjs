// The floors read and write in the same portions as src/export/bounceWindows.ts: WINDOW_BYTES over all files, CHUNK_BYTES.

/**
 * Bytes read of each of so many files at once.
 * @param {number} files
 */
export const readBytes = (files) => Math.floor((24 << 20) / files)
/** Bytes written at once. */
export const WRITE_BYTES = 1 << 20
