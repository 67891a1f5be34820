import { type Marker, markersOf } from '../domain/markers.ts'
import { at, type Context, count } from './randomDraw.ts'

export const markerIds = ({ draw, session }: Context): string[] => {
  const ids = markersOf(session).map(({ id }) => id)
  const one = (): string => (draw.yes(30) ? 'gone' : draw.of(ids, 'gone'))
  return [...new Set(Array.from({ length: draw.between(1, 3) }, one))]
}

/** Most are what a person could set; one in twenty or so begins before the session, or is of no length. */
export const newMarker = ({ draw, unique }: Context, n: number): Marker => ({
  id: `marker ${n} ${unique}`,
  at: at(draw.below(3000) - (draw.yes(40) ? 3000 : 0)),
  ...(draw.yes() && { length: count(draw.between(draw.yes(20) ? 0 : 1, 900)) }),
  name: draw.of(['Sc 24', '=1+1', '“Door”', '<b>', draw.yes(10) ? ' ' : 'Sea'], 'Sc 25'),
  ...(draw.yes(3) && { color: draw.below(7) }),
  ...(draw.yes(4) && { note: 'two\nlines' }),
})
