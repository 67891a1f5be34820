import type { ProbedMedia } from '../domain/media.ts'
import type { PickedFile } from '../domain/ports.ts'
import type { OfferedFile } from '../domain/relink.ts'

/** A file offered for a missing one, looked into. */
export type Offered = OfferedFile & { readonly picked: PickedFile; readonly probed: ProbedMedia }

export function offeredFile(picked: PickedFile, probed: ProbedMedia): Offered {
  if (probed.kind === 'inPlace') {
    const { fileName, bytes, fingerprint, pcm } = probed.info
    const facts = { ...(bytes !== undefined && { bytes }), ...(fingerprint !== undefined && { fingerprint }) }
    return { fileName, ...facts, length: pcm.length, channels: pcm.channels, picked, probed }
  }
  // Its length is known only when it has been decoded; size and fingerprint say as much.
  const { fileName, bytes, fingerprint, channels } = probed.source
  return { fileName, bytes, fingerprint, channels, picked, probed }
}
