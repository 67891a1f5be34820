/** The header that an encoder describes itself by. Throws RangeError when it gives none. */
export function bytesOf(description: AllowSharedBufferSource | undefined): Uint8Array {
  if (!description) throw new RangeError('the encoder gives no header')
  return ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description)
}
