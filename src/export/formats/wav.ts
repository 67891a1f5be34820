import { deliveryContainer } from '../../domain/deliveryContainers.ts'
import type { AppError } from '../../domain/errors.ts'
import { layoutLabel } from '../../domain/layout.ts'
import { joined } from '../../lib/joined.ts'
import { ok, type Result } from '../../lib/result.ts'
import { cueChunks } from '../cueChunks.ts'
import { UNMEASURED } from '../deliveredFigures.ts'
import { type WavSpec, wavHeader, wavTrailer } from '../wavHeader.ts'
import { bextChunk, bextWarnings } from './bextChunk.ts'
import {
  type DeliveryFacts,
  type DeliveryFileFormat,
  type MeasuredLoudness,
  NO_STATE,
  SAMPLE_BYTES,
} from './deliveryEncoder.ts'
import { ixmlChunk } from './ixmlChunk.ts'

/**
 * Broadcast Wave (EBU Tech 3285 version 2), by itself an RF64 past 4 GiB (Tech 3306). `iXML` and markers stand before the samples.
 * So does `bext` when an earlier pass has measured the file; else it follows them, where its loudness is known: nothing
 * is written twice, and the file is hashed on the way.
 */
export const wav: DeliveryFileFormat = {
  ...deliveryContainer('wav'),
  refusal: () => undefined,

  open(facts) {
    const { measured } = facts
    const markers = cueChunks(facts.markers)
    if (!markers.ok) return markers
    const before = joined([
      ...(measured ? [bextChunk(facts, measured)] : []),
      ixmlChunk(facts),
      markers.value,
    ])
    const after = (figures: MeasuredLoudness) => joined(measured ? [] : [bextChunk(facts, figures)])
    const spec = (figures: MeasuredLoudness) => ({ ...pcmOf(facts), before, after: after(figures) })
    return ok({
      head: wavHeader(spec(UNMEASURED)),
      warnings: bextWarnings(facts),
      push: (pcm) => ok(pcm),
      state: () => NO_STATE,
      finish: (figures) => ok({ bytes: wavTrailer(spec(figures)), patches: [] }),
      close: () => undefined,
    })
  },
}

/**
 * All that stands before the samples of a Broadcast Wave that is measured, so that nothing follows them; as `open` would
 * write it. `markers/unwritable` as `cueChunks`.
 */
export function measuredWaveHeader(
  facts: DeliveryFacts,
  measured: MeasuredLoudness,
): Result<Uint8Array, AppError> {
  const markers = cueChunks(facts.markers)
  if (!markers.ok) return markers
  const before = joined([bextChunk(facts, measured), ixmlChunk(facts), markers.value])
  return ok(wavHeader({ ...pcmOf(facts), before }))
}

const pcmOf = ({ speakers, sampleRate, samples, kind }: DeliveryFacts): WavSpec => ({
  channels: speakers.length,
  sampleRate,
  samples,
  bits: (8 * SAMPLE_BYTES[kind]) as 16 | 24 | 32,
  float: kind === 'float32',
  layout: { label: layoutLabel(speakers), speakers },
})
