import { scoreFaults } from './faultScore.ts'

/** Seeds of the films that checks are judged by. They were tuned on others (`TUNING_SEED`). */
export const TEST_SEED = 770_001
export const TUNING_SEED = 1

/** 60 … 120 s. */
export const filmSeconds = (number: number): number => 60 + ((number * 23) % 61)

/** What the checks find in 40 films with planted faults, as text. */
export function faultTable(module: WebAssembly.Module, seed: number, films: number): string {
  const numbers = Array.from({ length: films }, (_, n) => n)
  const score = scoreFaults(module, seed, numbers, filmSeconds)
  const alarms = score.falseAlarms.map((each) => each.length)
  const lines = [...score.kinds]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, { planted, found }]) => `${kind.padEnd(18)} ${found} of ${planted}`)
  const share = ((100 * score.found) / score.planted).toFixed(1)
  const most = Math.max(0, ...alarms)
  const mean = alarms.reduce((sum, count) => sum + count, 0) / films
  return [
    ...lines,
    `found ${score.found} of ${score.planted}, ${share} %`,
    `false alarms a film: ${mean.toFixed(2)}, at most ${most}`,
    ...score.missed.map(({ film, fault }) => `missed in film ${film}: ${fault.kind} at ${at(fault.from)} s`),
    ...score.falseAlarms.flatMap((found, film) =>
      found.map(({ check, from, text }) => `false in film ${film}: ${check} at ${at(from)} s: ${text}`),
    ),
    `${Math.round(score.seconds)} s of film in ${(score.milliseconds / 1000).toFixed(1)} s`,
  ].join('\n')
}

const at = (sample: number): string => (sample / 48_000).toFixed(2)
