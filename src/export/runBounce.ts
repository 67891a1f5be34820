import { deliveryContainer } from '../domain/deliveryContainers.ts'
import type { DeliveryPlan } from '../domain/deliveryPlan.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import type { AppError } from '../domain/errors.ts'
import { actionOf } from '../domain/pops.ts'
import { reportedChecks } from '../domain/reportedChecks.ts'
import { decibels } from '../domain/units.ts'
import type { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { BounceJob, JobState } from './bounceJob.ts'
import { ProgressTeller } from './bounceProgress.ts'
import { bounceReport } from './bounceReport.ts'
import { chunkBytes } from './chunkedOutput.ts'
import { DeliverableOutput, type DeliveredFiles, openConversions } from './deliverableOutput.ts'
import { deliveryFacts } from './deliveryFacts.ts'
import { FileOutput } from './fileOutput.ts'
import { deliveryRefusal } from './formats/registry.ts'
import { holdConverted, isConvertedUnder } from './holdConverted.ts'
import { JobChecks } from './jobChecks.ts'
import { dialogueAfter, type MasterPlan, planMaster, reportMaster } from './masterPass.ts'
import { compositeBlocks, rendererOf } from './passRenderer.ts'
import { planJob } from './planJob.ts'
import { type Pass, type PassParts, passOf, renderPass } from './renderPass.ts'

/**
 * Renders every deliverable that is ordered in one pass, in which each source is read once; where a spec has a target, the
 * programme is measured in a pass before. Memory depends on how many
 * files there are and not on their length. The length is known beforehand, so what stands before the samples is final when
 * written, but for the patches of some containers. On any error, and on cancelling, nothing is delivered: the caller discards
 * what the sinks hold, or keeps it to go on from.
 */
export async function runBounce(job: BounceJob): Promise<Result<BounceReport, AppError>> {
  const { session, order } = job
  const planned = planJob(job)
  if (!planned.ok) return planned
  const refused = refusalOf(job, planned.value)
  if (refused) return err(refused)
  const pass = passOf(job, planned.value)
  const progress = new ProgressTeller(planned.value.deliverables, session.sampleRate, job.onProgress)
  const ahead = pass.length * (isConvertedUnder(job, planned.value) ? 2 : 1)
  const before = (done: number, of: number): void => progress.at(done, Number.NEGATIVE_INFINITY, of + ahead)
  const held: BounceJob = {
    ...job,
    async between(state) {
      const goesOn = await job.between?.(state)
      progress.begin()
      return goesOn ?? ok(undefined)
    },
  }
  const limited = await planMaster(held, planned.value, before)
  if (!limited.ok) return limited
  const master = await holdConverted(held, pass, limited.value, (done) =>
    before(limited.value.measured + done, limited.value.measured),
  )
  if (!master.ok) return master
  const { measured } = master.value
  const renderer = rendererOf(job, planned.value, master.value)
  const outputs: DeliverableOutput[] = []
  try {
    const opened = await openOutputs(job, planned.value, master.value, renderer, outputs)
    if (!opened.ok) return opened
    const { composite, byDialogue } = master.value
    const blocks = byDialogue ? compositeBlocks(planned.value, composite, renderer) : null
    const checks = order.checks ? new JobChecks(job, planned.value, renderer, master.value) : null
    const parts = { renderer, outputs, composite, blocks, checks }
    progress.begin(measured)
    const again = await lookAgain(held, pass, parts, (done, at) =>
      progress.at(measured + done, at, measured + pass.length),
    )
    if (!again.ok) return again
    if (job.from) renderer.restore(job.from.kernel)
    progress.begin(measured + (job.from?.done ?? 0))
    const rendered = await renderPass(job, pass, parts, async (done, at) => {
      progress.at(measured + done, at, measured + pass.length)
      if (!job.between || done === pass.length) return ok(undefined)
      const goesOn = await job.between(() => stateOf(master.value, renderer, outputs, done, at))
      progress.begin(measured + done)
      return goesOn
    })
    if (!rendered.ok) return rendered
    const written: DeliveredFiles[] = []
    for (const output of outputs) {
      const finished = await output.finish()
      if (!finished.ok) return finished
      written.push(finished.value)
    }
    const report = bounceReport(job, planned.value, renderer, written)
    const mastered = reportMaster(report, order.master, master.value, renderer.limiter, blocks)
    if (!checks) return ok(mastered)
    const looked = await checks.lookBack()
    if (!looked.ok) return looked
    const made = mastered.deliverables
    const found = checks.finish(made, dialogueAfter(master.value, blocks), made)
    job.onChecked?.(found)
    return ok({ ...mastered, checks: reportedChecks(session, found, order) })
  } finally {
    for (const output of outputs) output.close()
  }
}

/** What an encoder cannot make of the plan: asked before a film is mixed for it, by all that is known of the files then. */
function refusalOf({ session, startedAt = new Date() }: BounceJob, planned: DeliveryPlan): AppError | null {
  const facts = { session, startedAt, masterGainDb: decibels(0) }
  for (const one of planned.deliverables) {
    for (const index of one.files.keys()) {
      const refused = deliveryRefusal(one.container, deliveryFacts(facts, one, index))
      if (refused) return refused
    }
  }
  return null
}

/** Begins the files of each deliverable, into `outputs`: those that were begun are the caller's to close. */
async function openOutputs(
  job: BounceJob,
  planned: DeliveryPlan,
  { gainDb }: MasterPlan,
  renderer: MixRenderer,
  outputs: DeliverableOutput[],
): Promise<Result<void, AppError>> {
  const { session, sinks, startedAt = new Date(), from } = job
  const size = chunkBytes(sinks.length)
  const facts = { session, startedAt, masterGainDb: decibels(gainDb) }
  const conversions = await openConversions(job, planned, renderer, from?.conversions)
  let next = 0
  for (const [index, one] of planned.deliverables.entries()) {
    const files: FileOutput[] = []
    const { keepsPlace } = deliveryContainer(one.container)
    const begun = (keepsPlace && from?.samples[index]) || 0
    outputs.push(new DeliverableOutput(one, index, renderer, files, conversions[index] ?? null, begun))
    for (const [file, { name }] of one.files.entries()) {
      const place = next++
      const sink = sinks[place]
      if (!sink) throw new RangeError(`no sink for ${name}`)
      const own = deliveryFacts(facts, one, file)
      const opened = await FileOutput.open(one.container, own, sink, size, from?.encoders[place] ?? undefined)
      if (!opened.ok) return opened
      files.push(opened.value)
    }
  }
  return ok(undefined)
}

/**
 * What looks at the samples of a pass, or counts its blocks, grows with the programme and is not kept; nor is what encoders that
 * compress with loss have heard. Where a pass goes on, they are given what was made before once more, out of the sources: the
 * files of those encoders are written from their beginning, and nothing of any other.
 */
async function lookAgain(
  { from, ...job }: BounceJob,
  pass: Pass,
  parts: PassParts,
  onWindow: (done: number, at: number) => void,
): Promise<Result<void, AppError>> {
  if (!from) return ok(undefined)
  // What begins later has been given nothing yet.
  const isBegun = (index: number): boolean => {
    const planned = pass.planned.deliverables[index]
    return planned !== undefined && Math.min(planned.from, actionOf(planned).from) < from.at
  }
  const outputs = parts.outputs.map((output, index) =>
    output?.keepsPlace || !isBegun(index) ? null : output,
  )
  if (!parts.checks && !parts.blocks && outputs.every((output) => output === null)) return ok(undefined)
  const goesOn = async (done: number, at: number): Promise<Result<void, AppError>> => {
    onWindow(done, at)
    return (await job.between?.(null)) ?? ok(undefined)
  }
  return renderPass(job, pass, { ...parts, outputs }, goesOn, from.at)
}

/** Where a pass is: but for what `lookAgain` makes again, all that is not in the bytes of the files. */
async function stateOf(
  { loudness, limiterDbtp }: MasterPlan,
  renderer: MixRenderer,
  outputs: readonly DeliverableOutput[],
  done: number,
  at: number,
): Promise<Result<JobState, AppError>> {
  for (const output of outputs) {
    const settled = await output.settle()
    if (!settled.ok) return settled
  }
  return ok({
    done,
    at,
    samples: outputs.map(({ samples }) => samples),
    kernel: renderer.state(),
    conversions: outputs.map((output) => output.conversionState()),
    encoders: outputs.flatMap((output) => output.encoderStates()),
    heads: outputs.flatMap((output) => output.patchedHeads()),
    master: { loudness, limiterDbtp },
  })
}
