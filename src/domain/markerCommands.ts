import { present } from '../lib/present.ts'
import { unreachable } from '../lib/result.ts'
import {
  inOrder,
  isRegion,
  MARKER_LIMIT,
  type Marker,
  type MarkerId,
  markerFaults,
  markersOf,
} from './markers.ts'
import type { Session } from './session.ts'
import type { SamplePosition, Samples } from './units.ts'

/**
 * Every change to markers and regions. As commands on clips, one does all of what it says or nothing: it changes nothing
 * when it names a marker that is gone, or when one would be invalid by it (`markerFaults`).
 */
export type MarkerCommand =
  /** With new ids. */
  | { readonly type: 'markers/add'; readonly markers: readonly Marker[] }
  /** The same change to each; `null` takes the colour or the note away. */
  | { readonly type: 'markers/change'; readonly markers: readonly MarkerId[]; readonly change: MarkerChange }
  /** So many samples later, or earlier where negative. */
  | { readonly type: 'markers/move'; readonly markers: readonly MarkerId[]; readonly by: number }
  /** Elsewhere, or of another length; `null`: a marker that is no region. */
  | {
      readonly type: 'marker/setRange'
      readonly marker: MarkerId
      readonly at: SamplePosition
      readonly length: Samples | null
    }
  | { readonly type: 'markers/remove'; readonly markers: readonly MarkerId[] }

export type MarkerChange = {
  readonly name?: string
  readonly color?: number | null
  readonly note?: string | null
}

const MARKER_COMMANDS: ReadonlySet<string> = new Set<MarkerCommand['type']>([
  'markers/add',
  'markers/change',
  'markers/move',
  'marker/setRange',
  'markers/remove',
])

export const isMarkerCommand = (command: { readonly type: string }): command is MarkerCommand =>
  MARKER_COMMANDS.has(command.type)

/** The session after a command; the very same one when it changes nothing. */
export function applyMarkerCommand(session: Session, command: MarkerCommand): Session {
  const markers = markersOf(session)
  switch (command.type) {
    case 'markers/add': {
      const ids = new Set([...markers, ...command.markers].map(({ id }) => id))
      const all = markers.length + command.markers.length
      if (ids.size !== all || all > MARKER_LIMIT) return session
      return withMarkers(session, [...markers, ...command.markers])
    }
    case 'markers/change':
      return changeMarkers(session, command.markers, (marker) => changed(marker, command.change))
    case 'markers/move': {
      const { by } = command
      return changeMarkers(session, command.markers, (marker) =>
        withFields(marker, { at: (marker.at + by) as SamplePosition }),
      )
    }
    case 'marker/setRange':
      return changeMarkers(session, [command.marker], (marker) =>
        withFields(marker, { at: command.at, length: command.length ?? undefined }),
      )
    case 'markers/remove': {
      const gone = new Set(command.markers)
      const left = markers.filter(({ id }) => !gone.has(id))
      return left.length === markers.length - gone.size ? withMarkers(session, left) : session
    }
    default:
      return unreachable(command)
  }
}

/** The session with other markers, put in order: the same one when one of those that are new to it is invalid. */
function withMarkers(session: Session, markers: readonly Marker[]): Session {
  const before = markersOf(session)
  if (markers.length === before.length && markers.every((marker, n) => marker === before[n])) return session
  const known = new Set(before)
  if (markers.some((marker) => !known.has(marker) && markerFaults(marker).length > 0)) return session
  const { markers: _, ...rest } = session
  return markers.length === 0 ? rest : { ...rest, markers: markers.toSorted(inOrder) }
}

function changeMarkers(
  session: Session,
  ids: readonly MarkerId[],
  change: (marker: Marker) => Marker,
): Session {
  const wanted = new Set(ids)
  const markers = markersOf(session)
  if (markers.filter(({ id }) => wanted.has(id)).length !== wanted.size) return session
  return withMarkers(
    session,
    markers.map((marker) => (wanted.has(marker.id) ? change(marker) : marker)),
  )
}

const changed = (marker: Marker, { name, color, note }: MarkerChange): Marker =>
  withFields(marker, {
    ...(name !== undefined && { name: name.trim() }),
    ...(color !== undefined && { color: color ?? undefined }),
    ...(note !== undefined && { note: note?.trim() || undefined }),
  })

type Fields = { readonly [Key in keyof Marker]?: Marker[Key] | undefined }

/** The marker with other fields, always in one order; the same marker when it says so already. */
function withFields(marker: Marker, fields: Fields): Marker {
  const same = Object.entries(fields).every(([key, value]) => marker[key as keyof Marker] === value)
  if (same) return marker
  const { id, at, length, name, color, note } = { ...marker, ...fields }
  return present<Marker>({ id, at, length, name, color, note })
}

/** What the undo menu calls the step. */
export function markerCommandLabel(command: MarkerCommand, session: Session): string {
  const of = (ids: readonly MarkerId[]): string => {
    const wanted = new Set(ids)
    return markersText(markersOf(session).filter(({ id }) => wanted.has(id)))
  }
  switch (command.type) {
    case 'markers/add':
      return `Add ${markersText(command.markers)}`
    case 'markers/change': {
      const { name, color } = command.change
      const what = name !== undefined ? 'Rename' : color !== undefined ? 'Colour of' : 'Note of'
      return `${what} ${of(command.markers)}`
    }
    case 'markers/move':
      return `Move ${of(command.markers)}`
    case 'marker/setRange':
      return `Place ${of([command.marker])}`
    case 'markers/remove':
      return `Delete ${of(command.markers)}`
    default:
      return unreachable(command)
  }
}

function markersText(markers: readonly Marker[]): string {
  const [only] = markers
  if (markers.length === 1 && only) return only.name
  return `${markers.length} ${markers.length > 0 && markers.every(isRegion) ? 'regions' : 'markers'}`
}
