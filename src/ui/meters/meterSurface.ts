/** A canvas that keeps its pixels equal to the screen's, and the tokens that meters are painted with. */
export type MeterSurface = {
  readonly context: CanvasRenderingContext2D
  /** Device pixels. */
  width: number
  height: number
  readonly ratio: number
  /** Set when the size has changed and the canvas is blank. */
  blank: boolean
  readonly release: () => void
}

export type MeterPalette = Readonly<Record<'ok' | 'warn' | 'over' | 'hold' | 'well' | 'low' | 'main', string>>

/** Opacity of the part of a bar above the level. */
export const UNLIT = 0.13

let palette: MeterPalette | undefined

/** Read from the tokens once: canvases cannot use them. */
export function meterPalette(): MeterPalette {
  if (palette) return palette
  const tokens = getComputedStyle(document.documentElement)
  const token = (name: string): string => tokens.getPropertyValue(name).trim()
  palette = {
    ok: token('--meter-ok'),
    warn: token('--meter-warn'),
    over: token('--meter-over'),
    hold: token('--meter-hold'),
    well: token('--surface-well'),
    low: token('--text-3'),
    main: token('--text'),
  }
  return palette
}

export function openSurface(canvas: HTMLCanvasElement): MeterSurface {
  // Kept by the processor: each canvas else becomes a layer of its own, and what lies over it too.
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no 2d context')
  const ratio = window.devicePixelRatio || 1
  const surface = { context, width: 0, height: 0, ratio, blank: true, release: () => observer.disconnect() }
  const observer = new ResizeObserver(([entry]) => {
    const [box] = entry?.contentBoxSize ?? []
    if (!box) return
    // By what is told: to ask the canvas, between one that has been set and the next, is a layout of the page for each of them.
    surface.width = canvas.width = Math.max(1, Math.round(box.inlineSize * ratio))
    surface.height = canvas.height = Math.max(1, Math.round(box.blockSize * ratio))
    surface.blank = true
  })
  observer.observe(canvas)
  return surface
}
