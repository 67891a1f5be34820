import type { CertifiedSource } from '../domain/certificate.ts'
import type { BounceReport, ReportedCheck } from '../domain/deliveryReport.ts'
import type { MasterMode } from '../domain/specs/deliverySpec.ts'
import { timecodeAtSample } from '../domain/timebase.ts'
import { reportChecks } from './reportChecks.ts'
import { certificateTable, filesTable, measuredTable } from './reportDeliverables.ts'
import { reportTimebase } from './reportDocument.ts'
import { loudnessGraph } from './reportGraph.ts'
import { table } from './reportTable.ts'
import { inThousands, level, text } from './reportText.ts'

/** Nothing is loaded and nothing runs, whatever a name might say. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`

const STYLE = `
:root { color-scheme: light }
body { font: 14px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }
h1, h2 { line-height: 1.2; break-after: avoid }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
thead { display: table-header-group }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #ccc; vertical-align: top }
thead th { font-weight: 600; border-bottom-color: #111 }
tbody th { font-weight: 600 }
.n { text-align: right }
code { font-size: 11px; overflow-wrap: anywhere }
td, th { overflow-wrap: anywhere }
.n { white-space: nowrap }
thead th { white-space: normal; overflow-wrap: normal; vertical-align: bottom }
tr, li, figure, dl div { break-inside: avoid }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .5rem 1.5rem; margin: 1rem 0 }
dt { color: #555; font-size: 12px }
dd { margin: 0 }
figure { margin: 1rem 0 }
figcaption { font-weight: 600 }
svg { display: block; width: 100%; height: auto; font-size: 9px; font-variant-numeric: tabular-nums }
svg text { fill: #555 }
.grid { stroke: #ddd; fill: none }
.series { stroke: #111; fill: none; stroke-width: 1; stroke-linejoin: round; stroke-linecap: round }
.integrated { stroke: #a33; fill: none; stroke-dasharray: 4 3 }
@page { margin: 14mm }
@media print { body { font-size: 9.5pt; max-width: none; margin: 0; padding: 0 } .scroll { overflow: visible } table { font-size: 7.5pt } th, td { padding-right: .4rem } thead th, .n { white-space: normal; overflow-wrap: normal } code { font-size: 6.5pt } }
`

const section = (heading: string, content: string): string =>
  content ? `<h2>${heading}</h2>\n${content}\n` : ''

/**
 * The report as one page for reading and printing: no script, nothing from elsewhere, and every text that comes from outside
 * as text.
 */
