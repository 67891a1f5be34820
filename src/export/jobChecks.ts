import type { CheckReport, StreamId } from '../domain/checks.ts'
import type { DeliverableReport, DeliveryOrder, ReportedCheck } from '../domain/delivery.ts'
import type { DeliveryPlan } from '../domain/deliveryPlan.ts'
import { layoutOf } from '../domain/layout.ts'
import type { Stretch } from '../domain/pops.ts'
import { reportedChecks } from '../domain/reportedChecks.ts'
import type { Session } from '../domain/session.ts'
import { STEMS } from '../domain/stems.ts'
import { CheckRun } from '../kernel/checks/checkRun.ts'
import type { CheckStream } from '../kernel/checks/checkStream.ts'
import { type FileFigures, loudnessFindings, peakFindings } from '../kernel/checks/fileChecks.ts'
import type { BlockState, MixRenderer } from '../kernel/mixRenderer.ts'

/** What is asked of a deliverable that was made. */
export type MadeFigures = Pick<
  DeliverableReport,
  'id' | 'name' | 'from' | 'samples' | 'integratedLufs' | 'maxTruePeakDbtp'
>

/** Deliverables whose samples are looked at; of the others, their figures are. */
const LOOKED = ['composite', 'me']

type Source = CheckStream & { readonly bus: number; readonly delivery: number | null }

/** The checks of a pass, fed with what its renderer has just made. Leader and pops are none of the programme. */
export class JobChecks {
  readonly #run: CheckRun
  readonly #sources: readonly Source[]
  readonly #programme: Stretch
  readonly #session: Session
  readonly #order: DeliveryOrder

  constructor(session: Session, order: DeliveryOrder, plan: DeliveryPlan, renderer: MixRenderer) {
    this.#sources = sourcesOf(session, plan, renderer)
    this.#programme = plan.pops.programme
    this.#session = session
    this.#order = order
    this.#run = new CheckRun({
      module: renderer.module,
      sampleRate: session.sampleRate,
      streams: this.#sources,
      settings: session.checks,
      length: this.#programme.to - this.#programme.from,
    })
  }

  /** After each block that was rendered. */
  observe(renderer: MixRenderer, from: number, frames: number, { deliveries }: BlockState): void {
    if (from < this.#programme.from || from >= this.#programme.to) return
    if (deliveries?.includes(true) === false) return
    const pcm = this.#sources.map(({ bus, delivery }) =>
      delivery === null || !deliveries || deliveries[delivery] ? renderer.bus(bus) : null,
    )
    this.#run.observe({ from, frames, pcm })
  }

  /** As the report has them. */
  reported(made: readonly MadeFigures[]): readonly ReportedCheck[] {
    return reportedChecks(this.#session, this.finish(made))
  }

  /** `made`: what the meters say of each deliverable. */
  finish(made: readonly MadeFigures[]): CheckReport {
    const files = made.map(
      ({ id, name, from, samples, integratedLufs, maxTruePeakDbtp }): FileFigures => ({
        stream: `deliverable:${id}`,
        name,
        from,
        to: from + samples,
        integratedLufs,
        maxTruePeakDbtp,
      }),
    )
    const goal = this.#order.checks?.goal
    const looked = new Set<StreamId>(this.#sources.map(({ id }) => id))
    return this.#run.finish(
      [...loudnessFindings(files, goal), ...peakFindings(files, looked, this.#session.checks)],
      goal ? ['loudness'] : [],
    )
  }
}

function sourcesOf(
  session: Session,
  { deliverables }: DeliveryPlan,
  { plan }: MixRenderer,
): readonly Source[] {
  const layout = layoutOf(session.layout)
  return plan.buses.flatMap(({ id }, bus): Source[] => {
    const stem = STEMS.find((each) => id === `stem:${each.id}`)
    if (stem)
      return [
        {
          id: `stem:${stem.id}`,
          name: stem.name,
          speakers: layout.speakers,
          stems: [stem.id],
          bus,
          delivery: null,
        },
      ]
    const delivery = deliverables.findIndex(({ deliverable }) => id === `deliverable:${deliverable.id}`)
    const found = deliverables[delivery]
    if (!found || !LOOKED.includes(found.deliverable.id)) return []
    const { name, stems } = found.deliverable
    return [
      {
        id: `deliverable:${found.deliverable.id}`,
        name,
        speakers: found.layout.speakers,
        stems,
        bus,
        delivery,
      },
    ]
  })
}
