import type { BounceReport } from '../deliveryReport.ts'

/** Ceilings are written to the tenth, and meters differ by a few hundredths. */
const PRINTED = 0.05

/** A deliverable whose true peak is over the ceiling that the mix was limited to. */
export type PeakOver = {
  readonly name: string
  /** Of the deliverable. */
  readonly dbtp: number
  readonly overDb: number
  /** The rate in Hz that it was converted to after the limiter; `null`: it is as it was limited. */
  readonly convertedTo: number | null
}

/**
 * What the limiter has not held: conversion to another rate comes after it, and where it takes away what is beyond hearing
 * peaks may rise. Of what is compressed with loss, before that: decoders differ.
 */
export function peaksOverCeiling({
  settings,
  deliverables,
}: Pick<BounceReport, 'deliverables'> & {
  readonly settings: Pick<BounceReport['settings'], 'sampleRate' | 'master'>
}): readonly PeakOver[] {
  const ceiling = settings.master?.ceilingDbtp ?? null
  if (ceiling === null) return []
  return deliverables.flatMap(({ name, maxTruePeakDbtp, sampleRate }) => {
    const overDb = (maxTruePeakDbtp ?? Number.NEGATIVE_INFINITY) - ceiling
    if (maxTruePeakDbtp === null || overDb <= PRINTED) return []
    const convertedTo = sampleRate === settings.sampleRate ? null : sampleRate
    return [{ name, dbtp: maxTruePeakDbtp, overDb, convertedTo }]
  })
}

/** As a sentence, with what can be done. */
export function peakText({ name, dbtp, overDb, convertedTo }: PeakOver): string {
  const peak = dbtp.toFixed(1).replace('-', '−')
  const margin = (Math.ceil(overDb * 10) / 10).toFixed(1)
  return convertedTo === null
    ? `“${name}” comes to ${peak} dBTP.`
    : `“${name}” comes to ${peak} dBTP in its conversion to ${convertedTo} Hz, after the limiter: a ceiling ${margin} dB lower would hold it.`
}
