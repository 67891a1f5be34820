/** Frames of an Opus packet, at 48 kHz (RFC 6716 § 3.1). */
const PACKET_FRAMES = [120, 240, 480, 960, 1920, 2880]

/**
 * Samples of pre-skip (RFC 7845 § 4.2) that the decoder left in, by its first block: decoders are to take it off
 * (WebCodecs Opus registration), which shows as a block shorter than a packet. Where the pre-skip is whole packets it does
 * not show, and the decoder is believed.
 */
export function untrimmedPreSkip(header: AllowSharedBufferSource | undefined, firstFrames: number): number {
  if (!header) return 0
  const bytes = ArrayBuffer.isView(header)
    ? new DataView(header.buffer, header.byteOffset, header.byteLength)
    : new DataView(header)
  if (bytes.byteLength < 12) return 0
  const preSkip = bytes.getUint16(10, true)
  return PACKET_FRAMES.includes(firstFrames) && preSkip % firstFrames !== 0 ? preSkip : 0
}
