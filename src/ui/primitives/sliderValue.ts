export type SliderRange = {
  readonly min: number
  readonly max: number
  /** What the value is a multiple of. */
  readonly step: number
}

/** The value that a slider takes for one that was dragged or typed: that of the nearest step, held to its range. */
export function sliderValue(to: number, { min, max, step }: SliderRange): number {
  // Rounded to the step's decimals, so that what is set is what is written beside it.
  const rounded = Number((Math.round(to / step) * step).toFixed(6))
  // Adding zero makes a plain zero of a negative one.
  return Math.min(max, Math.max(min, rounded)) + 0
}
