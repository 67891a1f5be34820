import type { AppError } from '../domain/errors.ts'
import type { PcmCodec } from '../kernel/pcmCodec.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { applyEnvelope } from '../media/clipEnvelope.ts'
import { notFinite, type WindowPiece } from '../media/playlist.ts'
import { RING_FRAMES } from './worklet/protocol.ts'

/**
 * Decodes what a track plays in `frames` frames into its rings, one a channel, from frame `at` of the run on; silence
 * where no piece lies. Clips that cross-fade add up.
 */
export function placePieces(
  codec: PcmCodec,
  rings: readonly Float64Array[],
  pieces: readonly WindowPiece[],
  at: number,
  frames: number,
): Result<void, AppError> {
  for (const ring of rings) fillRing(ring, at, frames)
  for (const piece of pieces) {
    codec.staging.set(piece.bytes)
    const { channels, first } = piece
    const bad = codec.decode(piece.encoding, channels, piece.frames)
    if (bad >= 0) {
      const value = codec.channels[bad % channels]?.[Math.floor(bad / channels)] ?? 0
      return err(notFinite(piece.fileName, piece.from, channels, bad, value))
    }
    const decoded = codec.channels.slice(0, channels)
    if (piece.envelope) applyEnvelope(piece.envelope, decoded, 0, piece.frames, piece.clipFrame)
    const place = piece.adds ? addToRing : copyToRing
    for (const [c, channel] of decoded.entries()) {
      const ring = rings[first + c]
      if (ring) place(ring, at + piece.offset, channel.subarray(0, piece.frames))
    }
  }
  return ok(undefined)
}

function copyToRing(ring: Float64Array, at: number, values: Float64Array): void {
  const start = at % RING_FRAMES
  const first = Math.min(values.length, RING_FRAMES - start)
  ring.set(values.subarray(0, first), start)
  ring.set(values.subarray(first), 0)
}

function addToRing(ring: Float64Array, at: number, values: Float64Array): void {
  for (const [n, value] of values.entries()) {
    const place = (at + n) % RING_FRAMES
    ring[place] = (ring[place] ?? 0) + value
  }
}

function fillRing(ring: Float64Array, at: number, frames: number): void {
  const start = at % RING_FRAMES
  ring.fill(0, start, start + frames)
  ring.fill(0, 0, Math.max(0, start + frames - RING_FRAMES))
}
