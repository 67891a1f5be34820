import type { ProductionMetadata } from '../../domain/mediaMetadata.ts'
import { type FrameRate, framesPerDay, frameToSample, parseTimecode } from '../../domain/timecode.ts'
import { COUNT_LIMIT, frames, samplePosition } from '../../domain/units.ts'
import { presentOrNone } from '../../lib/present.ts'
import { cleanLine } from '../formats/metadata/fileText.ts'
import { timecodeRate } from '../formats/metadata/timecodeRate.ts'

/** The texts of a file's free tags by their names in upper case. */
export type TagTexts = ReadonlyMap<string, string>

/** A clock that a file states, as `MediaMetadata.production` has it, and what was odd about it. */
export type StatedTime = {
  readonly production: ProductionMetadata | undefined
  readonly warnings: readonly string[]
}

/** A day of the slowest timecode, which counts 24 frames in the time of 24 × 1.001, in seconds. */
const DAY_SECONDS = 86_400 * 1.001
/** Characters of a text that is quoted. */
const QUOTED = 40
/** Samples that a conversion between rates may put a start beside its frame. */
const ROUNDING = 2

/**
 * The timecode that text tags tell of a file's first sample: `TIME_REFERENCE`, its samples since midnight at `sampleRate`,
 * as ffmpeg makes it of `bext`, or else `TIMECODE` with its `TIMECODE_RATE`, drop-frame where a `;` stands in it. What makes
 * no sense is left out with a warning.
 */
export function timeTags(tags: TagTexts, sampleRate: number): StatedTime {
  const label = cleanLine(tags.get('TIMECODE') ?? '')
  const rate = timecodeRate(cleanLine(tags.get('TIMECODE_RATE') ?? ''), label.includes(';') ? 'DF' : 'NDF')
  const counted = reference(cleanLine(tags.get('TIME_REFERENCE') ?? ''), sampleRate)
  const labelled = labelledStart(label, rate, sampleRate)
  const samples = counted.samples ?? labelled.samples
  const apart = counted.samples && labelled.samples !== undefined && rate
  const warnings = [
    ...counted.warnings,
    // Where both are there, the exact one is read.
    ...(counted.samples === undefined ? labelled.warnings : []),
    ...(apart && !isInFrame(counted.samples - labelled.samples, rate, sampleRate)
      ? [
          `Its TIMECODE tag says ${label}, its TIME_REFERENCE tag another time: the latter is read. Check where it belongs.`,
        ]
      : []),
  ]
  return {
    production: presentOrNone<ProductionMetadata>({
      timecodeRate: rate,
      timestamp:
        samples === undefined ? undefined : { samples: samplePosition(samples), sampleRate, from: 'tags' },
    }),
    warnings,
  }
}

type Start = { readonly samples?: number; readonly warnings: readonly string[] }

const NONE: Start = { warnings: [] }

const quoted = (text: string): string => `“${cleanLine(text, QUOTED)}”`

function reference(text: string, sampleRate: number): Start {
  if (text === '') return NONE
  const count = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (count <= COUNT_LIMIT && count < DAY_SECONDS * sampleRate) return { samples: count, warnings: [] }
  return {
    warnings: [
      `Its TIME_REFERENCE tag says ${quoted(text)}, which is no count of samples within a day: it is left out.`,
    ],
  }
}

function labelledStart(text: string, rate: FrameRate | undefined, sampleRate: number): Start {
  // Nothing but zeros is what writers leave that know no timecode.
  if (!/[1-9]/.test(text)) return NONE
  if (!rate) {
    return {
      warnings: [
        `Its TIMECODE tag says ${quoted(text)} and no tag its frame rate (TIMECODE_RATE): its timecode is left out.`,
      ],
    }
  }
  const frame = parseTimecode(text, rate)
  if (frame === undefined || frame >= framesPerDay(rate)) {
    return {
      warnings: [
        `Its TIMECODE tag says ${quoted(text)}, which is no timecode at ${rate.label}: it is left out.`,
      ],
    }
  }
  return { samples: frameToSample(frame, rate, sampleRate), warnings: [] }
}

/** Whether a sample so far after a frame's first is in that frame. */
const isInFrame = (after: number, rate: FrameRate, sampleRate: number): boolean =>
  after >= -ROUNDING && after <= frameToSample(frames(1), rate, sampleRate) + ROUNDING
