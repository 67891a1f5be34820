// The floors read and write in the same portions as src/export/bounceWindows.ts: WINDOW_BYTES over three files, CHUNK_BYTES.

/** Bytes read of each file at once. */
export const READ_BYTES = Math.floor((24 << 20) / 3)
/** Bytes written at once. */
export const WRITE_BYTES = 1 << 20
