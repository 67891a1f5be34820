import type { LoudnessSeries } from '../../domain/certificate.ts'

/** Places of the map: samples of the session across, LUFS up. */
export type MapScale = {
  readonly from: number
  readonly to: number
  readonly top: number
  readonly bottom: number
}

/** LUFS between two lines of the map, and of all of it. */
export const MAP_STEP = 6
const MAP_HEIGHT = 36
/** The three seconds that a value is of end so long after its number. */
const WINDOW_SECONDS = 3

/** As high as the loudest value and what it is held to need, in whole steps. */
export function mapScale(
  stretch: { readonly from: number; readonly to: number },
  series: readonly LoudnessSeries[],
  target: number | null,
): MapScale {
  const values = series.flatMap(({ lufs }) => lufs.filter((value) => value !== null))
  const loudest = values.reduce((most, value) => Math.max(most, value), target ?? -23)
  const top = Math.min(0, Math.ceil((loudest + 1) / MAP_STEP) * MAP_STEP)
  return { ...stretch, top, bottom: top - MAP_HEIGHT }
}

/** 0 … 100 across and down. What is beside the map is at its edge. */
export const mapX = ({ from, to }: MapScale, sample: number): number =>
  Math.max(0, Math.min(100, (100 * (sample - from)) / Math.max(1, to - from)))
export const mapY = ({ top, bottom }: MapScale, lufs: number): number =>
  Math.max(0, Math.min(100, (100 * (top - lufs)) / (top - bottom)))

/** The curve of a series as an SVG path, broken where there is silence; empty for none. */
export function mapPath(scale: MapScale, { from, lufs }: LoudnessSeries, sampleRate: number): string {
  let drawing = false
  let path = ''
  for (const [n, value] of lufs.entries()) {
    if (value === null) {
      drawing = false
      continue
    }
    const x = mapX(scale, from + (n + WINDOW_SECONDS) * sampleRate)
    path += `${drawing ? 'L' : 'M'}${x.toFixed(3)} ${mapY(scale, value).toFixed(2)}`
    drawing = true
  }
  return path
}

/** Stretches as bars of one SVG path, from the top of their box to its bottom. */
export const mapBars = (
  scale: MapScale,
  stretches: readonly { readonly from: number; readonly to: number }[],
): string =>
  stretches
    .map(({ from, to }) => {
      const x = mapX(scale, from)
      return `M${x.toFixed(3)} 0H${Math.max(x + 0.05, mapX(scale, to)).toFixed(3)}V100H${x.toFixed(3)}Z`
    })
    .join('')
