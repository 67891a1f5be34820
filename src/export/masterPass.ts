import { wholeMix } from '../domain/checkedRows.ts'
import type { DeliveryPlan } from '../domain/deliveryPlan.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import type { AppError } from '../domain/errors.ts'
import type { Session } from '../domain/session.ts'
import type { MasterOrder } from '../domain/specs/deliverySpec.ts'
import {
  isWithinTarget,
  type MasterReport,
  type MasterTarget,
  masterGainDb,
  masterTarget,
} from '../domain/specs/masterReport.ts'
import { peaksOverCeiling, peakText } from '../domain/specs/peaksOverCeiling.ts'
import type { LimiterState } from '../kernel/limiterState.ts'
import { ok, type Result } from '../lib/result.ts'
import type { BounceJob, MixJob } from './bounceJob.ts'
import { type LoudnessBlocks, meanLoudness } from './loudnessBlocks.ts'
import { measureProgramme, type ProgrammeLoudness } from './measurePass.ts'

/** What the linked master will do in the pass. */
export type MasterPlan = {
  readonly gainDb: number
  readonly ceilingDbtp: number | null
  /** What the limiter holds: the ceiling, or less where `holdConverted` has found that it has to be. */
  readonly limiterDbtp: number | null
  readonly target: MasterTarget | null
  /** What a pass before this one has measured, and how many samples passes before it took. */
  readonly loudness: ProgrammeLoudness | null
  readonly measured: number
  /** Which delivery is the composite of the film, as it is mixed; −1: none. */
  readonly composite: number
  /** Whether it is known where its dialogue, narration included, sounds, and it counts there. */
  readonly byDialogue: boolean
}

/**
 * Decides gain and ceiling, having measured the programme first where the spec has a target and nobody gave a gain, or where
 * it has to be known where dialogue sounds. Only measuring, by the gates of the programme, needs no pass of its own; nor does a
 * job that goes on: what was measured then holds.
 * `onProgress`: samples done, of all of them.
 */
export async function planMaster(
  job: MixJob & Pick<BounceJob, 'between' | 'from'>,
  planned: DeliveryPlan,
  onProgress: (done: number, of: number) => void,
): Promise<Result<MasterPlan, AppError>> {
  const { master = {} } = job.order
  const { spec, mode = 'linked', gainDb } = master
  const composite = compositeOf(planned, job.session)
  const none = { target: null, loudness: null, measured: 0, composite, byDialogue: false }
  if (!spec) return ok({ ...none, gainDb: gainDb ?? 0, ceilingDbtp: null, limiterDbtp: null })
  const ceilingDbtp = mode === 'linked' ? spec.truePeakDbtp : null
  const hasTarget = spec.targetLufs !== null
  const isOverDialogueAsked = job.order.checks !== undefined && spec.maxOverDialogueLu !== null
  const withDialogue = (hasTarget && spec.gate === 'dialogue') || (isOverDialogueAsked && composite >= 0)
  const inOnePass =
    !withDialogue && (!hasTarget || (composite >= 0 && (mode === 'measure' || gainDb !== undefined)))
  const { file } = planned.pops
  const measured = inOnePass ? 0 : file.to - file.from
  const loudness =
    inOnePass || job.from
      ? ok(job.from?.master.loudness ?? null)
      : await measureProgramme(job, planned.pops, withDialogue, (done) => onProgress(done, measured))
  if (!loudness.ok) return loudness
  const found = loudness.value
  const target = masterTarget(spec, found)
  return ok({
    gainDb: masterGainDb(master, target),
    ceilingDbtp,
    limiterDbtp: ceilingDbtp,
    target,
    loudness: found,
    measured,
    composite,
    byDialogue: found !== null && withDialogue,
  })
}

function compositeOf({ deliverables, pops: { file } }: DeliveryPlan, session: Session): number {
  const ofFilm = deliverables.filter(
    ({ layout, from, to, marks }) =>
      layout.id === session.layout && from === file.from && to === file.to && !marks,
  )
  const found = wholeMix(
    ofFilm.map(({ deliverable }) => deliverable),
    session.tracks,
  )
  return deliverables.findIndex(({ deliverable }) => deliverable === found)
}

