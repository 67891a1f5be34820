import type { StemId } from '../../domain/stems.ts'
import { ambience, lay } from './ambience.ts'
import { hardEffect } from './hardEffects.ts'
import { music } from './music.ts'
import { RATE, Seeded, seconds } from './seeded.ts'
import { speech } from './speech.ts'

export const FILM_STEMS = ['dialogue', 'effects', 'fill', 'music'] as const satisfies readonly StemId[]
export type FilmStem = (typeof FILM_STEMS)[number]
export type Stereo = readonly [Float32Array, Float32Array]

/** A made-up film: its stems at 48 kHz, and where somebody speaks. */
export type Film = {
  readonly length: number
  readonly stems: Readonly<Record<FilmStem, Stereo>>
  readonly lines: readonly { readonly from: number; readonly to: number }[]
}

/**
 * A film of so many seconds, without a fault: scenes with an ambience each, which either runs through or stops where
 * somebody speaks and is replaced by fill; lines of speech; steps, doors, shots; and music for a part of it.
 */
export function film(seed: number, length: number): Film {
  const random = new Seeded(seed)
  const total = seconds(length)
  const stereo = (): Stereo => [new Float32Array(total), new Float32Array(total)]
  const stems = { dialogue: stereo(), effects: stereo(), fill: stereo(), music: stereo() }
  const lines: { from: number; to: number }[] = []
  for (let at = 0; at < total; ) {
    const scene = Math.min(total - at, seconds(random.between(14, 30)))
    const own = dialogueOf(random, stems.dialogue, at, scene)
    ambienceOf(random, stems, at, scene, own)
    effectsOf(random, stems.effects, at, scene)
    lines.push(...own)
    at += scene
  }
  for (let at = seconds(random.between(2, 12)); at < total - seconds(8); ) {
    const cue = Math.min(total - at, seconds(random.between(8, 22)))
    lay(stems.music, music(random, cue), at, 0, cue)
    at += cue + seconds(random.between(10, 25))
  }
  return { length: total, stems, lines }
}

type Line = { readonly from: number; readonly to: number }

function dialogueOf(random: Seeded, into: Stereo, at: number, scene: number): readonly Line[] {
  const lines: Line[] = []
  if (random.yes(0.1)) return lines
  for (let from = at + seconds(random.between(0.5, 3)); ; ) {
    const length = seconds(random.between(0.8, 4.5))
    if (from + length > at + scene - seconds(0.3)) return lines
    const line = speech(random, length)
    for (const channel of into) channel.set(line, from)
    lines.push({ from, to: from + length })
    from += length + seconds(random.yes(0.5) ? random.between(0.1, 0.5) : random.between(0.6, 3))
  }
}

function ambienceOf(
  random: Seeded,
  stems: Film['stems'],
  at: number,
  scene: number,
  lines: readonly Line[],
): void {
  const tone = ambience(random, scene + RATE)
  if (random.yes(0.6)) {
    lay(stems.effects, tone, at, 0, scene + seconds(0.3), [1, 1], seconds(0.3))
    return
  }
  // Sound of the set: gone where the dialogue is, and replaced there.
  const overlap = seconds(0.06)
  let from = at
  for (const line of [...lines, { from: at + scene, to: at + scene }]) {
    lay(stems.effects, tone, from, from - at, line.from + overlap - from)
    if (line.to > line.from)
      lay(stems.fill, tone, line.from - overlap, line.from - overlap - at, line.to - line.from + 2 * overlap)
    from = line.to - overlap
  }
}

function effectsOf(random: Seeded, into: Stereo, at: number, scene: number): void {
  for (let from = at + seconds(random.between(0, 2)); from < at + scene; ) {
    const effect = hardEffect(random)
    const pan = random.between(-0.6, 0.6)
    lay(into, [effect, effect], from, 0, effect.length, [1 - pan, 1 + pan], 1)
    from += seconds(random.between(0.35, 4))
  }
}
