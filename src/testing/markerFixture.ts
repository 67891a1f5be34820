import type { Marker, MarkerDraft } from '../domain/markers.ts'
import { samplePosition, samples } from '../domain/units.ts'

type Place = { readonly at?: number; readonly length?: number }
type Rest = Partial<Omit<Marker, 'at' | 'length'>>

/** A marker at 0, or a region, told by what is special about it. */
export function draftFixture({ at = 0, length, ...rest }: Place & Omit<Rest, 'id'> = {}): MarkerDraft {
  return {
    at: samplePosition(at),
    ...(length !== undefined && { length: samples(length) }),
    name: 'Sc 24',
    ...rest,
  }
}

export const markerFixture = (id: string, change: Place & Rest = {}): Marker => ({
  id,
  ...draftFixture(change),
})
