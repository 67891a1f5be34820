import { trackFromMedia } from '../domain/commands.ts'
import type { KeyedSound } from '../domain/contentKey.ts'
import { type AppError, errorText } from '../domain/errors.ts'
import { speakersOf } from '../domain/interpretation.ts'
import type { Speaker } from '../domain/layout.ts'
import { fileOf, type MediaInfo, type ProbedMedia, trackNumber } from '../domain/media.ts'
import { placeFile, timebaseForFiles } from '../domain/placement.ts'
import type { FileLike, PickedFile } from '../domain/ports.ts'
import { fileNameKey } from '../domain/relink.ts'
import type { MediaId, TrackId } from '../domain/session.ts'
import { setFault, timedFile } from '../domain/setFault.ts'
import { setRemarks } from '../domain/setRemarks.ts'
import { soundName, soundTitle } from '../domain/soundName.ts'
import { type ImportUnit, importUnits, loneName } from '../domain/splitSets.ts'
import { type StemId, stemsInName } from '../domain/stems.ts'
import { ImportNews } from './importNews.ts'
import { importWork } from './importWork.ts'
import { noticeOffer } from './noticeOffer.ts'
import { offeredFile } from './offeredFile.ts'
import { type Arrival, type Arrived, numberOf, withOtherTracks } from './otherTracks.ts'
import type { PendingImports } from './pendingImports.ts'
import { converted, type MediaContext, type SessionMedia } from './sessionMedia.ts'
import { uniqueName } from './uniqueName.ts'

export type ImportContext = MediaContext & {
  readonly media: SessionMedia
  readonly pending: PendingImports
  /** See `mediaActions`. */
  reclaim(
    arriving: readonly { readonly picked: PickedFile; readonly probed: ProbedMedia | null }[],
  ): Promise<ReadonlySet<number>>
}

/** An arrival that can be mixed. `file` is what is read: the file itself, or the copy it was conformed into. */
type Ready = Arrival & { readonly info: MediaInfo; readonly file: FileLike; readonly drawn: boolean }

/** Where a file goes whose name says nothing: the stem that both deliverables have, so that nothing is lost. */
const DEFAULT_STEM = 'effects'

/** Headers read side by side. More would only make the disk seek, and be read in vain when all is cancelled. */
const PARALLEL = 4

/** What `work` makes of every item or throws at it, in their order, a few of them at a time. */
async function mapFew<T, U>(
  items: readonly T[],
  work: (item: T) => Promise<U>,
): Promise<PromiseSettledResult<U>[]> {
  const results: PromiseSettledResult<U>[] = []
  const rest = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next; next = rest.shift()) {
      const [index, item] = next
      const [result] = await Promise.allSettled([work(item)])
      results[index] = result
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  return results
}

/** Of a file that could not be looked into nobody knows: it may be one. */
const mayBeMono = (probed: ProbedMedia | null | undefined): boolean =>
  !probed || (probed.kind === 'inPlace' ? probed.info.pcm.channels : probed.source.channels) === 1

/**
 * What sound is known by in a session: the name and the content of its file, for silence of one length is one content under
 * many names, and its audio track. Nothing without a fingerprint.
 */
const identity = (sound: KeyedSound): readonly string[] =>
  sound.fingerprint === undefined
    ? []
    : [JSON.stringify([fileNameKey(sound.fileName), sound.fingerprint, trackNumber(sound)])]

/** The stems that names suggest: that of a sound's audio track goes before what is made of its file's or its folder's. */
function stemsOf(name: string, { audioTrack }: MediaInfo): readonly StemId[] {
  const named = stemsInName(audioTrack?.name ?? '')
  return named.length > 0 ? named : stemsInName(name)
}

/** Of a file that could not even be refused: what was wrong is told where it can be mended. */
const notRead = ({ file }: PickedFile): string =>
  errorText({ code: 'file/unreadable', file: file.name, detail: 'reading it ended unexpectedly' })