export function reportHtml(report: BounceReport): string {
  const { deliverables, certificate, warnings } = report
  const timebase = reportTimebase(report)
  const graphs = deliverables.map(({ name, integratedLufs, sampleRate }, index) => {
    const series = certificate.deliverables[index]?.shortTerm
    const shown = sampleRate === report.settings.sampleRate ? name : `${name}, before its conversion`
    return series ? loudnessGraph(shown, series, integratedLufs, timebase) : ''
  })
  const list = warnings.map((warning) => `<li>${text(warning)}</li>`).join('')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>${text(report.title)}: delivery report</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${text(report.title)}</h1>
<p>Delivery report by ${text(report.app.name)} ${text(report.app.version)}, ${text(report.createdAt)}.</p>
${section('Certificate', settingsList(report) + certificateTable(report))}
${section('Checks', checksTable(report))}
${section('Files', filesTable(deliverables))}
${section('Measured', measuredTable(report))}
${section('Short-term loudness', graphs.join('\n'))}
${section('Warnings', list && `<ul>${list}</ul>`)}
${section('Tracks', tracksTable(report))}
${section('Stems', stemsTable(report))}
${section('Sources', sourcesTable(certificate.sources))}
</main>
</body>
</html>
`
}

function settingsList(report: BounceReport): string {
  const { settings, certificate } = report
  const { timebase, programme, pops } = certificate
  const own = certificate.deliverables.flatMap(({ marks }) => marks?.pops ?? [])
  const sounding = [...pops, ...own].map(({ from }) => from)
  const timecode = (sample: number): string => timecodeAtSample(reportTimebase(report), sample)
  const facts: readonly (readonly [string, string])[] = [
    ['Frame rate', `${timebase.num}/${timebase.den}, ${text(settings.frameRate)}`],
    ['Timecode of sample 0', text(settings.start)],
    ['Sample rate', `${settings.sampleRate} Hz`],
    ['Session layout', text(settings.layout)],
    ['Format', text(settings.format)],
    ['Dither', text(settings.dither)],
    ['Pan law', text(settings.panLaw)],
    ['Master gain', level(settings.masterGainDb, 'dB')],
    ...masterRows(settings.master),
    ...guideRows(report),
    ['Measured', settings.measured === 'file' ? 'the whole file' : 'the programme'],
    ['First and last frame of action', [programme.from, programme.to - 1].map(timecode).join(', ')],
    ['Programme', `samples ${inThousands(programme.from)} to ${inThousands(programme.to)}`],
    ['Pops at samples', [...new Set(sounding)].map(inThousands).join(', ') || 'none'],
  ]
  return `<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`
}

const VERDICTS: Readonly<Record<ReportedCheck['verdict'], string>> = {
  pass: 'Pass',
  review: 'To review',
  waived: 'Waived',
}

function checksTable(report: BounceReport): string {
  const rows = reportChecks(report).map(({ name, verdict, value, why, findings, waiver }) => {
    const found = findings.map((one) => `<li>${text(one.from)} to ${text(one.to)}: ${text(one.text)}</li>`)
    const list = found.length > 0 ? `<ul>${found.join('')}</ul>` : ''
    const reason = waiver === null ? '' : `<p>Waived: ${text(waiver)}</p>`
    return [text(name), VERDICTS[verdict], text(value), `${text(why)}${list}${reason}`]
  })
  return table({ head: ['Check', 'Outcome', 'Value', 'What was looked at'], rows })
}

const tracksTable = ({ settings, certificate }: BounceReport): string =>
  table({
    head: [
      'Track',
      'Stem',
      'Files',
      'Clips',
      'Channels',
      'Start (sample)',
      'Trim',
      'Fader',
      'Pan',
      'Polarity',
      'Mute',
    ],
    rows: settings.tracks.map((track, index) => [
      text(track.name),
      text(track.stem),
      text(track.files.join(', ')),
      String(certificate.clips[index]?.length ?? 0),
      text(track.channels),
      `${text(track.start.timecode)} (${inThousands(track.start.samples)})`,
      level(track.trimDb, 'dB'),
      level(track.faderDb, 'dB'),
      text(track.pan),
      track.polarityInverted ? 'inverted' : 'normal',
      track.mute ? 'muted' : '',
    ]),
  })

const stemsTable = ({ settings }: BounceReport): string =>
  table({
    head: ['Stem', 'Fader', 'Mute'],
    rows: Object.entries(settings.stems).map(([id, stem]) => [
      text(id),
      level(stem.faderDb, 'dB'),
      stem.mute ? 'muted' : '',
    ]),
  })

const sourcesTable = (sources: readonly CertifiedSource[]): string =>
  table({
    head: ['File', 'Bytes', 'Fingerprint'],
    rows: sources.map(({ file, bytes, fingerprint }) => [
      text(file),
      bytes === null ? '' : inThousands(bytes),
      `<code>${text(fingerprint ?? '')}</code>`,
    ]),
  })

/** What the sync was held against; nothing where there were no checks to hold it. */
function guideRows(report: BounceReport): readonly (readonly [string, string])[] {
  const { guide } = report.certificate
  if (!guide) return report.checks ? [['Guide', 'none']] : []
  const { file, bytes, fingerprint, at, samples } = guide
  const from = timecodeAtSample(reportTimebase(report), at)
  return [
    ['Guide', text(file)],
    ['First sample of the guide', `${text(from)} (${inThousands(at)})`],
    ...(samples === undefined ? [] : [['Samples of the guide', inThousands(samples)] as const]),
    ...(bytes === null ? [] : [['Bytes of the guide', inThousands(bytes)] as const]),
    ...(fingerprint === null
      ? []
      : [['Fingerprint of the guide', `<code>${text(fingerprint)}</code>`] as const]),
  ]
}

const MODES: Readonly<Record<MasterMode, string>> = {
  linked: 'gain and limiter, linked',
  noLimit: 'gain, no limiter',
  measure: 'measure only',
}

/** What the linked master was asked for, and has done. */
function masterRows(master: BounceReport['settings']['master']): readonly (readonly [string, string])[] {
  if (!master) return []
  const { spec, mode, gate, beforeLufs, afterLufs, targetLufs, belowLu, aboveLu, ceilingDbtp } = master
  const by = gate === 'dialogue' ? ', where dialogue or narration sounds (estimate)' : ''
  const unsure = spec.uncertain.length > 0 ? `; to be checked: ${spec.uncertain.join(', ')}` : ''
  return [
    [
      'Delivery spec',
      text(`${spec.name} (${spec.source}${spec.sourceDate ? `, ${spec.sourceDate}` : ''}${unsure})`),
    ],
    ['Master', MODES[mode]],
    ['Target', targetLufs === null ? 'none' : `${level(targetLufs, 'LUFS')}${by}`],
    ...(targetLufs === null
      ? []
      : [['Tolerance', `${level(belowLu, 'LU')} below, ${level(aboveLu, 'LU')} above`] as const]),
    ['Composite before', beforeLufs === null ? 'not measured' : level(beforeLufs, 'LUFS')],
    ['Composite after', afterLufs === null ? 'not measured' : level(afterLufs, 'LUFS')],
    ['Ceiling', ceilingDbtp === null ? 'none' : level(ceilingDbtp, 'dBTP')],
    [
      'Most that was limited',
      `${level(master.maxReductionDb, 'dB')}, ${master.secondsLimited.toFixed(2)} s under −0.1 dB`,
    ],
  ]
}
