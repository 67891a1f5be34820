import type { Clip } from '../../domain/session.ts'
import { perObject } from '../../lib/perObject.ts'
import { CLIP_COLORS } from './clipColors.ts'
import type { WaveColor } from './wavePixels.ts'

/** How a clip is drawn: fills and lines as a canvas takes them. */
export type ClipLook = {
  readonly body: string | CanvasPattern
  readonly edge: string
  /** CSS pixels. */
  readonly edgeWidth: number
  /** Inside the edge, for what has another colour at its edge already. */
  readonly inner?: string
  readonly name: string
}

export type ClipStanding = {
  /** The clip, or all of its track. */
  readonly muted: boolean
  readonly selected: boolean
  readonly hovered: boolean
  readonly absence: 'missing' | 'needs permission' | undefined
}

export type LaneColors = {
  /** Of waveforms. */
  readonly wave: string
  readonly waveBytes: WaveColor
  readonly focusRing: string
  readonly chip: { readonly body: string; readonly text: string }
  readonly heldChip: { readonly body: string; readonly text: string }
  look(clip: Clip, standing: ClipStanding): ClipLook
  /** Of the corners by which fades are taken hold of. */
  corner(clip: Clip): string
}

const TOKENS = ['surface-app', 'surface-panel', 'surface-raised', 'line', 'line-strong', 'accent'] as const
const OTHERS = ['state-bad', 'text-2', 'text-3', 'text-on-accent', 'focus-ring'] as const
type Token = (typeof TOKENS)[number] | (typeof OTHERS)[number]

const mix = (color: string, percent: number, over: string): string =>
  `color-mix(in srgb, ${color} ${percent}%, ${over})`

/** Stripes of two colours, so many device pixels each way. */
function stripes(
  context: CanvasRenderingContext2D,
  colors: readonly [string, string],
): CanvasPattern | string {
  const size = 8 * Math.max(1, Math.round(window.devicePixelRatio))
  const tile = new OffscreenCanvas(size, size)
  const within = tile.getContext('2d')
  if (!within) return colors[0]
  within.fillStyle = colors[1]
  within.fillRect(0, 0, size, size)
  within.fillStyle = colors[0]
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if ((x + y) % size < size / 2) within.fillRect(x, y, 1, 1)
  }
  return context.createPattern(tile, 'repeat') ?? colors[0]
}

/** A number for each colour and standing: asked for with every clip of every picture. */
function placeOf({ color }: Clip, { muted, selected, hovered, absence }: ClipStanding): number {
  const absent = absence === undefined ? 0 : absence === 'missing' ? 1 : 2
  const flags = (muted ? 1 : 0) + (selected ? 2 : 0) + (hovered ? 4 : 0)
  return ((color ?? -1) + 1) * 24 + flags * 3 + absent
}

/**
 * The font of names, as a canvas takes it that has so many pixels in a CSS pixel. To ask for it makes the browser see to all
 * styles: once, and not with every picture.
 */
export const laneFont = perObject((canvas: HTMLCanvasElement): ((scale: number) => string) => {
  let known: { readonly scale: number; readonly font: string } | undefined
  return (scale) => {
    if (known?.scale === scale) return known.font
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(canvas)
    known = { scale, font: `${fontWeight} ${Number.parseFloat(fontSize) * scale}px ${fontFamily}` }
    return known.font
  }
})

/** Drawn, and read back. */
function bytesOf(context: CanvasRenderingContext2D, color: string): WaveColor {
  context.clearRect(0, 0, 1, 1)
  context.fillStyle = color
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, opacity = 0] = context.getImageData(0, 0, 1, 1).data
  return [red, green, blue, opacity]
}

/**
 * The colours of a lane, from the tokens that hold where its canvas is. Asking for them makes the browser see to all
 * styles: once, and not with every picture.
 */
export function laneColors(
  context: CanvasRenderingContext2D,
  lane: { readonly muted: boolean; readonly selected: boolean; readonly hatched: boolean },
): LaneColors {
  const style = getComputedStyle(context.canvas)
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  const token = Object.fromEntries([...TOKENS, ...OTHERS].map((name) => [name, read(name)])) as Record<
    Token,
    string
  >
  const own = read('c')
  const app = token['surface-app']
  // As a canvas says it back: a plain colour, which it need not mix at each use.
  const plain = (color: string): string => {
    context.fillStyle = color
    return context.fillStyle
  }
  const known: (ClipLook | undefined)[] = []

  function lookOf(color: string, standing: ClipStanding): ClipLook {
    const { muted, selected, hovered, absence } = standing
    const accent = plain(token.accent)
    if (absence === 'missing') {
      return {
        body: plain(mix(token['state-bad'], 8, app)),
        edge: plain(token['state-bad']),
        edgeWidth: 1.5,
        ...(selected && { inner: accent }),
        name: plain(token['state-bad']),
      }
    }
    if (absence === 'needs permission') {
      return {
        body: stripes(context, [token['surface-raised'], app]),
        edge: plain(token['line-strong']),
        edgeWidth: 1,
        ...(selected && { inner: accent }),
        name: plain(token['text-2']),
      }
    }
    const body = muted ? token['surface-panel'] : mix(color, selected ? 24 : hovered ? 18 : 13, app)
    const hatches = [mix(color, 16, app), mix(color, 9, app)] as const
    return {
      body: lane.hatched && !muted ? stripes(context, hatches) : plain(body),
      edge: selected ? accent : plain(muted ? token.line : `color-mix(in srgb, ${color} 30%, transparent)`),
      edgeWidth: selected ? 1.5 : 1,
      name: plain(muted ? token['text-3'] : mix(color, 55, '#fff')),
    }
  }

  const wave = lane.muted ? mix(token['text-3'], 45, app) : lane.selected ? own : mix(own, 78, app)
  const colorOf = ({ color }: Clip): string =>
    color === undefined ? own : (CLIP_COLORS[color]?.color ?? own)
  return {
    wave: plain(wave),
    waveBytes: bytesOf(context, wave),
    focusRing: plain(token['focus-ring']),
    chip: { body: plain(token['surface-raised']), text: plain(token['text-2']) },
    heldChip: { body: plain(token.accent), text: plain(token['text-on-accent']) },
    look(clip, standing) {
      const at = placeOf(clip, standing)
      const look = known[at] ?? lookOf(colorOf(clip), standing)
      known[at] = look
      return look
    },
    corner: (clip) => plain(mix(colorOf(clip), 70, '#fff')),
  }
}
