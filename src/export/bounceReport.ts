import { compositesOf } from '../domain/checkedRows.ts'
import { composite } from '../domain/deliverables/composite.ts'
import { NULL_LAWS } from '../domain/deliverables/nullLaws.ts'
import { rowOfSum } from '../domain/deliverables/rowOfSum.ts'
import type { DeliveryOrder } from '../domain/delivery.ts'
import { isLossy } from '../domain/deliveryContainers.ts'
import { deliveryFormat } from '../domain/deliveryFormat.ts'
import type { DeliveryPlan, PlannedDeliverable } from '../domain/deliveryPlan.ts'
import type { BounceReport, DeliverableReport, NullResidual } from '../domain/deliveryReport.ts'
import { guideRemark } from '../domain/guide.ts'
import { speakerLetters } from '../domain/layout.ts'
import { nullLimitDb, nullVerdict } from '../domain/nullLimit.ts'
import type { Session } from '../domain/session.ts'
import { soundName } from '../domain/soundName.ts'
import { orderWarnings } from '../domain/standingFindings.ts'
import { stemsInUse } from '../domain/stems.ts'
import { gainToDb } from '../domain/units.ts'
import type { MixRenderer } from '../kernel/mixRenderer.ts'
import type { DeliveredFiles } from './deliverableOutput.ts'
import { certificateOf } from './reportCertificate.ts'
import { bounceSettings } from './reportSettings.ts'

type Reported = { readonly session: Session; readonly order: DeliveryOrder; readonly version: string }

/** What a pass has made and measured; `made`: by deliverable. */
export function bounceReport(
  { session, order, version }: Reported,
  planned: DeliveryPlan,
  renderer: MixRenderer,
  made: readonly DeliveredFiles[],
): BounceReport {
  const { deliverables } = planned
  const reports = deliverables.map((each, index) => {
    const files = made[index]
    if (!files) throw new RangeError(`no delivery ${index}`)
    return deliverableReport(each, files)
  })
  return {
    app: { name: 'Dubstage', version },
    title: session.title,
    createdAt: new Date().toISOString(),
    settings: bounceSettings(session, order, deliverables),
    deliverables: reports,
    residuals: residualsOf(session, planned, renderer),
    warnings: [
      ...new Set(
        Object.values(session.media).flatMap(({ fileName, warnings }) =>
          warnings.map((w) => `${fileName}: ${w}`),
        ),
      ),
      ...guideWarnings(session, order, planned),
      ...made.flatMap(({ warnings }) => warnings),
      // What no gain and no limiter puts right.
      ...orderWarnings(session, order, planned),
      ...deliverableWarnings(reports),
    ],
    certificate: certificateOf(session, order, planned, renderer),
  }
}

/** What the null tests of a pass have left, each with what it is held to. */
function residualsOf(
  session: Session,
  { deliverables }: DeliveryPlan,
  renderer: MixRenderer,
): NullResidual[] {
  const limited = (renderer.limiter?.maxReductionDb ?? 0) !== 0
  return renderer.plan.residuals.map(({ name, format }, index) => {
    const residual = renderer.residual(index)
    const dbfs = residual === 0 ? null : gainToDb(residual)
    const written = rowOfSum(
      deliverables.filter(({ layout }) => layout.id === session.layout),
      ({ deliverable }) => deliverable.stems,
      NULL_LAWS.find((law) => law.name === name)?.whole ?? [],
      (stems) => stemsInUse(stems, session.tracks),
    )
    const isAsMixed = written && written.sampleRate === session.sampleRate && !isLossy(written.container)
    const limitDbfs = nullLimitDb(name, format, limited)
    const verdict = nullVerdict({ dbfs, limitDbfs })
    return { name, dbfs, format, of: isAsMixed ? 'files' : 'mix', limitDbfs, verdict }
  })
}

function deliverableReport(
  { deliverable, layout, container, format, sampleRate, bitRate, from, files }: PlannedDeliverable,
  made: DeliveredFiles,
): DeliverableReport {
  return {
    id: deliverable.id,
    name: deliverable.name,
    stems: deliverable.stems,
    files: files.map(({ name, layout: own }, file) => ({
      file: name,
      speakers: own === layout ? speakerLetters(own.speakers) : (layout.speakers[file] ?? ''),
      channels: own.speakers.length,
      sha256: made.hashes[file] ?? '',
    })),
    layout: layout.label,
    channels: layout.speakers.length,
    sampleRate,
    container,
    format,
    bitDepth: isLossy(container) ? null : deliveryFormat(format).bits,
    ...(bitRate !== undefined && { bitRate }),
    range: deliverable.range.kind,
    from,
    samples: made.samples,
    figuresOf: isLossy(container) ? 'encoderInput' : 'file',
    ...made.figures,
  }
}

/** A guide that is not at its own timecode, or that there is nothing to hold against. */
function guideWarnings(
  session: Session,
  { checks }: DeliveryOrder,
  { deliverables }: DeliveryPlan,
): readonly string[] {
  const guide = checks?.guide
  if (!guide) return []
  const rows = deliverables.map(({ deliverable }) => deliverable)
  if (compositesOf(rows, session.tracks).length === 0) return [guideAlone(soundName(guide.info))]
  return [guideRemark(guide, session) ?? []].flat()
}

/** Of a guide that there was no composite for. */
export const guideAlone = (file: string): string =>
  `The guide “${file}” was compared with nothing: include the ${composite.name}.`

/** What the figures of files themselves warn of. */
export const deliverableWarnings = (reports: readonly DeliverableReport[]): readonly string[] => [
  ...reports.flatMap(clippingWarning),
  ...reports.flatMap(silenceWarning),
]

const firstFile = ({ files, name }: DeliverableReport): string => files[0]?.file ?? name

function silenceWarning(report: DeliverableReport): string[] {
  return report.maxSamplePeakDbfs === null
    ? [`${firstFile(report)}: it is silent from end to end. Check mutes, faders and stems.`]
    : []
}

function clippingWarning(report: DeliverableReport): string[] {
  const { clippedSamples } = report
  if (clippedSamples === 0) return []
  return [
    `${firstFile(report)}: ${clippedSamples} samples went over full scale and were held at it. Lower the mix and export again.`,
  ]
}
