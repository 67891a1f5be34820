import { deliveryFormat } from './deliveryFormat.ts'
import type { PlannedDeliverable } from './deliveryPlan.ts'

/**
 * Bytes that the sound of these comes to, before what compresses without loss has made less of it. Headers, a few
 * kilobytes a file, come on top. `sessionRate`: what their places are counted at.
 */
export const deliverySize = (planned: readonly PlannedDeliverable[], sessionRate: number): number =>
  Math.ceil(
    planned.reduce((sum, { from, to, layout, files, format, sampleRate, bitRate }) => {
      const seconds = (to - from) / sessionRate
      const bits =
        bitRate === undefined
          ? layout.speakers.length * sampleRate * deliveryFormat(format).bits
          : bitRate * files.length
      return sum + (seconds * bits) / 8
    }, 0),
  )
