import type { CheckId, Finding } from '../../domain/checks.ts'
import type { Analyser, CheckSetup, CheckStream, Hop } from './checkStream.ts'
import { type EnvelopeMatch, envelopeMatches } from './envelopeMatch.ts'
import { figure, finding } from './findings.ts'
import type { LevelTable } from './levelTable.ts'
import { MixLooks } from './mixLooks.ts'
import { type Parts, soundOfParts } from './parts.ts'
import { HEARD, type PhaseLook, sumOf } from './phaseLook.ts'
import { coarseText, lineFindings } from './syncFindings.ts'
import { type HeldLine, heldLine, type Look } from './syncLine.ts'
import { SyncLooks } from './syncLooks.ts'

/** Seconds of sound that looks need to agree. */
const ENOUGH_SECONDS = 5

/** A stretch of the guide, in samples of the session. */
export type GuideStretch = { readonly from: number; readonly frames: number }

/**
 * The mix against the guide. Looks while both go by find offsets of up to a sixth of a second, and drift. Where these agree on
 * nothing, levels over the whole programme say where the guide may belong, and looks there, of what was kept of the mix and
 * read of the guide again, find the sample. What is found nowhere is no match, and no pass.
 */
export class GuideSync implements Analyser {
  readonly checks: readonly CheckId[] = ['offset', 'drift']
  readonly #setup: CheckSetup
  readonly #table: LevelTable
  readonly #look: PhaseLook
  readonly #guide: number
  readonly #mix: Parts
  readonly #looks: SyncLooks
  readonly #kept: MixLooks
  /** Offsets that were tried, and the looks there. */
  readonly #again: { readonly lag: number; readonly looks: Look[] }[] = []
  #matches: readonly EnvelopeMatch[] | null = null
  #told = true

  /** Numbers of streams. */
  constructor(setup: CheckSetup, table: LevelTable, look: PhaseLook, guide: number, mix: Parts) {
    this.#setup = setup
    this.#table = table
    this.#look = look
    this.#guide = guide
    this.#mix = mix
    this.#looks = new SyncLooks(setup, look, [guide], mix)
    this.#kept = new MixLooks(setup, look.size, mix)
  }

  get untold(): readonly CheckId[] {
    return this.#told ? [] : ['drift']
  }

  observe(hop: Hop): void {
    this.#looks.observe(hop)
    this.#kept.observe(hop)
  }

  /**
   * After the last block: what of the guide `hear` is to be given, where it has it, for the next place that it may belong at.
   * None where looks agreed, or where there is no other place.
   */
  wanted(): readonly GuideStretch[] {
    if (this.#lineElsewhere()) return []
    const place = this.#places()[this.#again.length]
    if (!place) return []
    this.#again.push({ lag: place.lag, looks: [] })
    return this.#kept.looks.map(({ from }) => ({ from: from - place.lag, frames: this.#look.size }))
  }

  /** `pcm`: planar, of a stretch that was wanted last. */
  hear({ from, frames }: GuideStretch, pcm: readonly Float64Array[]): void {
    const place = this.#again.at(-1)
    const kept = place && this.#kept.looks.find((each) => each.from === from + place.lag)
    if (!kept) return
    sumOf(pcm, 0, frames, this.#look.reference, 0)
    this.#look.other.set(kept.samples)
    const more = this.#look.lag()
    if (typeof more === 'number') place.looks.push({ at: kept.from + frames / 2, lag: place.lag + more })
  }

  /** After the last block: what is held against the guide, and how many samples later it was found to be; `null`: nobody tells so. */
  get held(): { readonly mix: CheckStream; readonly lag: number | null } | null {
    const { streams } = this.#setup
    const mix = soundOfParts(streams, this.#mix)
    const guide = streams[this.#guide]
    if (!mix || !guide) return null
    const line = this.#looks.line() ?? this.#lineElsewhere()
    const [best] = this.#places()
    if (!line) return { mix, lag: best?.isSure ? best.lag : null }
    return { mix, lag: lineFindings(line, mix, guide, this.#setup).length > 0 ? Math.round(line.lag) : null }
  }

  finish(): readonly Finding[] {
    const line = this.#looks.line() ?? this.#lineElsewhere()
    this.#told = line !== null
    const { streams } = this.#setup
    const guide = streams[this.#guide]
    const mix = soundOfParts(streams, this.#mix)
    if (!guide || !mix) return []
    return line ? lineFindings(line, mix, guide, this.#setup) : [this.#noLine(mix, guide)]
  }

  #places(): readonly EnvelopeMatch[] {
    this.#matches ??= this.#looks.line()
      ? []
      : envelopeMatches(this.#setup.module, this.#table, this.#guide, this.#mix)
    return this.#matches
  }

  #lineElsewhere(): HeldLine | null {
    return heldLine(this.#again.at(-1)?.looks ?? [])
  }

  #noLine(mix: CheckStream, guide: CheckStream): Finding {
    const table = this.#table
    const isThere = (hop: number): boolean =>
      table.isThere(this.#guide, hop) && table.thereOf(this.#mix, hop) >= 0
    const there = table.runs(isThere)
    const of = (from: number, to: number, value: number | null, text: string): Finding =>
      finding('offset', from, to, [mix.id, guide.id], value, text)
    const [first] = there
    const last = there.at(-1)
    if (!first || !last) {
      const { from, to } = table.span(table.extent((hop) => table.thereOf(this.#mix, hop) >= 0))
      const text =
        'The guide has nothing of what was checked: it ends before, or begins after. Choose one of this part.'
      return of(from, to, null, text)
    }
    const { from, to } = table.span([first[0], last[1]])
    const sounds = table.runs((hop) => isThere(hop) && table.power(this.#guide, hop) >= HEARD)
    if (sounds.length === 0) {
      const text = 'The guide is silent: nothing in it is over −65 dBFS. Choose another, or remove it.'
      return of(from, to, null, text)
    }
    const [best] = this.#places()
    if (best?.isSure) return of(from, to, best.lag, coarseText(best.lag, mix, guide, this.#setup))
    const seconds = sounds.reduce((sum, run) => sum + table.seconds(run), 0)
    if (seconds < ENOUGH_SECONDS) {
      const text = `No match with the guide: only ${figure(seconds)} s of it sound, too little to tell its sync. Choose a longer one.`
      return of(from, to, null, text)
    }
    const text = `No match with the guide: at no offset is ${mix.name} the same film. Check that the guide is of this reel, this version and this speed, or remove it.`
    return of(from, to, null, text)
  }
}
