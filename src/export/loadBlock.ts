import type { AppError } from '../domain/errors.ts'
import type { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { applyEnvelope } from '../media/clipEnvelope.ts'
import { cutPiece, notFinite, type PcmWindow } from '../media/playlist.ts'

/** Decodes one block of every track into the renderer's inputs, silence where a track has nothing. */
export function loadBlock(
  renderer: MixRenderer,
  window: PcmWindow,
  at: number,
  frames: number,
): Result<void, AppError> {
  for (const [index, pieces] of window.tracks.entries()) {
    const channels = renderer.input(index)
    const cuts = pieces.flatMap((piece) => {
      const cut = cutPiece(piece, at, frames)
      return cut ? [{ piece, cut }] : []
    })
    const covered = cuts.reduce((sum, { piece, cut }) => sum + cut.frames * piece.channels, 0)
    if (covered !== frames * channels.length || cuts.some(({ piece }) => piece.adds)) {
      for (const channel of channels) channel.fill(0, 0, frames)
    }
    for (const { piece, cut } of cuts) {
      const { first, adds, envelope } = piece
      const own = adds || envelope ? channels.slice(first, first + piece.channels) : []
      const beneath = adds ? own.map((channel) => channel.slice(cut.offset, cut.offset + cut.frames)) : []
      const bad = renderer.decodeBytes(index, piece, cut.bytes, cut.frames, cut.offset)
      if (bad >= 0) {
        const channel = channels[first + (bad % piece.channels)]
        const value = channel?.[cut.offset + Math.floor(bad / piece.channels)] ?? 0
        return err(notFinite(piece.fileName, cut.from, piece.channels, bad, value))
      }
      if (envelope) applyEnvelope(envelope, own, cut.offset, cut.frames, cut.clipFrame)
      for (const [c, values] of beneath.entries()) addTo(own[c], cut.offset, values)
    }
  }
  return ok(undefined)
}

/** A block in which no track has anything. */
export function loadSilence(renderer: MixRenderer, frames: number): Result<void, AppError> {
  for (const index of renderer.plan.inputs.keys())
    for (const channel of renderer.input(index)) channel.fill(0, 0, frames)
  return ok(undefined)
}

/** Decoding overwrites: what lay there is added afterwards, which comes to the same. */
function addTo(channel: Float64Array | undefined, offset: number, values: Float64Array): void {
  if (!channel) return
  for (const [n, value] of values.entries()) channel[offset + n] = (channel[offset + n] ?? 0) + value
}