export function importActions(context: ImportContext) {
  const { document, workspace, importer, library, media, queue, notify } = context

  function failed(id: MediaId, error: AppError): null {
    queue.finish(id)
    if (error.code !== 'cancelled') notify('error', errorText(error), noticeOffer(error))
    return null
  }

  async function probe({ id, picked }: Arrival): Promise<ProbedMedia | null> {
    const { sampleRate } = document.getState().session
    const probed = await queue.run(id, 'reading', () => importer.probe(picked.file, sampleRate))
    if (!probed.ok) return failed(id, probed.error)
    const refused = probed.value.kind === 'conform' ? (probed.value.refused ?? []) : []
    for (const error of refused) notify('error', errorText(error), noticeOffer(error))
    weigh(id, probed.value)
    return probed.value
  }

  /** What is known of an import once its headers are read. */
  function weigh(id: MediaId, probed: ProbedMedia): void {
    if (probed.kind === 'conform') queue.rename(id, soundName(probed.source))
    queue.weigh(id, importWork(probed, document.getState().session.sampleRate))
  }

  /** Puts the other audio tracks of a file in line after its first, while the file itself is wanted. */
  function enqueue({ id, picked: { file } }: Arrival, tracks: readonly ProbedMedia[]): readonly MediaId[] {
    if (!queue.wants(id)) return []
    // The file's size is in the total already.
    const others = queue.add(tracks.slice(1).map(() => ({ name: file.name, size: 0 })))
    const split = tracks.map((track, n) => ({ id: others[n - 1] ?? id, number: numberOf(track) }))
    for (const [n, track] of tracks.entries()) weigh(split[n]?.id ?? id, track)
    context.pending.split(id, split)
    return others
  }

  /** Conforms what has to be, and looks through float files, which must not bring in what cannot be mixed. */
  async function makeReady(arrival: Arrival, probed: ProbedMedia): Promise<Ready | null> {
    const { id, picked } = arrival
    if (probed.kind === 'conform') {
      const { sampleRate } = document.getState().session
      const conformed = await queue.run(id, 'converting', (onProgress, signal) =>
        importer.conform(picked.file, probed.source, sampleRate, onProgress, signal),
      )
      if (!conformed.ok) return failed(id, conformed.error)
      return { ...arrival, ...conformed.value, drawn: false }
    }
    const { info } = probed
    const drawn = info.pcm.encoding.kind === 'float'
    if (drawn) {
      const checked = await media.draw(id, id, picked.file, info, 'checking')
      if (!checked.ok) return failed(id, checked.error)
    }
    return { ...arrival, info, file: picked.file, drawn }
  }

  /** The file is the session's from here on; its waveform comes when it comes. */
  function keep({ id, picked, info, file, drawn }: Ready): void {
    const { reference } = picked
    const kept = reference ? 'reference' : 'page'
    if (info.conform) media.keepOriginal(id, picked.file)
    media.set(id, info.conform ? converted(kept) : { kind: 'ready', kept }, file)
    if (reference) {
      void library.remember(id, reference).then((remembered) => {
        if (!remembered.ok) notify('warning', errorText(remembered.error), noticeOffer(remembered.error))
      })
    }
    if (drawn) {
      queue.finish(id)
      return
    }
    void media.draw(id, id, file, info).then((waveform) => {
      queue.finish(id)
      if (!waveform.ok && waveform.error.code !== 'cancelled')
        notify('error', errorText(waveform.error), noticeOffer(waveform.error))
    })
  }

  /**
   * Of arrivals, by their indices, those that are in a clip to which another one, of `back`, has just gone back: a set that
   * is added again because a file of it was missing; and the audio tracks that are in the session of a file of which another
   * has. Added, they would be heard twice.
   */
  function besideReclaimed(
    arrivals: readonly Arrival[],
    probed: readonly (ProbedMedia | null)[],
    back: ReadonlySet<number>,
  ): ReadonlySet<number> {
    const { session } = document.getState()
    const known = new Map<string, MediaId[]>()
    for (const [id, info] of Object.entries(session.media)) {
      for (const key of identity(info)) known.set(key, [...(known.get(key) ?? []), id])
    }
    const mediaOf = arrivals.map(({ picked }, index) => {
      const found = probed[index]
      return found ? identity(offeredFile(picked, found)).flatMap((key) => known.get(key) ?? []) : []
    })
    const reclaimed = new Set(mediaOf.filter((_, index) => back.has(index)).flat())
    const mended = session.tracks
      .flatMap(({ clips }) => clips)
      .filter((clip) => clip.media.some((id) => reclaimed.has(id)))
    const keyOf = (id: MediaId): string => (session.media[id] ? fileOf(id, session.media[id]) : id)
    const files = new Set([...reclaimed].map(keyOf))
    const tracks = Object.keys(session.media).filter(
      (id) => session.media[id]?.audioTrack && files.has(keyOf(id)),
    )
    const beside = [...mended.flatMap((clip) => clip.media), ...tracks]
    const there = new Set(beside.filter((id) => !media.areAway([id])))
    return new Set(
      mediaOf.flatMap((ids, index) => (!back.has(index) && ids.some((id) => there.has(id)) ? [index] : [])),
    )
  }

  return {
    /**
     * Adds files as tracks, as they get ready, as one undo step as long as nothing else is done meanwhile. Each that
     * cannot be used is named and the others go on. What is cancelled, and what comes when another session is open, is
     * not added.
     */
    async importFiles(files: readonly PickedFile[]): Promise<void> {
      if (files.length === 0) return
      const gesture = crypto.randomUUID()
      const here = media.session
      const playhead = context.engine.telemetry.position()
      const news = new ImportNews()
      const added: TrackId[] = []
      const isThere = (id: TrackId): boolean =>
        document.getState().session.tracks.some((track) => track.id === id)
      /** What is said of tracks is so as long as they are there. */
      const holds = (tracks: readonly TrackId[] | undefined) => () =>
        tracks ? tracks.every(isThere) : added.length === 0 || added.some(isThere)
      const ids = queue.add(files.map(({ file }) => file))
      context.pending.add(ids, files)
      let arrivals: readonly Arrival[] = files.map((picked, index) => ({ id: ids[index] ?? '', picked }))

      /** A session without tracks takes its frame rate and its start from the first files that say them. */
      function takeTimebase(probed: readonly (ProbedMedia | null)[]): void {
        const { session, past, dispatch } = document.getState()
        const { placement, timecodeRate } = workspace.getState()
        if (session.tracks.length > 0 || past.length > 0 || placement !== 'timecode') return
        const sources = probed.filter((one) => one !== null)
        const first = sources.map((one) => (one.kind === 'inPlace' ? one.info : one.source))
        const timebase = timebaseForFiles(first, session, timecodeRate)
        if (!timebase) return
        dispatch({ type: 'session/setTimebase', ...timebase }, gesture)
        news.timebase(document.getState().session, timecodeRate)
      }

      function addTrack(
        name: string,
        members: readonly Ready[],
        speakers: readonly (Speaker | null)[],
      ): void {
        const [first] = members
        if (!first) return
        takeTimebase(probed)
        const { session, dispatch } = document.getState()
        const { placement, timecodeRate } = workspace.getState()
        const id = crypto.randomUUID()
        added.push(id)
        const infos = members.map(({ info }) => info)
        const timed = timedFile(infos, session, timecodeRate) ?? first.info
        const placed = placeFile(timed, session, placement, playhead, timecodeRate)
        const stems = stemsOf(name, first.info)
        if (placement === 'timecode') news.placed(timed, placed, session)
        news.stems(name, stems)
        const taken = new Set(session.tracks.map((track) => track.name))
        const known = new Set(Object.values(session.media).flatMap(identity))
        for (const { info } of members) {
          news.file(info)
          if (identity(info).some((one) => known.has(one))) news.known(info, id)
        }
        const track = trackFromMedia(
          { track: id, clip: crypto.randomUUID(), media: members.map(({ id }) => id) },
          infos,
          speakers,
          placed.start,
          uniqueName(name, taken),
          stems[0] ?? DEFAULT_STEM,
        )
        dispatch(
          {
            type: 'tracks/add',
            media: Object.fromEntries(members.map((one) => [one.id, one.info])),
            tracks: [track],
          },
          gesture,
        )
        for (const member of members) keep(member)
        workspace.setState({ opened: true })
      }

      /** `before`: what comes in first. */
      async function addUnit(unit: ImportUnit, before: Promise<unknown> | undefined): Promise<void> {
        const members = await Promise.all(
          unit.members.map(({ index }) => {
            const [arrival, found] = [arrivals[index], probed[index]]
            return arrival && found ? makeReady(arrival, found) : null
          }),
        )
        await before
        // While one was waited for, others may have been cancelled.
        const ready = members.flatMap((one) => (one && queue.wants(one.id) ? [one] : []))
        const isWhole = ready.length === unit.members.length
        const isSet = unit.members.length > 1
        const infos = ready.map(({ info }) => info)
        const fault = setFault(infos, document.getState().session, workspace.getState().timecodeRate)
        if (isSet && isWhole && !fault) {
          addTrack(
            unit.name,
            ready,
            unit.members.map(({ speaker }) => speaker ?? null),
          )
          return
        }
        if (isSet && !isWhole && ready.length > 0) news.brokenSet(unit.name)
        else if (isSet && fault) news.faultySet(unit.name, infos, fault)
        for (const one of ready) {
          const { info, picked } = one
          const title = info.audioTrack ? soundTitle(info) : loneName(info.fileName, picked.folder)
          addTrack(title, [one], speakersOf(info))
        }
      }

      const names = files.map(({ file }) => file.name)
      const folders = files.map(({ folder }) => folder ?? '')
      let units: Arrived['units'] = importUnits(names, folders)
      let probed: readonly (ProbedMedia | null)[] = []
      try {
        const looked = await mapFew(arrivals, probe)
        probed = looked.map((one) => (one.status === 'fulfilled' ? one.value : null))
        for (const [index, { id, picked }] of arrivals.entries()) {
          if (looked[index]?.status === 'rejected' && queue.wants(id)) notify('error', notRead(picked))
        }
        ;({ arrivals, probed, units } = withOtherTracks({ arrivals, probed, units }, enqueue))
        const nameOf = (index: number): string => {
          const [arrival, found] = [arrivals[index], probed[index]]
          return found?.kind === 'conform' ? soundName(found.source) : (arrival?.picked.file.name ?? '')
        }
        const back = await context.reclaim(
          arrivals.map(({ picked }, index) => ({ picked, probed: probed[index] ?? null })),
        )
        const beside = besideReclaimed(arrivals, probed, back)
        for (const index of beside) news.thereAlready(nameOf(index))
        // A set of which only some files are in the session is another one, and it is added whole.
        units = units.filter(({ members }) =>
          members.some(({ index }) => !back.has(index) && !beside.has(index)),
        )
        // The audio tracks of a file come in its order.
        const turns = new Map<FileLike | undefined, Promise<unknown>>()
        const adding = units.map((unit) => {
          const file = arrivals[unit.members[0]?.index ?? 0]?.picked.file
          const added = addUnit(unit, turns.get(file))
          turns.set(file, Promise.allSettled([added]))
          return added
        })
        const done = await Promise.allSettled(adding)
        const thrown = [...looked, ...done].find((one) => one.status === 'rejected')
        if (thrown) throw thrown.reason
      } finally {
        // Of files that became tracks, the waveform takes them out; of all others nothing more will come.
        const { media: known } = document.getState().session
        for (const { id } of arrivals) if (!known[id]) queue.finish(id)
        const left = new Set(units.flatMap(({ members }) => members.map(({ index }) => index)))
        for (const remark of setRemarks(names, folders)) {
          const [first = 0] = remark.files
          if (remark.files.every((index) => left.has(index) && mayBeMono(probed[index])))
            news.setRemark(remark, remark.kind === 'beside' ? (names[first] ?? '') : remark.name)
        }
        for (const { severity, text, tracks } of here.aborted ? [] : news.notices())
          notify(severity, text, undefined, holds(tracks))
      }
    },
    cancelImport: (id: string): void => queue.cancel(id),
    cancelImports: (): void => queue.cancelAll(),
  }
}
