import type { StreamId } from '../../domain/checks.ts'
import { composite } from '../../domain/deliverables/composite.ts'
import { me } from '../../domain/deliverables/me.ts'
import { SPOKEN } from '../../domain/stems.ts'
import type { LevelTable } from './levelTable.ts'

/** Stems that the mix has and the M&E has not: what is gone when the M&E is made. */
export const REMOVED: readonly StreamId[] = composite.stems
  .filter((stem) => !me.stems.includes(stem))
  .map((stem): StreamId => `stem:${stem}`)

/** Stems that somebody speaks in. */
export const SPEAKING: readonly StreamId[] = SPOKEN.map((stem): StreamId => `stem:${stem}`)

/** Nobody speaks below it: −75 dBFS. */
const SILENT = 10 ** -7.5
/** Under the loud parts of a stem, as a factor of power: room tone that came with the dialogue is quieter. */
const UNDER_LOUD = 10 ** -3
/** Hops before and after a sound of speech that are of the same word: 100 ms. */
const STOPS = 5

/** By hop, whether anything of the stems that the M&E lacks is there at all. `null`: no such stem is looked at. */
export function removedSounds(table: LevelTable): ((hop: number) => boolean) | null {
  const streams = REMOVED.map((id) => table.indexOf(id)).filter((n) => n >= 0)
  if (streams.length === 0) return null
  return (hop) => streams.some((n) => table.soundPower(n, hop) > SILENT)
}

/** By hop, whether somebody speaks, and not only the room that they spoke in. */
export function dialogueSounds(table: LevelTable): ((hop: number) => boolean) | null {
  const limits = SPEAKING.flatMap((id) => {
    const stream = table.indexOf(id)
    if (stream < 0) return []
    const powers = Float64Array.from({ length: table.hops }, (_, hop) => table.soundPower(stream, hop))
    const loud = powers.filter((power) => power > SILENT).toSorted()
    const limit = Math.max(SILENT, UNDER_LOUD * (loud[Math.floor(loud.length * 0.9)] ?? 0))
    return [{ stream, limit }]
  })
  if (limits.length === 0) return null
  const spoken = new Uint8Array(table.hops)
  for (let hop = 0; hop < table.hops; hop++) {
    if (limits.some(({ stream, limit }) => table.soundPower(stream, hop) > limit))
      spoken.fill(1, Math.max(0, hop - STOPS), hop + STOPS + 1)
  }
  return (hop) => spoken[hop] === 1
}
