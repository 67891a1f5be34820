import type { BounceProgress } from '../../domain/delivery.ts'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import { inThousands, level } from '../../export/reportText.ts'

/** What of a stream is needed to print to it: `process.stderr` is one. */
export type Printed = { readonly isTTY?: boolean; write(text: string): unknown }

/** Takes the cursor to the start of its line and clears that. */
const CLEAR = '\r\u001b[K'

/**
 * How far an export is: `42 %, 97.3× real time, about 0:31 left`, and where `waiting` seconds of sound come after it,
 * `, 4:10 for all`. Figures that are none yet are left out.
 */
export function progressLine({ done, total, speed, secondsLeft }: BounceProgress, waiting = 0): string {
  const percent = total > 0 ? Math.floor((Math.min(done, total) / total) * 100) : 0
  const isKnown = Number.isFinite(speed) && speed > 0 && Number.isFinite(secondsLeft) && secondsLeft >= 0
  if (!isKnown) return `${percent} %`
  if (done >= total) return `${percent} %, finishing`
  const all = waiting > 0 ? `, ${clock(Math.ceil(secondsLeft + waiting / speed))} for all` : ''
  return `${percent} %, ${speed.toFixed(1)}× real time, about ${clock(Math.ceil(secondsLeft))} left${all}`
}

/** `0:31`, `1:02:14`. */
function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** A line for each file that was made, with what it measures. */
const fileLines = ({ deliverables }: BounceReport): readonly string[] =>
  deliverables.flatMap(({ files, samples, integratedLufs, maxTruePeakDbtp }) =>
    files.map(
      ({ file }) =>
        `${file}: ${inThousands(samples)} samples, ${level(integratedLufs, 'LUFS')}, ${level(maxTruePeakDbtp, 'dBTP')}`,
    ),
  )

/** The lines of all files, and what the report warns of. */
export const reportLines = (report: BounceReport): readonly string[] => [
  ...fileLines(report),
  ...report.warnings.map(warningLine),
]

/** Names in it come from files: a line break in one is no new line. */
export const warningLine = (warning: string): string => `Warning: ${warning.replace(/\s+/g, ' ')}`

/**
 * Tells whoever waits how far it is: on a terminal in one line that is written over and over, elsewhere not at all. The
 * lines of the finished files come in both places.
 */
export class ProgressPrinter {
  readonly #to: Printed
  readonly #head: string
  #shown = false

  /** `head`: of every line of progress. */
  constructor(to: Printed, head = '') {
    this.#to = to
    this.#head = head
  }

  /** Another on the same stream, of one export of several. Only one of them is to show something. */
  headed(head: string): ProgressPrinter {
    this.clear()
    return new ProgressPrinter(this.#to, head)
  }

  tell(text: string): void {
    if (!this.#to.isTTY) return
    this.#to.write(`${CLEAR}${this.#head}${text}`)
    this.#shown = true
  }

  /** Takes the line away: before anything else is printed, and at the end. */
  clear(): void {
    if (this.#shown) this.#to.write(CLEAR)
    this.#shown = false
  }

  lines(lines: readonly string[]): void {
    this.clear()
    for (const line of lines) this.#to.write(`${line}\n`)
  }
}
