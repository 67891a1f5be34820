import { type ProbedMedia, trackNumber } from '../domain/media.ts'
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

/** The number of a probed audio track, from 1. */
export const numberOf = (probed: ProbedMedia): number =>
  trackNumber(probed.kind === 'inPlace' ? probed.info : probed.source)

/**
 * With the other audio tracks of files as arrivals of their own, after all files. Their units come after their file's. A
 * file of several is no channel of a set. `enqueue` is told all wanted tracks of such a file; it names those after the
 * first, and none of a file that is not wanted.
 */
export function withOtherTracks(
  { arrivals, probed, units }: Arrived,
  enqueue: (file: Arrival, tracks: readonly ProbedMedia[]) => readonly MediaId[],
): Arrived {
  const tracks = arrivals.map((file, index) => {
    const found = probed[index]
    const all = found ? probedTracks(found) : []
    const wanted = wantedTracks(all, file.picked)
    const [first = null, ...others] = wanted
    const isAlone = all.length > 1
    const ids = isAlone ? enqueue(file, wanted) : []
    const own = others.flatMap((other, n) => {
      const id = ids[n]
      return id === undefined ? [] : [{ arrival: { id, picked: file.picked }, probed: other }]
    })
    return { first, own, isAlone }
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
      unit.members.some(({ index }) => tracks[index]?.isAlone)
        ? unit.members.flatMap(({ index }) => alone(index))
        : [unit],
    ),
  }
}

/** Of a file that has none of those that it was picked for, all: it is another file by now. */
function wantedTracks(all: readonly ProbedMedia[], { audioTracks }: PickedFile): readonly ProbedMedia[] {
  const wanted = audioTracks && all.filter((track) => audioTracks.includes(numberOf(track)))
  return wanted && wanted.length > 0 ? wanted : all
}
