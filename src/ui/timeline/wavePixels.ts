/** Where a waveform goes on its canvas, in device pixels. */
export type WaveBox = { readonly x: number; readonly middle: number; readonly halfHeight: number }

/** Columns of a canvas from `left` on, and how many rows of it waveforms have: device pixels. */
export type WaveArea = { readonly left: number; readonly columns: number; readonly rows: number }

/** The colour of waveforms: red, green, blue and opacity, 0…255. */
export type WaveColor = readonly [red: number, green: number, blue: number, opacity: number]

/**
 * Draws min and max of columns, interleaved, from -127 to 127: one pixel wide and never less high than one, so that silence
 * is seen to be there. `gains` makes each column higher or lower; what would go beyond full scale ends there.
 */
type DrawColumns = (columns: Int8Array, box: WaveBox, gains: number | Float64Array, opacity: number) => void

export type WavePen = {
  readonly draw: DrawColumns
  /** Puts what was drawn over what is there. */
  finish(): void
}

/** Columns beyond which pixels are faster than a rectangle each: for as many, to write to a canvas costs more. */
const FEW = 100

/** The colour that is set is `color` too. */
export function wavePen(context: CanvasRenderingContext2D, area: WaveArea, color: WaveColor): WavePen {
  return area.columns <= FEW ? rectangles(context) : pixels(context, area, color)
}

/** Where each column that is known begins and ends. */
export function forEachColumn(
  columns: Int8Array,
  { x: left, middle, halfHeight }: WaveBox,
  gains: number | Float64Array,
  draw: (x: number, top: number, bottom: number) => void,
): void {
  const end = (value: number, gain: number): number =>
    Math.round(middle - Math.max(-1, Math.min(1, (value / 127) * gain)) * halfHeight)
  for (let i = 0; i < columns.length; i += 2) {
    const min = columns[i] ?? 0
    const max = columns[i + 1] ?? 0
    if (min > max) continue
    const gain = typeof gains === 'number' ? gains : (gains[i / 2] ?? 1)
    const top = end(max, gain)
    draw(left + i / 2, top, Math.max(top + 1, end(min, gain)))
  }
}

function rectangles(context: CanvasRenderingContext2D): WavePen {
  return {
    draw(columns, box, gains, opacity) {
      context.globalAlpha = opacity
      forEachColumn(columns, box, gains, (x, top, bottom) => context.fillRect(x, top, 1, bottom - top))
      context.globalAlpha = 1
    },
    finish: () => undefined,
  }
}

/**
 * For each lane a canvas of the size of its waveforms, which are written to it, and it drawn into the lane. One for all would
 * be copied as a whole, as large as the highest lane, each time that it is written to before the last lane is on the screen.
 */
const scratches = new WeakMap<CanvasRenderingContext2D, OffscreenCanvas>()

function scratchOf(context: CanvasRenderingContext2D, width: number, height: number): OffscreenCanvas {
  const scratch = scratches.get(context) ?? new OffscreenCanvas(width, height)
  scratches.set(context, scratch)
  if (scratch.width !== width) scratch.width = width
  if (scratch.height !== height) scratch.height = height
  return scratch
}

/** Pixels, used again. */
let image: ImageData | undefined

function emptyImage(width: number, height: number): ImageData {
  if (image?.width === width && image.height === height) image.data.fill(0)
  else image = new ImageData(width, height)
  return image
}

function pixels(
  context: CanvasRenderingContext2D,
  { left, columns: width, rows: height }: WaveArea,
  color: WaveColor,
): WavePen {
  const empty = emptyImage(width, height)
  const values = new Uint32Array(empty.data.buffer)
  return {
    draw(columns, box, gains, opacity) {
      const pixel = pixelOf(color, opacity)
      forEachColumn(columns, box, gains, (x, top, bottom) => {
        const column = x - left
        if (column < 0 || column >= width) return
        for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) values[y * width + column] = pixel
      })
    },
    finish() {
      const scratch = scratchOf(context, width, height)
      const within = scratch.getContext('2d', { willReadFrequently: true })
      if (!within) return
      within.putImageData(empty, 0, 0)
      context.drawImage(scratch, 0, 0, width, height, left, 0, width, height)
    },
  }
}

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1

/** As it is in an `ImageData`. */
function pixelOf([red, green, blue, alpha]: WaveColor, opacity: number): number {
  const bytes = [red, green, blue, Math.round(alpha * opacity)]
  const [a = 0, b = 0, c = 0, d = 0] = isLittleEndian ? bytes.toReversed() : bytes
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}
