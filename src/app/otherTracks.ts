import type { ProbedMedia } from '../domain/media.ts'
import type { PickedFile } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import type { ImportUnit } from '../domain/splitSets.ts'
import { probedTracks } from './offeredFile.ts'

/** A file, or one audio track of it, with its name in the queue, which becomes that of its media. */
export type Arrival = { readonly id: MediaId; readonly picked: PickedFile }

/** What is on its way in: what each was found to be, `null` for what cannot be used, and which go to one track. */
export type Arrived = {
  readonly arrivals: readonly Arrival[]
  readonly probed: readonly (ProbedMedia | null)[]
  /** By the indices of the arrivals. */
  readonly units: readonly ImportUnit[]
}

/**
 * With the other audio tracks of files as arrivals of their own, after all files. Their units come after their file's. A
 * file of several is no channel of a set. `enqueue` names the tracks of a file, and names none of one that is not wanted.
 */
export function withOtherTracks(
  { arrivals, probed, units }: Arrived,
  enqueue: (file: Arrival, tracks: readonly ProbedMedia[]) => readonly MediaId[],
): Arrived {
  const tracks = arrivals.map((file, index) => {
    const found = probed[index]
    const [first = null, ...others] = found ? probedTracks(found) : []
    const ids = enqueue(file, others)
    const own = others.flatMap((other, n) => {
      const id = ids[n]
      return id === undefined ? [] : [{ arrival: { id, picked: file.picked }, probed: other }]
    })
    return { first, own }
  })
  const added = tracks.flatMap(({ own }) => own)
  const alone = (index: number): ImportUnit[] => {
    const { own = [] } = tracks[index] ?? {}
    const indices = [index, ...own.map((track) => arrivals.length + added.indexOf(track))]
    return indices.map((one) => ({
      name: arrivals[index]?.picked.file.name ?? '',
      members: [{ index: one }],
    }))
  }
  return {
    arrivals: [...arrivals, ...added.map(({ arrival }) => arrival)],
    probed: [...tracks.map(({ first }) => first), ...added.map((track) => track.probed)],
    units: units.flatMap((unit) =>
      unit.members.some(({ index }) => (tracks[index]?.own.length ?? 0) > 0)
        ? unit.members.flatMap(({ index }) => alone(index))
        : [unit],
    ),
  }
}
