import { errorText } from '../domain/errors.ts'
import { markersFromStart, markersOfClips, markersOfFile, type PlacedMarkers } from '../domain/fileMarkers.ts'
import type { MarkerCommand } from '../domain/markerCommands.ts'
import { MARKER_LIMIT, type Marker, type MarkerDraft, markersOf } from '../domain/markers.ts'
import { readMarkerTable } from '../domain/markerTable.ts'
import type { FileLike, ImportPort } from '../domain/ports.ts'
import { type MediaId, type Session, sessionLength } from '../domain/session.ts'
import type { Pieces } from '../lib/pieces.ts'
import type { Notice } from '../state/workspaceStore.ts'
import { plural } from '../ui/format.ts'
import { inSlices } from './inSlices.ts'
import { isText, tableText } from './markerFiles.ts'

export type MarkerImportContext = {
  readonly session: () => Session
  /** Aborted when another session takes this one's place. */
  readonly media: { readonly session: AbortSignal }
  readonly importer: Pick<ImportPort, 'probe'>
  notify(severity: Notice['severity'], text: string): void
  edit(command: MarkerCommand): boolean
}

/**
 * Markers out of files: as one step each, and what could not be taken as it was is said. What has been read when another
 * session is open already is dropped.
 */
export function markerImport({ session, media, importer, notify, edit }: MarkerImportContext) {
  /** `said`: what has to be known besides of what was found. */
  async function add(
    source: string,
    drafts: readonly MarkerDraft[],
    said: readonly string[],
    here: AbortSignal,
  ): Promise<void> {
    const fresh = await inSlices(withoutThose(drafts, markersOf(session())))
    if (here.aborted) return
    const markers = await inSlices(withIds(fresh))
    if (here.aborted) return
    const end = sessionLength(session())
    const all = markersOf(session()).length + fresh.length
    if (all > MARKER_LIMIT) {
      notify('error', `Nothing was imported from “${source}”: a session has at most ${MARKER_LIMIT} markers.`)
      return
    }
    if (markers.length > 0 && !edit({ type: 'markers/add', markers })) {
      notify('error', `Nothing was imported from “${source}”: the session could not be changed.`)
      return
    }
    const facts = [
      ...said,
      ...counted(drafts.length - fresh.length, 'was there already', 'were there already'),
      ...counted(
        fresh.filter(({ at }) => at > end).length,
        'lies after the end of the last clip',
        'lie after the end of the last clip',
      ),
    ]
    const what = fresh.length === 1 ? '1 marker' : `${fresh.length || 'No'} markers`
    notify(
      facts.length > 0 ? 'warning' : 'info',
      `${what} imported from “${source}”${facts.length > 0 ? `: ${facts.join('; ')}` : ''}.`,
    )
  }

  function addPlaced(
    source: string,
    { markers, outside, cut }: PlacedMarkers,
    here: AbortSignal,
  ): Promise<void> {
    const said = [
      ...counted(outside, 'is nowhere in the session', 'are nowhere in the session'),
      ...counted(cut, 'region was cut to what is heard of it', 'regions were cut to what is heard of them'),
    ]
    return add(source, markers, said, here)
  }

  async function importTable(file: FileLike, here: AbortSignal): Promise<void> {
    const text = await tableText(file)
    if (here.aborted) return
    const table = text.ok ? await inSlices(readMarkerTable(file.name, text.value, session())) : text
    if (here.aborted) return
    if (!table.ok) {
      notify('error', errorText(table.error))
      return
    }
    const { markers, unread } = table.value
    const said =
      unread.length > 0 ? [`not read: ${plural(unread.length, 'column')} (${unread.join(', ')})`] : []
    await add(file.name, markers, said, here)
  }

  async function importSound(file: FileLike, here: AbortSignal): Promise<void> {
    const { sampleRate } = session()
    const probed = await importer.probe(file, sampleRate)
    if (here.aborted) return
    if (!probed.ok) {
      notify('error', errorText(probed.error))
      return
    }
    const info = probed.value.kind === 'inPlace' ? probed.value.info : probed.value.source
    if (!info.metadata?.markers) notify('warning', `“${file.name}” carries no markers.`)
    else await addPlaced(file.name, markersOfFile(info, sampleRate, markersOf(session())), here)
  }

  return {
    async importMarkers(files: readonly FileLike[]): Promise<void> {
      const here = media.session
      for (const file of files) {
        const text = await isText(file)
        if (here.aborted) return
        if (!text.ok) notify('error', errorText(text.error))
        else await (text.value ? importTable(file, here) : importSound(file, here))
      }
    },
    async importFileMarkers(file: MediaId, where: 'clips' | 'start'): Promise<void> {
      const place = where === 'clips' ? markersOfClips : markersFromStart
      const placed = place(session(), file, markersOf(session()))
      await addPlaced(session().media[file]?.fileName ?? file, placed, media.session)
    },
  }
}

/** Markers that are alike in it are the same one, imported twice. */
const sameness = ({ at, length, name, note }: MarkerDraft): string =>
  JSON.stringify([at, length ?? null, name, note ?? null])

function* withoutThose(drafts: readonly MarkerDraft[], known: readonly MarkerDraft[]): Pieces<MarkerDraft[]> {
  const there = new Set<string>()
  for (const marker of known) {
    there.add(sameness(marker))
    yield
  }
  const fresh: MarkerDraft[] = []
  for (const draft of drafts) {
    if (!there.has(sameness(draft))) fresh.push(draft)
    yield
  }
  return fresh
}

function* withIds(drafts: readonly MarkerDraft[]): Pieces<Marker[]> {
  const markers: Marker[] = []
  for (const draft of drafts) {
    markers.push({ id: crypto.randomUUID(), ...draft })
    yield
  }
  return markers
}

const counted = (count: number, one: string, many: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
