import type { Ballistics } from './ballistics.ts'
import { CEILING_DB, levelHeight, WARN_DB } from './meterScale.ts'
import { type MeterPalette, type MeterSurface, UNLIT } from './meterSurface.ts'

const WARN_AT = levelHeight(WARN_DB)
const CEILING_AT = levelHeight(CEILING_DB)

function zones(
  { context, height }: MeterSurface,
  palette: MeterPalette,
  x: number,
  width: number,
  top: number,
): void {
  const bar = (from: number, to: number, colour: string): void => {
    if (top <= from) return
    const upper = Math.min(to, top)
    context.fillStyle = colour
    context.fillRect(x, Math.round((1 - upper) * height), width, Math.round((upper - from) * height) + 1)
  }
  bar(0, WARN_AT, palette.ok)
  bar(WARN_AT, CEILING_AT, palette.warn)
  bar(CEILING_AT, 1, palette.over)
}

/** Paints the bars of a peak meter, one per channel. */
export function drawLevels(surface: MeterSurface, state: Ballistics, palette: MeterPalette): void {
  const { context, width, height, ratio } = surface
  const channels = state.level.length
  const gap = Math.round(ratio * (width / ratio > 40 ? 2 : 1))
  const bar = Math.max(1, Math.floor((width - gap * (channels - 1)) / channels))
  const line = Math.max(1, Math.round(ratio))
  context.fillStyle = palette.well
  context.fillRect(0, 0, width, height)
  for (let channel = 0; channel < channels; channel++) {
    const x = channel * (bar + gap)
    context.globalAlpha = UNLIT
    zones(surface, palette, x, bar, 1)
    context.globalAlpha = 1
    zones(surface, palette, x, bar, levelHeight(state.level[channel] ?? Number.NEGATIVE_INFINITY))
    const held = state.hold[channel] ?? Number.NEGATIVE_INFINITY
    const at = levelHeight(held)
    if (at > 0) {
      context.fillStyle = held >= CEILING_DB ? palette.over : held >= WARN_DB ? palette.warn : palette.hold
      context.fillRect(x, Math.min(height - line, Math.round((1 - at) * height)), bar, line)
    }
  }
  if (state.over) {
    context.fillStyle = palette.over
    context.fillRect(0, 0, width, 4 * line)
  }
}
