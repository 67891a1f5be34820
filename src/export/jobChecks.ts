import { measuredPart } from '../domain/certificate.ts'
import { compositesOf, filmFirst, isMe, soundOf } from '../domain/checkedRows.ts'
import { settingsUnder, thresholdOf } from '../domain/checkSettings.ts'
import type { CheckReport, CheckSettings, Finding, LoudnessGoal, StreamId } from '../domain/checks.ts'
import type { Deliverable } from '../domain/deliverables/deliverable.ts'
import type { DeliveryPlan, PlannedDeliverable } from '../domain/deliveryPlan.ts'
import type { DeliverableReport } from '../domain/deliveryReport.ts'
import type { AppError } from '../domain/errors.ts'
import { guideEndClause, guideEnds, guideLengths, type HeldMix } from '../domain/guideEnds.ts'
import { layoutOf } from '../domain/layout.ts'
import { actionOf, type Stretch } from '../domain/pops.ts'
import type { Session } from '../domain/session.ts'
import type { DeliverySpec } from '../domain/specs/deliverySpec.ts'
import { STEMS } from '../domain/stems.ts'
import { hullOf } from '../domain/stretches.ts'
import { CheckRun } from '../kernel/checks/checkRun.ts'
import type { CheckStream } from '../kernel/checks/checkStream.ts'
import { type FileFigures, formFindings, peakFindings } from '../kernel/checks/fileChecks.ts'
import { finding } from '../kernel/checks/findings.ts'
import { loudnessVerdict, type ProgrammeFigures } from '../kernel/checks/loudnessChecks.ts'
import { LoudnessExcess } from '../kernel/checks/loudnessExcess.ts'
import type { BlockState, MixRenderer } from '../kernel/mixRenderer.ts'
import { ok, type Result } from '../lib/result.ts'
import type { MixJob } from './bounceJob.ts'
import { deliveredForms, type MadeForm } from './deliveredForms.ts'
import { GuideReader } from './guideReader.ts'
import type { MasterPlan } from './masterPass.ts'

/** What is asked of a deliverable that was mixed. */
export type MixedFigures = Pick<
  DeliverableReport,
  'id' | 'name' | 'from' | 'integratedLufs' | 'loudnessRangeLu' | 'maxTruePeakDbtp'
>

/** What is asked of one that was written. */
export type MadeFigures = MixedFigures & MadeForm

/** Where a stream's samples are: in a bus of the renderer, of a delivery or of none; or in the guide. */
type Source = CheckStream & { readonly bus: number | null; readonly delivery: number | null }

/** The checks of a pass, fed with what its renderer has just made. Leader and pops are none of the programme. */
export class JobChecks {
  readonly #run: CheckRun
  readonly #sources: readonly Source[]
  readonly #programme: Stretch
  readonly #session: Session
  readonly #plan: DeliveryPlan
  readonly #settings: CheckSettings
  readonly #guide: GuideReader | null
  readonly #spec: DeliverySpec | undefined
  readonly #goal: LoudnessGoal | undefined
  readonly #composite: number
  readonly #held: Pick<HeldMix, 'mix' | 'files'> | null
  readonly #excess: LoudnessExcess | null

