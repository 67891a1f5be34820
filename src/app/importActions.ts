import { trackFromMedia } from '../domain/commands.ts'
import { type AppError, errorText } from '../domain/errors.ts'
import { speakersOf } from '../domain/interpretation.ts'
import type { Speaker } from '../domain/layout.ts'
import type { MediaInfo, ProbedMedia } from '../domain/media.ts'
import { placeFile, startForFiles } from '../domain/placement.ts'
import type { FileLike, PickedFile } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import { type ImportUnit, importUnits } from '../domain/splitSets.ts'
import { stemsInName } from '../domain/stems.ts'
import { ImportNews } from './importNews.ts'
import { pickFiles } from './pickers.ts'
import type { MediaContext, SessionMedia } from './sessionMedia.ts'

export type ImportContext = MediaContext & { readonly media: SessionMedia }

/** A file with its name in the queue, which becomes that of its media. */
type Arrival = { readonly id: MediaId; readonly picked: PickedFile }
/** An arrival that can be mixed. `file` is what is read: the file itself, or the copy it was conformed into. */
type Ready = Arrival & { readonly info: MediaInfo; readonly file: FileLike; readonly drawn: boolean }

/** Where a file goes whose name says nothing: the stem that both deliverables have, so that nothing is lost. */
const DEFAULT_STEM = 'effects'

const withoutExtension = (name: string): string => name.replace(/\.[^.]+$/, '') || name

/** Controls are called by their track: two of one name could not be told apart by ear. */
function uniqueName(name: string, taken: ReadonlySet<string>): string {
  let unique = name
  for (let n = 2; taken.has(unique); n++) unique = `${name} ${n}`
  return unique
}

export function importActions(context: ImportContext) {
  const { document, workspace, importer, library, media, queue, notify } = context

  function failed(id: MediaId, error: AppError): null {
    queue.finish(id)
    if (error.code !== 'cancelled') notify('error', errorText(error))
    return null
  }

  async function probe({ id, picked }: Arrival): Promise<ProbedMedia | null> {
    const { sampleRate } = document.getState().session
    const probed = await queue.run(id, 'reading', () => importer.probe(picked.file, sampleRate))
    return probed.ok ? probed.value : failed(id, probed.error)
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
      const checked = await media.draw(id, id, picked.file, info)
      if (!checked.ok) return failed(id, checked.error)
    }
    return { ...arrival, info, file: picked.file, drawn }
  }

  /** A session without tracks takes its frame rate and its start from the first files that say them. */
  function prepareSession(probed: readonly ProbedMedia[], gesture: string, news: ImportNews): void {
    const { session, past, dispatch } = document.getState()
    const { placement, timecodeRate } = workspace.getState()
    if (session.tracks.length > 0 || past.length > 0 || placement !== 'timecode') return
    const files = probed.map((one) => (one.kind === 'inPlace' ? one.info : one.source))
    const [first, ...others] = files.flatMap((file) => file.metadata?.production?.timecodeRate ?? [])
    const agreed = first && others.every(({ label }) => label === first.label) ? first : session.frameRate
    const frameRate = timecodeRate ?? agreed
    const startFrame = startForFiles(files, { ...session, frameRate }, timecodeRate) ?? session.startFrame
    if (frameRate.label === session.frameRate.label && startFrame === session.startFrame) return
    dispatch({ type: 'session/setTimebase', frameRate, startFrame }, gesture)
    news.timebase(document.getState().session)
  }

  return {
    /**
     * Adds files as tracks, as they get ready, as one undo step as long as nothing else is done meanwhile. Each that
     * cannot be used is named and the others go on.
     */
    async importFiles(files: readonly PickedFile[]): Promise<void> {
      if (files.length === 0) return
      const gesture = crypto.randomUUID()
      const playhead = context.engine.telemetry.position()
      const news = new ImportNews()
      const ids = queue.add(files.map(({ file }) => file))
      const arrivals = files.flatMap((picked, index): Arrival[] => [{ id: ids[index] ?? '', picked }])
      const probed = await Promise.all(arrivals.map(probe))
      const readable = probed.filter((one) => one !== null)
      prepareSession(readable, gesture, news)

      function addTrack(
        name: string,
        members: readonly Ready[],
        speakers: readonly (Speaker | null)[],
      ): void {
        const [first] = members
        if (!first) return
        const { session, dispatch } = document.getState()
        const { placement, timecodeRate } = workspace.getState()
        const placed = placeFile(first.info, session, placement, playhead, timecodeRate)
        const stems = stemsInName(first.info.fileName)
        news.placed(first.info, placed)
        news.stems(name, stems)
        const taken = new Set(session.tracks.map((track) => track.name))
        const fingerprints = new Set(Object.values(session.media).map(({ fingerprint }) => fingerprint))
        for (const { info } of members) {
          news.file(info)
          if (info.fingerprint !== undefined && fingerprints.has(info.fingerprint)) news.known(info)
        }
        const track = trackFromMedia(
          { track: crypto.randomUUID(), clip: crypto.randomUUID(), media: members.map(({ id }) => id) },
          members.map(({ info }) => info),
          speakers,
          placed.start,
          uniqueName(name, taken),
          stems[0] ?? DEFAULT_STEM,
        )
        dispatch(
          {
            type: 'tracks/add',
            media: Object.fromEntries(members.map(({ id, info }) => [id, info])),
            tracks: [track],
          },
          gesture,
        )
        for (const member of members) keep(member)
        workspace.setState({ opened: true })
      }

      async function addUnit(unit: ImportUnit): Promise<void> {
        const members = await Promise.all(
          unit.members.map(({ index }) => {
            const [arrival, found] = [arrivals[index], probed[index]]
            return arrival && found ? makeReady(arrival, found) : null
          }),
        )
        const ready = members.filter((one) => one !== null)
        const isWhole = ready.length === unit.members.length
        const joins = ready.every(
          ({ info: { pcm } }) => pcm.channels === 1 && pcm.length === ready[0]?.info.pcm.length,
        )
        if (unit.members.length > 1 && isWhole && joins) {
          addTrack(
            unit.name,
            ready,
            unit.members.map(({ speaker }) => speaker ?? null),
          )
          return
        }
        if (unit.members.length > 1 && ready.length > 0) news.brokenSet(unit.name, !isWhole)
        for (const one of ready) addTrack(withoutExtension(one.info.fileName), [one], speakersOf(one.info))
      }

      await Promise.all(importUnits(files.map(({ file }) => file.name)).map(addUnit))
      for (const { severity, text } of news.notices()) notify(severity, text)
    },

    async pickFiles(): Promise<void> {
      await this.importFiles(await pickFiles())
    },
    cancelImport: (id: string): void => queue.cancel(id),
    cancelImports: (): void => queue.cancelAll(),
  }

  /** The file is the session's from here on; its waveform comes when it comes. */
  function keep({ id, picked, info, file, drawn }: Ready): void {
    const { reference } = picked
    const kept = reference ? 'reference' : info.conform ? 'copy' : 'page'
    media.set(id, { kind: 'ready', kept }, file)
    if (reference) {
      void library.remember(id, reference).then((remembered) => {
        if (!remembered.ok) notify('warning', errorText(remembered.error))
      })
    }
    if (drawn) return
    void media.draw(id, id, file, info).then((waveform) => {
      if (!waveform.ok && waveform.error.code !== 'cancelled') notify('error', errorText(waveform.error))
    })
  }
}