/** Where dialogue sounds in the composite as it is delivered. `null`: nobody has looked for it, or nothing was delivered. */
export function dialogueAfter(
  { loudness, composite }: MasterPlan,
  blocks: LoudnessBlocks | null,
): { readonly lufs: number | null; readonly share: number } | null {
  if (!blocks || composite < 0 || !loudness || loudness.dialogueShare === null) return null
  const { dialogueSounds, dialogueShare: share } = loudness
  return { lufs: meanLoudness(blocks.values[0] ?? [], (index) => dialogueSounds[index] === true), share }
}

/** A report with what the linked master has come to. */
export function reportMaster(
  report: BounceReport,
  order: MasterOrder | undefined,
  plan: MasterPlan,
  limiter: LimiterState | null,
  blocks: LoudnessBlocks | null,
): BounceReport {
  const { target, gainDb, loudness, composite, limiterDbtp } = plan
  const settings = { ...report.settings, masterGainDb: gainDb }
  if (!order?.spec || !target) return { ...report, settings }
  const { id, name, source, sourceDate, uncertain } = order.spec
  const whole = report.deliverables[composite]?.integratedLufs ?? null
  const afterLufs = target.gate === 'dialogue' ? (dialogueAfter(plan, blocks)?.lufs ?? null) : whole
  const mode = order.mode ?? 'linked'
  const master: MasterReport = {
    mode,
    spec: { id, name, source, sourceDate, uncertain },
    gainDb,
    ceilingDbtp: plan.ceilingDbtp,
    ...(limiterDbtp !== null && limiterDbtp !== plan.ceilingDbtp && { limiterDbtp }),
    targetLufs: target.targetLufs,
    belowLu: target.belowLu,
    aboveLu: target.aboveLu,
    gate: target.gate,
    dialogueShare: loudness?.dialogueShare ?? null,
    beforeLufs: loudness || mode !== 'measure' ? target.beforeLufs : whole,
    afterLufs,
    withinTarget: isWithinTarget(afterLufs, target),
    maxReductionDb: limiter?.maxReductionDb ?? 0,
    secondsLimited: limiter?.secondsLimited ?? 0,
  }
  return {
    ...report,
    settings: { ...settings, master },
    deliverables: report.deliverables.map((each, index) => ({
      ...each,
      before: {
        integratedLufs: index === composite ? (loudness?.programmeLufs ?? null) : null,
        truePeakOverDbtp: limiter?.peakBefore(index) ?? null,
      },
    })),
    warnings: [
      ...report.warnings,
      ...(target.targetLufs !== null && composite < 0
        ? [`${name}: ${withoutComposite(target.targetLufs)}`]
        : []),
      ...masterWarnings(report, master),
    ],
  }
}

const lufs = (value: number): string => `${value.toFixed(1).replace('-', '−')} LUFS`

/** Why nothing is said of a target. */
const withoutComposite = (targetLufs: number): string =>
  `no file here is the composite of the whole film as it is mixed, so none was held to ${lufs(targetLufs)}. Export the composite too.`

/** What the figures of a master, and those of the files under its ceiling, warn of. */
export const masterWarnings = (
  { deliverables, settings: { sampleRate } }: BounceReport,
  master: MasterReport,
): readonly string[] => [
  ...warningsOf(master),
  ...peaksOverCeiling({ deliverables, settings: { sampleRate, master } }).map(peakText),
]

function warningsOf(master: MasterReport): readonly string[] {
  const { spec, targetLufs, afterLufs, beforeLufs, withinTarget, gate, mode } = master
  const said: string[] = []
  if (targetLufs !== null && beforeLufs === null && mode !== 'measure' && afterLufs === null)
    said.push(`${spec.name}: the composite has no loudness to bring to ${lufs(targetLufs)}.`)
  if (targetLufs !== null && afterLufs !== null && withinTarget === false)
    said.push(
      `${spec.name}: the composite is at ${lufs(afterLufs)}${gate === 'dialogue' ? ', where dialogue or narration sounds' : ''}, and should be at ${lufs(targetLufs)}.`,
    )
  return said
}
