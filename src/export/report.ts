import type { BounceReport, DeliverableReport, DeliveryFormat, DeliveryOrder } from '../domain/delivery.ts'
import { deliveryFormat } from '../domain/delivery.ts'
import type { PlannedDeliverable } from '../domain/deliveryPlan.ts'
import { layoutOf, speakerLetters } from '../domain/layout.ts'
import { type Session, trackStart } from '../domain/session.ts'
import { STEMS } from '../domain/stems.ts'
import { formatTimecode, sampleToFrame } from '../domain/timecode.ts'
import { frames, type SamplePosition, samplePosition } from '../domain/units.ts'

/** The settings that decided the samples, for the report. */
export function bounceSettings(
  session: Session,
  order: DeliveryOrder,
  made: readonly Pick<PlannedDeliverable, 'format'>[],
): BounceReport['settings'] {
  return {
    format: order.format,
    sampleRate: session.sampleRate,
    layout: layoutOf(session.layout).label,
    frameRate: session.frameRate.label,
    start: timecodeAt(session, samplePosition(0)),
    panLaw: `${session.panLaw} dB`,
    dither: ditherText(made.map(({ format }) => format)),
    masterGainDb: order.master?.gainDb ?? 0,
    measured: order.pops?.measure ?? 'file',
    tracks: session.tracks.map((track) => ({
      name: track.name,
      stem: track.stem,
      channels: speakerLetters(track.speakers),
      start: { samples: trackStart(track), timecode: timecodeAt(session, trackStart(track)) },
      files: [
        ...new Set(track.clips.flatMap((clip) => clip.media.map((id) => session.media[id]?.fileName ?? id))),
      ],
      trimDb: track.trimDb,
      faderDb: track.faderDb,
      pan: track.pan,
      polarityInverted: track.polarityInverted,
      mute: track.mute,
    })),
    stems: Object.fromEntries(STEMS.map(({ id }) => [id, session.stems[id]])),
  }
}

/** The timecode frame that a place of the session falls in. */
function timecodeAt({ frameRate, sampleRate, startFrame }: Session, at: SamplePosition): string {
  return formatTimecode(frames(startFrame + sampleToFrame(at, frameRate, sampleRate)), frameRate)
}

export const reportJson = (report: BounceReport): string => `${JSON.stringify(report, null, 2)}\n`

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Text as HTML shows it: names in a report come from files, and are never markup. */
const text = (value: string | number): string => String(value).replace(/[&<>"']/g, (c) => MARKUP[c] ?? c)

const level = (value: number | null, unit: string, decimals = 1): string =>
  value === null ? '−∞' : `${value.toFixed(decimals).replace('-', '−')} ${unit}`

const row = (cells: readonly string[], tag = 'td'): string =>
  `<tr>${cells.map((cell, i) => (i === 0 ? `<th scope="row">${cell}</th>` : `<${tag}>${cell}</${tag}>`)).join('')}</tr>`

const FIGURES: readonly (readonly [string, (file: DeliverableReport) => string])[] = [
  ['Stems', (f) => text(f.stems.join(', '))],
  ['Layout', (f) => text(f.layout)],
  ['First sample', (f) => String(f.from)],
  ['Samples', (f) => String(f.samples)],
  ['Channels', (f) => String(f.channels)],
  ['Sample rate', (f) => `${f.sampleRate} Hz`],
  ['Bit depth', (f) => String(f.bitDepth)],
  ['Integrated', (f) => level(f.integratedLufs, 'LUFS')],
  ['Loudness range', (f) => level(f.loudnessRangeLu, 'LU')],
  ['Max momentary', (f) => level(f.maxMomentaryLufs, 'LUFS')],
  ['Max short-term', (f) => level(f.maxShortTermLufs, 'LUFS')],
  ['Max true peak', (f) => level(f.maxTruePeakDbtp, 'dBTP')],
  ['Max sample peak', (f) => level(f.maxSamplePeakDbfs, 'dBFS')],
  ['Samples held to full scale', (f) => String(f.clippedSamples)],
]

/** The residual in words; a null to the last bit is said so. */
export const residualText = (residual: number | null): string =>
  residual === null ? 'exact null' : level(residual, 'dBFS')

/** The report as one page without scripts or outside references, for reading and printing. */
export function reportHtml(report: BounceReport): string {
  const { settings, deliverables } = report
  const files = [
    row(['', ...deliverables.map(({ name }) => text(name))], 'th'),
    ...FIGURES.map(([name, figure]) => row([name, ...deliverables.map(figure)])),
  ]
  const sums = deliverables.flatMap(({ files: own }) =>
    own.map(({ file, speakers, sha256 }) =>
      row([text(file), text(speakers), `<code>${text(sha256)}</code>`]),
    ),
  )
  const nulls = report.residuals.map(({ name, dbfs }) => row([text(name), residualText(dbfs)]))
  const tracks = settings.tracks.map((track) =>
    row([
      text(track.name),
      text(track.stem),
      text(track.files.join(', ')),
      text(track.channels),
      `${text(track.start.timecode)} (${track.start.samples})`,
      level(track.trimDb, 'dB'),
      level(track.faderDb, 'dB'),
      text(track.pan),
      track.polarityInverted ? 'inverted' : 'normal',
      track.mute ? 'muted' : '',
    ]),
  )
  const stems = Object.entries(settings.stems).map(([id, stem]) =>
    row([text(id), level(stem.faderDb, 'dB'), stem.mute ? 'muted' : '']),
  )
  const warnings = report.warnings.length
    ? `<h2>Warnings</h2><ul>${report.warnings.map((w) => `<li>${text(w)}</li>`).join('')}</ul>`
    : ''
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${text(report.title)}: delivery report</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; color: #111 }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #ccc; vertical-align: top }
code { font-size: 11px; overflow-wrap: anywhere }
</style>
<h1>${text(report.title)}</h1>
<p>Rendered by ${text(report.app.name)} ${text(report.app.version)}, ${text(report.createdAt)}.
First sample at ${text(settings.start)}, ${text(settings.frameRate)}. ${text(settings.layout)}, ${text(settings.sampleRate)} Hz, format ${text(settings.format)}, dither ${text(settings.dither)}, pan law ${text(settings.panLaw)}, master gain ${level(settings.masterGainDb, 'dB')}, measured: ${settings.measured === 'file' ? 'the whole file' : 'the programme'}.</p>
<h2>Deliverables</h2>
<table>${files.join('\n')}</table>
<h2>Files</h2>
<table>${row(['File', 'Channels', 'SHA-256'], 'th')}
${sums.join('\n')}</table>
${nulls.length > 0 ? `<h2>Null tests</h2>\n<table>${row(['Sum', 'Largest sample left'], 'th')}\n${nulls.join('\n')}</table>` : ''}
${warnings}
<h2>Tracks</h2>
<table>${row(['Track', 'Stem', 'Files', 'Channels', 'Start (sample)', 'Trim', 'Fader', 'Pan', 'Polarity', 'Mute'], 'th')}
${tracks.join('\n')}</table>
<h2>Stems</h2>
<table>${row(['Stem', 'Fader', 'Mute'], 'th')}
${stems.join('\n')}</table>
</html>
`
}

function ditherText(formats: readonly DeliveryFormat[]): string {
  const kinds = formats.flatMap((format) => deliveryFormat(format).dither ?? [])
  return [...new Set(kinds)].join('; ') || 'none'
}
