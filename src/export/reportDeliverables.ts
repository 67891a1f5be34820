import type { CertifiedDeliverable } from '../domain/certificate.ts'
import { deliveryContainer } from '../domain/deliveryContainers.ts'
import type { BounceReport, DeliverableReport } from '../domain/deliveryReport.ts'
import { timecodeAtSample } from '../domain/timebase.ts'
import { reportTimebase } from './reportDocument.ts'
import { table } from './reportTable.ts'
import { inThousands, level, text } from './reportText.ts'

/** What each deliverable is, and where it begins and ends. */
export const certificateTable = (report: BounceReport): string =>
  table({
    head: [
      'Deliverable',
      'Stems',
      'Layout',
      'Format',
      'Rate',
      'Range',
      'First sample',
      'Last frame',
      'Frames',
      'Samples',
    ],
    right: 6,
    rows: report.deliverables.map((deliverable, index) => {
      const { name, stems, layout, sampleRate, from, samples } = deliverable
      const certified = report.certificate.deliverables[index]
      const frames = certified?.frames
      const whole = frames && frames.startsInto === 0 && frames.endsShort === 0
      const into = frames && frames.startsInto > 0 ? ` + ${inThousands(frames.startsInto)} samples` : ''
      return [
        text(name),
        text(stems.join(', ')),
        text(layout),
        formatText(deliverable),
        `${sampleRate} Hz`,
        certified ? rangeText(deliverable, certified, report) : '',
        `${text(frames?.first ?? '')}${into} (${inThousands(from)})`,
        text(frames?.last ?? ''),
        frames ? `${inThousands(frames.count)}${whole ? '' : ', not whole'}` : '',
        inThousands(samples),
      ]
    }),
  })

/** What has no bits of its own does not show those of what went into it. */
const formatText = ({ container, format, bitRate }: DeliverableReport): string =>
  `${text(container)}, ${bitRate === undefined ? text(format) : `${bitRate / 1000} kbit/s`}`

const RANGES = { film: 'film', region: 'region', span: 'part' } as const

/** The range, the action of a part with leader and pops of its own, and how much of leader and tail is in it. */
function rangeText(
  { range }: DeliverableReport,
  { span, marks }: CertifiedDeliverable,
  report: BounceReport,
): string {
  const timebase = reportTimebase(report)
  const seconds = (samples: number): string => `${(samples / timebase.sampleRate).toFixed(3)} s`
  const timecode = (sample: number): string => text(timecodeAtSample(timebase, sample))
  const programme = marks?.action ?? report.certificate.programme
  const [before, after] = [programme.from - span.from, span.to - programme.to]
  return [
    RANGES[range],
    ...(marks ? [`action ${timecode(programme.from)} to ${timecode(programme.to - 1)}`] : []),
    ...(before > 0 ? [`leader of ${seconds(before)}`] : []),
    ...(after > 0 ? [`tail of ${seconds(after)}`] : []),
  ].join(', ')
}

export const filesTable = (deliverables: readonly DeliverableReport[]): string =>
  table({
    head: ['File', 'Channels', 'SHA-256'],
    rows: deliverables.flatMap(({ files }) =>
      files.map(({ file, speakers, sha256 }) => [text(file), text(speakers), `<code>${text(sha256)}</code>`]),
    ),
  })

/** What was measured, and under it what of that is not of the files as they are. */
export const measuredTable = (report: BounceReport): string =>
  table({
    head: [
      'Deliverable',
      'Integrated',
      'Range',
      'Max momentary',
      'Max short-term',
      'Max true peak',
      'Max sample peak',
      'Held to full scale',
      'Measured on',
    ],
    right: 1,
    rows: report.deliverables.map((each) => [
      text(each.name),
      level(each.integratedLufs, 'LUFS'),
      level(each.loudnessRangeLu, 'LU'),
      level(each.maxMomentaryLufs, 'LUFS'),
      level(each.maxShortTermLufs, 'LUFS'),
      level(each.maxTruePeakDbtp, 'dBTP'),
      level(each.maxSamplePeakDbfs, 'dBFS'),
      inThousands(each.clippedSamples),
      each.figuresOf === 'file' ? 'the file' : 'floats before coding',
    ]),
  }) +
  figureNotes(report)
    .map((note) => `<p>${text(note)}</p>`)
    .join('')

/** Where a figure is not of the samples that the file gives back. */
function figureNotes({ deliverables, settings }: BounceReport): readonly string[] {
  const named = (those: readonly DeliverableReport[]): string =>
    those.map(({ name }) => `“${name}”`).join(', ')
  const lossy = deliverables.filter(({ figuresOf }) => figuresOf === 'encoderInput')
  const converted = deliverables.filter(({ sampleRate }) => sampleRate !== settings.sampleRate)
  const kinds = [...new Set(lossy.map(({ container }) => deliveryContainer(container).label))].join(', ')
  return [
    ...(lossy.length > 0
      ? [
          `${named(lossy)}: loudness, peaks and null tests are of the 32-bit floats that went into the encoder (${kinds}). A decoder gives other samples, whose peaks may be higher.`,
        ]
      : []),
    ...(converted.length > 0
      ? [
          `${named(converted)}: loudness and peaks are of the samples after the conversion from ${settings.sampleRate} Hz; loudness over time and null tests are of the mix before it.`,
        ]
      : []),
  ]
}
