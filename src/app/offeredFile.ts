import { type ConformSource, type ProbedMedia, trackNumber } from '../domain/media.ts'
import type { PickedFile } from '../domain/ports.ts'
import type { OfferedFile } from '../domain/relink.ts'

/** A probed file as what a relink is offered. Of a conformed one that is its `source`: see `probedTracks`. */
export function offeredFacts(probed: ProbedMedia): OfferedFile {
  if (probed.kind === 'inPlace') {
    const { fileName, bytes, fingerprint, pcm } = probed.info
    const facts = { ...(bytes !== undefined && { bytes }), ...(fingerprint !== undefined && { fingerprint }) }
    return { fileName, ...facts, length: pcm.length, channels: pcm.channels }
  }
  // Its length is known only when it has been decoded; size and fingerprint say as much.
  const { fileName, audioTrack, bytes, fingerprint, channels } = probed.source
  return { fileName, ...(audioTrack && { audioTrack }), bytes, fingerprint, channels }
}

/** A file offered for a missing one, looked into. */
export type Offered = OfferedFile & { readonly picked: PickedFile; readonly probed: ProbedMedia }

export const offeredFile = (picked: PickedFile, probed: ProbedMedia): Offered => ({
  ...offeredFacts(probed),
  picked,
  probed,
})

/** All that a file has to offer: itself, or each of its audio tracks. */
export function offeredFiles(picked: PickedFile, probed: ProbedMedia): readonly [Offered, ...Offered[]] {
  const [first, ...others] = probedTracks(probed)
  return [offeredFile(picked, first), ...others.map((track) => offeredFile(picked, track))]
}

/** A probed file, of several audio tracks each as a file that has no other. */
export function probedTracks(probed: ProbedMedia): readonly [ProbedMedia, ...ProbedMedia[]] {
  if (probed.kind === 'inPlace') return [probed]
  const { source, others = [] } = probed
  return [
    { kind: 'conform', source },
    ...others.map((other) => ({ kind: 'conform', source: other }) as const),
  ]
}

/** What a probed file says of the audio track of a number; `undefined` where there is none of it that can be used. */
export function sourceOfTrack(
  { source, others = [] }: Extract<ProbedMedia, { kind: 'conform' }>,
  number: number,
): ConformSource | undefined {
  return [source, ...others].find((one) => trackNumber(one) === number)
}
