import type { LoudnessSeries } from '../domain/certificate.ts'
import { type Timebase, timecodeAtSample } from '../domain/timebase.ts'
import { inThousands, level, text } from './reportText.ts'

/** What the graph shows, in LUFS: what is quieter runs along its lower edge, and the scale says so. */
const TOP = 0
const BOTTOM = -60
const STEP = 12

/** The drawing, in its own units; printed as wide as the page. */
const WIDTH = 720
const HEIGHT = 158
/** Room for the uppermost figure of the scale. */
const ABOVE = 8
const LEFT = 44
const PLOT_HEIGHT = 124
const COLUMNS = WIDTH - LEFT
/** The series' first value is of the three seconds before it. */
const FIRST_SECONDS = 3
/** Timecodes along the time axis. */
const TICKS = 4

const y = (lufs: number): number =>
  ABOVE + ((TOP - Math.max(BOTTOM, Math.min(TOP, lufs))) / (TOP - BOTTOM)) * PLOT_HEIGHT

/** Short-term loudness over time as a drawing, with the integrated loudness as a line; words where there is no series. */
export function loudnessGraph(
  name: string,
  { from, lufs }: LoudnessSeries,
  integratedLufs: number | null,
  timebase: Timebase,
): string {
  if (lufs.length === 0) return `<p>${text(name)}: shorter than the three seconds of a value.</p>`
  const scale = Array.from({ length: (TOP - BOTTOM) / STEP + 1 }, (_, n) => TOP - n * STEP)
  const lines = scale.map(
    (value) =>
      `<path class="grid" d="M${LEFT} ${y(value)}H${WIDTH}"/><text x="${LEFT - 4}" y="${round(y(value) + 3)}" text-anchor="end">${value === BOTTOM ? '≤ ' : ''}${inThousands(value)}</text>`,
  )
  const ticks = Array.from({ length: TICKS + 1 }, (_, n) => {
    const sample = from + Math.round((FIRST_SECONDS + (n / TICKS) * (lufs.length - 1)) * timebase.sampleRate)
    const anchor = n === 0 ? 'start' : n === TICKS ? 'end' : 'middle'
    return `<text x="${LEFT + (n / TICKS) * COLUMNS}" y="${HEIGHT - 6}" text-anchor="${anchor}">${text(timecodeAtSample(timebase, sample))}</text>`
  })
  const line =
    integratedLufs === null
      ? ''
      : `<path class="integrated" d="M${LEFT} ${round(y(integratedLufs))}H${WIDTH}"/>`
  return `<figure><figcaption>${text(name)}, integrated ${level(integratedLufs, 'LUFS')}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"><title>Short-term loudness of ${text(name)} over time</title>${lines.join('')}${line}<path class="series" d="${seriesPath(lufs)}"/>${ticks.join('')}</svg></figure>`
}

/** One point a value, or, where there are more values than columns, the quietest and the loudest of each column. */
function seriesPath(lufs: readonly (number | null)[]): string {
  const columns = Math.min(COLUMNS, lufs.length)
  let path = ''
  let drawing = false
  for (let column = 0; column < columns; column++) {
    const values = lufs
      .slice(Math.floor((column * lufs.length) / columns), Math.floor(((column + 1) * lufs.length) / columns))
      .filter((value) => value !== null)
    const x = round(LEFT + (columns === 1 ? 0 : column / (columns - 1)) * COLUMNS)
    if (values.length > 0) {
      const [high, low] = [round(y(Math.max(...values))), round(y(Math.min(...values)))]
      path += `${drawing ? 'L' : 'M'}${x} ${high}${high === low ? '' : `V${low}`}`
    }
    // Silence has no loudness: the line ends before it.
    drawing = values.length > 0
  }
  // A value between silences is a line of no length, which round caps show.
  return path.replace(/M([\d.]+) ([\d.]+)(?=M|$)/g, 'M$1 $2h0')
}

const round = (value: number): number => Math.round(value * 10) / 10
