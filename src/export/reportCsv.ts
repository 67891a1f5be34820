import type { BounceReport, DeliverableReport } from '../domain/deliveryReport.ts'
import { csvText } from '../lib/csv.ts'
import { plainText } from '../lib/plainText.ts'

/** The columns of version 2 of the report: another set of them is another version. */
const COLUMNS = [
  'file',
  'deliverable',
  'stems',
  'layout',
  'speakers',
  'channels',
  'sample_rate_hz',
  'container',
  'format',
  'bit_depth',
  'bit_rate',
  'range',
  'first_sample',
  'samples',
  'frames',
  'first_frame',
  'last_frame',
  'time_reference',
  'figures_of',
  'integrated_lufs',
  'loudness_range_lu',
  'max_momentary_lufs',
  'max_short_term_lufs',
  'max_true_peak_dbtp',
  'max_sample_peak_dbfs',
  'samples_held_to_full_scale',
  'sha256',
] as const

const figure = (value: number | null): string => (value === null ? '' : value.toFixed(2))

/**
 * A report as a table, a line for each file (RFC 4180, UTF-8 with a byte order mark). Loudness is that of the deliverable:
 * its mono files have one between them. Figures to the hundredth; empty where there is none. No cell is a formula.
 */
export function reportCsv({ deliverables, certificate }: BounceReport): string {
  const rows = deliverables.flatMap((deliverable, index) => {
    const certified = certificate.deliverables[index]
    const span = certified
      ? [certified.frames.count, certified.frames.first, certified.frames.last, certified.timeReference]
      : ['', '', '', '']
    return deliverable.files.map(({ file, speakers, channels, sha256 }) => [
      plainText(file),
      plainText(deliverable.name),
      plainText(deliverable.stems.join(' ')),
      plainText(deliverable.layout),
      plainText(speakers),
      String(channels),
      ...factsOf(deliverable),
      ...span.map(String),
      deliverable.figuresOf === 'file' ? 'file' : 'encoder input',
      ...figuresOf(deliverable),
      plainText(sha256),
    ])
  })
  return `\uFEFF${csvText([COLUMNS, ...rows])}`
}

const factsOf = ({
  sampleRate,
  container,
  format,
  bitDepth,
  bitRate,
  range,
  from,
  samples,
}: DeliverableReport): string[] => [
  String(sampleRate),
  container,
  format,
  bitDepth === null ? '' : String(bitDepth),
  bitRate === undefined ? '' : String(bitRate),
  range,
  String(from),
  String(samples),
]

const figuresOf = (deliverable: DeliverableReport): string[] => [
  figure(deliverable.integratedLufs),
  figure(deliverable.loudnessRangeLu),
  figure(deliverable.maxMomentaryLufs),
  figure(deliverable.maxShortTermLufs),
  figure(deliverable.maxTruePeakDbtp),
  figure(deliverable.maxSamplePeakDbfs),
  String(deliverable.clippedSamples),
]
