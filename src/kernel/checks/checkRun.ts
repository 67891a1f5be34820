import { judged, thresholdOf } from '../../domain/checkSettings.ts'
import type { CheckId, CheckReport, Finding } from '../../domain/checks.ts'
import { Bleed } from './bleed.ts'
import { CheckKernel } from './checkKernel.ts'
import type { Analyser, CheckBlock, CheckSetup, Hop } from './checkStream.ts'
import { withoutRepeats } from './findings.ts'
import { type GuideStretch, GuideSync } from './guideSync.ts'
import { holes, looksForHoles } from './holes.ts'
import { HopCutter } from './hopCutter.ts'
import { levelChecks, levelFindings } from './levelFindings.ts'
import { LevelTable } from './levelTable.ts'
import { isMeStream, isWholeMeStream, streamsThat } from './meStreams.ts'
import { PairLevels } from './pairLevels.ts'
import { partsOf } from './parts.ts'
import { PhaseLook } from './phaseLook.ts'
import { SampleChecks } from './sampleChecks.ts'
import { SyncLooks } from './syncLooks.ts'

/**
 * All checks of a mix, fed with the sound of its stems and deliverables as it comes, in blocks of any size. Memory grows by
 * some 2 kB a second of programme and stream, and by nothing else.
 */
export class CheckRun {
  readonly #setup: CheckSetup
  readonly #cutter: HopCutter
  readonly #samples: SampleChecks
  readonly #table: LevelTable
  readonly #others: readonly Analyser[]
  readonly #guide: GuideSync | null

  constructor(setup: CheckSetup) {
    this.#setup = setup
    const { streams } = setup
    const kernel = new CheckKernel(setup.module, streams.length)
    this.#cutter = new HopCutter(setup, kernel, (hop) => this.#observe(hop))
    this.#samples = new SampleChecks(setup, kernel)
    this.#table = new LevelTable(setup, kernel)
    const mixes = streamsThat(streams, ({ isComposite }) => isComposite === true)
    const mix = partsOf(streams, mixes)
    const whole = streamsThat(streams, isWholeMeStream)
    const me = partsOf(streams, whole)
    const guide = this.#table.indexOf('guide')
    const look = () => new PhaseLook(kernel, setup.sampleRate)
    this.#guide = mix.length === 0 || guide < 0 ? null : new GuideSync(setup, this.#table, look(), guide, mix)
    this.#others = [
      ...streamsThat(streams, isMeStream).map((one) => new Bleed(setup, kernel, one)),
      ...whole.map((one) => new PairLevels(setup, kernel, this.#table, mixes, one)),
      ...(mix.length === 0 || me.length === 0 ? [] : [new SyncLooks(setup, look(), mix, me)]),
      ...(this.#guide ? [this.#guide] : []),
    ]
  }

  observe(block: CheckBlock): void {
    this.#cutter.add(block)
  }

  #observe(hop: Hop): void {
    this.#samples.observe(hop)
    this.#table.add(hop, this.#samples.sums)
    for (const other of this.#others) other.observe(hop)
  }

  /**
   * After the last block, before `finish`: what of the guide `hearGuide` is to be given, where there is that of it. To be asked
   * again until it is nothing.
   */
  guideWanted(): readonly GuideStretch[] {
    this.#cutter.flush()
    return this.#guide?.wanted() ?? []
  }

  /** `pcm`: planar, of a stretch that was wanted. Read at once, and not kept. */
  hearGuide(stretch: GuideStretch, pcm: readonly Float64Array[]): void {
    this.#guide?.hear(stretch, pcm)
  }

  /** After the last block: what the guide was held against, and how it lies to it. `null`: there is none of the two. */
  guideHeld(): GuideSync['held'] {
    this.#cutter.flush()
    return this.#guide?.held ?? null
  }

  /** After the last block. `also`: what other than the sound has shown (`fileChecks.ts`). */
  finish(also: readonly Finding[] = [], alsoLooked: readonly CheckId[] = []): CheckReport {
    this.#cutter.flush()
    const { settings, streams, sampleRate } = this.#setup
    const found = [
      ...[this.#samples, ...this.#others].flatMap((analyser) => analyser.finish()),
      ...levelFindings(this.#table, settings),
      ...holes(this.#table, thresholdOf(settings, 'hole') ?? 0),
    ]
    const looked = new Set<CheckId>([
      ...[this.#samples, ...this.#others].flatMap(({ checks }) => checks),
      ...levelChecks(streams),
      ...(looksForHoles(this.#table) ? (['hole'] as const) : []),
      ...alsoLooked,
    ])
    for (const check of this.#others.flatMap(({ untold = [] }) => untold))
      if (!found.some((each) => each.check === check)) looked.delete(check)
    return judged([...withoutRepeats(found, streams, sampleRate / 20), ...also], looked, settings, sampleRate)
  }
}
