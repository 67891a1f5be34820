import { expect, it } from 'vitest'
import { readSession } from '../../domain/sessionSchema.ts'
import { markerFixture } from '../../testing/markerFixture.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { type SnapshotPart, sessionOfParts, snapshotParts } from './snapshotParts.ts'

it.each([0, 1, 500, 1201])(
  'a session with %i markers is put together from its parts, and not from some',
  (count) => {
    const markers = Array.from({ length: count }, (_, n) => markerFixture(`${n}`, { at: n }))
    const session = sessionFixture([{}, { channels: 1 }], count > 0 ? { markers } : {})
    const parts: readonly SnapshotPart[] = structuredClone([...snapshotParts(session)])
    expect(readSession(sessionOfParts(parts))).toEqual({ ok: true, value: session })
    expect(sessionOfParts(parts.slice(0, -1))).toBeUndefined()
    const most = parts.map((part) => (part.kind === 'markers' ? part.markers.length : 0))
    expect(Math.max(...most)).toBeLessThanOrEqual(500)
  },
)
