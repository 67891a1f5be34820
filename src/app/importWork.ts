import type { ProbedMedia } from '../domain/media.ts'
import { resampledLength } from '../media/conform/resampledLength.ts'
import { converterFor } from '../media/conform/resampler.ts'

/** What getting a file in takes, counted in bytes that are read for a waveform: nothing else is as quick. */
export type ImportWork = { readonly converting: number; readonly waveform: number }

/**
 * What a byte of converted sound costs, against one that is only read: decoded and written, and at another rate by the
 * medium converter or by the best one, which run at some 65 and 18 times real time in stereo (ADR 12). Roughly: what is
 * left is told by how fast work goes here.
 */
const DECODED = 3
const RESAMPLED = { 0: 30, 1: 10 } as const
/** Bytes of sound for one of a file that does not say how long it is: MP3 and AAC at 160 kbit/s. */
const GROWTH = 20

export function importWork(probed: ProbedMedia, sampleRate: number): ImportWork {
  if (probed.kind === 'inPlace') return { converting: 0, waveform: probed.info.bytes ?? 0 }
  const { length, channels, bytes, sampleRate: own } = probed.source
  const sound =
    length === undefined ? bytes * GROWTH : resampledLength(length, own, sampleRate) * channels * 4
  const cost = own === sampleRate ? DECODED : RESAMPLED[converterFor(own, sampleRate)]
  return { converting: sound * cost, waveform: sound }
}