  /**
   * `composite`: which delivery the goal of the order is for; −1 where it is for none. `gainDb`: of all alike. `delivered`: what is
   * going to be delivered, where the plan is another: a guide is as long as that.
   */
  constructor(
    { session, order, media, module }: MixJob,
    plan: DeliveryPlan,
    renderer: MixRenderer,
    { composite, gainDb }: Pick<MasterPlan, 'composite' | 'gainDb'>,
    delivered: DeliveryPlan = plan,
  ) {
    const { checks, master } = order
    const file = checks?.guide && media.get(checks.guide.id)
    this.#guide = checks?.guide && file ? new GuideReader(module, checks.guide, file) : null
    this.#sources = [...sourcesOf(session, plan, renderer, delivered), ...guideStream(this.#guide)]
    this.#programme = plan.pops.programme
    this.#session = session
    this.#plan = plan
    this.#settings = settingsUnder(session.checks, master?.spec)
    this.#spec = master?.spec
    this.#goal = checks?.goal ?? master?.spec
    this.#composite = composite
    this.#held = compositeHulls(delivered, session) ?? compositeHulls(plan, session)
    this.#excess = this.#excessOf(renderer, order.pops?.measure ?? 'file')
    this.#run = new CheckRun({
      module,
      sampleRate: session.sampleRate,
      streams: this.#sources,
      settings: this.#settings,
      gain: 10 ** (gainDb / 20),
      frameRate: session.frameRate,
      length: this.#programme.to - this.#programme.from,
    })
  }

  #excessOf({ plan, meters }: MixRenderer, measure: 'file' | 'programme'): LoudnessExcess | null {
    const planned = this.#plan.deliverables[this.#composite]
    const meter = meters[plan.buses.findIndex(({ id }) => id === `deliverable:${planned?.deliverable.id}`)]
    if (!planned || !meter || !this.#goal) return null
    const { from } = measuredPart(planned, this.#programme, measure)
    return new LoudnessExcess(meter, this.#session.sampleRate, from, this.#goal)
  }

  /** Has what is not mixed ready for a block: `null` where there is nothing to wait for. */
  load(from: number, frames: number): Promise<Result<void, AppError>> | null {
    return this.#isProgramme(from) ? (this.#guide?.load(from, frames) ?? null) : null
  }

  /** After each block that was rendered, and what `load` gave for it. */
  observe(renderer: MixRenderer, from: number, frames: number, { deliveries }: BlockState): void {
    this.#excess?.gather()
    if (!this.#isProgramme(from) || deliveries?.includes(true) === false) return
    const pcm = this.#sources.map(({ bus, delivery }) => {
      if (bus === null) return this.#guide?.block(from, frames) ?? null
      return delivery === null || !deliveries || deliveries[delivery] ? renderer.bus(bus) : null
    })
    this.#run.observe({ from, frames, pcm })
  }

  /** After the last block, before `finish`: reads of the guide again what is to be held against other places of the mix. */
  async lookBack(): Promise<Result<void, AppError>> {
    for (let wanted = this.#run.guideWanted(); wanted.length > 0; wanted = this.#run.guideWanted()) {
      for (const stretch of wanted) {
        const { from, frames } = stretch
        const read = await this.#guide?.load(from, frames)
        if (read?.ok === false) return read
        const pcm = this.#guide?.block(from, frames)
        if (pcm) this.#run.hearGuide(stretch, pcm)
      }
    }
    return ok(undefined)
  }

  /** `null`: there is no guide, or nothing to hold against it. */
  #guideLength(): readonly Finding[] | null {
    const held = this.#guide && this.#run.guideHeld()
    if (!this.#guide || !held || !this.#held) return null
    const { at, length } = this.#guide
    const { frameRate, sampleRate } = this.#session
    const guide = { at, samples: length }
    const mixes = { ...this.#held, programme: this.#programme }
    const slack = { frames: thresholdOf(this.#settings, 'guideLength') ?? 0, frameRate, sampleRate }
    return guideEnds(guide, mixes, held.lag, slack).map((end) => {
      const { id, name } = held.mix
      const text = `${guideEndClause(end, sampleRate)}${name}${guideLengths(length, name, mixes.mix)}`
      const frames = ((end.to - end.from) * frameRate.num) / (frameRate.den * sampleRate)
      return finding('guideLength', end.from, end.to, [id, 'guide'], frames, text)
    })
  }

  #isProgramme(from: number): boolean {
    return from >= this.#programme.from && from < this.#programme.to
  }

  /** `mixed`: what the meters say of each deliverable. `made`: what each has come to, where it was written. */
  finish(
    mixed: readonly MixedFigures[],
    dialogue: ProgrammeFigures['dialogue'] | null,
    made: readonly MadeFigures[] = [],
  ): CheckReport {
    const { deliverables } = this.#plan
    const files = mixed.map(({ id, name, from: start, maxTruePeakDbtp }, index): FileFigures => {
      const planned = deliverables[index]
      const { from, to } = planned ? actionOf(planned) : { from: start, to: start }
      return { stream: `deliverable:${id}`, name, from, to, maxTruePeakDbtp }
    })
    const goal = mixed[this.#composite]
    const file = files[this.#composite]
    const verdict =
      this.#goal && goal && file
        ? loudnessVerdict({ ...goal, ...file, ...(dialogue && { dialogue }) }, this.#goal)
        : { looked: [], findings: [] }
    const looked = new Set<StreamId>(
      this.#sources.flatMap(({ delivery, converted }) => {
        const of = delivery === null ? undefined : deliverables[delivery]
        return of && !converted ? streamOf(of) : []
      }),
    )
    const guideLength = this.#guideLength()
    return this.#run.finish(
      [
        ...(guideLength ?? []),
        ...verdict.findings,
        ...(file ? (this.#excess?.findings(file.name, file.stream) ?? []) : []),
        ...peakFindings(files, looked, this.#settings),
        ...formFindings(deliveredForms(this.#plan, this.#session, this.#spec, made), this.#settings),
      ],
      [
        ...verdict.looked,
        ...(files.length > 0 ? (['truePeak'] as const) : []),
        ...(this.#excess?.checks ?? []),
        ...(guideLength ? (['guideLength'] as const) : []),
        ...(made.length > 0 ? (['length', 'rate', 'channels'] as const) : []),
      ],
    )
  }
}

/** What of the film composites hold, and their files. */
const compositeHulls = (
  { deliverables }: DeliveryPlan,
  { tracks }: Session,
): Pick<HeldMix, 'mix' | 'files'> | null => {
  const rows = deliverables.map(({ deliverable }) => deliverable)
  const composites = compositesOf(rows, tracks)
  const planned = deliverables.filter(({ deliverable }) => composites.includes(deliverable))
  const [mix, files] = [hullOf(planned.map(actionOf)), hullOf(planned)]
  return mix && files && { mix, files }
}

const guideStream = (guide: GuideReader | null): readonly Source[] =>
  guide
    ? [
        {
          id: 'guide',
          name: 'the guide',
          speakers: guide.speakers,
          stems: [],
          length: guide.length,
          bus: null,
          delivery: null,
        },
      ]
    : []

const streamOf = ({ deliverable }: PlannedDeliverable): StreamId => `deliverable:${deliverable.id}`

type Looked = { readonly planned: PlannedDeliverable; readonly id: StreamId; readonly isComposite: boolean }

/**
 * Deliverables whose samples are looked at; of the others, their figures are. They are each composite and each M&E that sounds as no
 * other: a copy of it in another kind of file, or of a part of it, has nothing to find that the other has not. Parts of the film that
 * sound alike have one id, as a look before an export has it of the whole, and waivers.
 */
function lookedAt(session: Session, deliverables: readonly PlannedDeliverable[]): readonly Looked[] {
  const rows = deliverables.toSorted((a, b) => filmFirst(a.deliverable, b.deliverable))
  const composites = compositesOf(
    rows.map(({ deliverable }) => deliverable),
    session.tracks,
  )
  const areAlike = (one: PlannedDeliverable, other: PlannedDeliverable): boolean =>
    soundOf(one.deliverable, session) === soundOf(other.deliverable, session)
  const holds = (one: PlannedDeliverable, other: PlannedDeliverable): boolean => {
    const [whole, part] = [actionOf(one), actionOf(other)]
    return whole.from <= part.from && part.to <= whole.to
  }
  const own = (kind: readonly PlannedDeliverable[], isComposite: boolean): readonly Looked[] =>
    kind.flatMap((one, n) => {
      const isCopy = kind.some(
        (other, m) =>
          other !== one && areAlike(other, one) && holds(other, one) && (m < n || !holds(one, other)),
      )
      const first = kind.find((other) => areAlike(other, one)) ?? one
      return isCopy ? [] : { planned: one, id: streamOf(first), isComposite }
    })
  return [
    ...own(
      rows.filter(({ deliverable }) => composites.includes(deliverable)),
      true,
    ),
    ...own(
      rows.filter(({ deliverable }) => isMe(deliverable)),
      false,
    ),
  ]
}

/** By place, what will be delivered of one that was planned for them; none where they are not parts of the film. */
function deliveredParts(
  session: Session,
  { deliverable, isComposite }: { readonly deliverable: Deliverable; readonly isComposite: boolean },
  { deliverables }: DeliveryPlan,
): NonNullable<CheckStream['parts']> {
  const rows = deliverables.map((each) => each.deliverable)
  const kind = isComposite ? compositesOf(rows, session.tracks) : rows.filter(isMe)
  const sound = soundOf(deliverable, session)
  const alike = deliverables.filter(
    (each) => kind.includes(each.deliverable) && soundOf(each.deliverable, session) === sound,
  )
  return alike.some((each) => each.deliverable.range.kind === 'film')
    ? []
    : alike.map((each) => ({ name: each.deliverable.name, ...actionOf(each) }))
}

function sourcesOf(
  session: Session,
  planned: DeliveryPlan,
  { plan }: MixRenderer,
  delivered: DeliveryPlan,
): readonly Source[] {
  const { deliverables } = planned
  const { speakers } = layoutOf(session.layout)
  const busOf = (id: string): number => plan.buses.findIndex((each) => each.id === id)
  const stems = STEMS.flatMap(({ id: stem, name }): Source[] => {
    const id = `stem:${stem}` as const
    const bus = busOf(id)
    return bus < 0 ? [] : [{ id, name, speakers, stems: [stem], bus, delivery: null }]
  })
  const rows = lookedAt(session, deliverables).map(({ planned: one, id, isComposite }): Source => {
    const { deliverable, layout, sampleRate } = one
    const { name, stems } = deliverable
    const converted = sampleRate !== session.sampleRate
    const [bus, delivery] = [busOf(streamOf(one)), deliverables.indexOf(one)]
    // In an export each part is a stream of its own.
    const parts =
      delivered === planned ? [] : deliveredParts(session, { deliverable, isComposite }, delivered)
    return { id, name, parts, speakers: layout.speakers, stems, bus, delivery, converted, isComposite }
  })
  return [...stems, ...rows]
}
