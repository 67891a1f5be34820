import type { OverlapPolicy } from '../domain/clipCommands.ts'
import type { Clip, Session } from '../domain/session.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import { decibels, type FaderLevel, type SamplePosition, type Samples } from '../domain/units.ts'

/** Choices out of numbers. */
export class Draw {
  readonly #numbers: readonly number[]
  #next = 0

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  /** 0 … `end` − 1. */
  below(end: number): number {
    const number = this.#numbers[this.#next++ % this.#numbers.length] ?? 0
    return end <= 0 ? 0 : (number + this.#next * 7919) % end
  }

  between(min: number, max: number): number {
    return min + this.below(max - min + 1)
  }

  of<T>(values: readonly T[], none: T): T {
    return values[this.below(values.length)] ?? none
  }

  yes(oneIn = 2): boolean {
    return this.below(oneIn) === 0
  }
}

/** What a random command is made for. */
export type Context = {
  readonly draw: Draw
  readonly session: Session
  readonly base: Session
  readonly unique: string
  readonly clips: readonly Clip[]
}

export const at = (n: number): SamplePosition => n as SamplePosition
export const count = (n: number): Samples => n as Samples

export const trackId = ({ draw, session }: Context): string =>
  draw.yes(40)
    ? 'gone'
    : draw.of(
        session.tracks.map(({ id }) => id),
        'gone',
      )
export const stemId = ({ draw }: Context): StemId =>
  draw.of(
    STEMS.map(({ id }) => id),
    'music',
  )
export const clipId = ({ draw, clips }: Context): string =>
  draw.yes(40)
    ? 'gone'
    : draw.of(
        clips.map(({ id }) => id),
        'gone',
      )
export const clipIds = (context: Context): string[] => {
  const ids = Array.from({ length: context.draw.between(1, 3) }, () => clipId(context))
  return [...new Set(ids)]
}
export const clipOf = ({ draw, clips }: Context): Clip | undefined => clips[draw.below(clips.length)]
export const overlap = ({ draw }: Context): OverlapPolicy => (draw.yes() ? 'trim' : 'crossfade')
export const level = ({ draw }: Context): FaderLevel =>
  draw.yes(8) ? null : decibels(draw.between(-1100, 300) / 10)
export const newIds = (context: Context, ids: readonly string[]) =>
  Object.fromEntries(ids.map((id, n) => [id, `${n}-${context.unique}`]))

/** Small steps and large, of which some are too large. */
export const step = ({ draw }: Context): number => {
  const reach = draw.of([3, 60, 900], 60)
  return draw.between(-reach, reach)
}
