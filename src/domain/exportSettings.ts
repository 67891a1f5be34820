import type { GuideMedia } from './checks.ts'
import { MAX_BIT_RATE } from './deliverableProblems.ts'
import { type Deliverable, isViewingCopy } from './deliverables/deliverable.ts'
import type { DeliveryOrder } from './delivery.ts'
import type { DeliveryContainer } from './deliveryContainers.ts'
import { type DeliveryFormat, deliveryFormat } from './deliveryFormat.ts'
import { DEFAULT_TEMPLATE, NAME_PRESETS } from './fileNameTemplate.ts'
import type { LayoutId } from './layout.ts'
import type { PopsOrder } from './pops.ts'
import { safeFileName } from './safeFileName.ts'
import { SESSION_RATES } from './sampleRates.ts'
import type { Session } from './session.ts'
import { deliverablesOf } from './sessionDeliverables.ts'
import type { DeliverySpec, MasterMode } from './specs/deliverySpec.ts'
import { specProblems } from './specs/ownSpecs.ts'
import { frameOfSample, type Timebase } from './timebase.ts'
import { nominalRate } from './timecode.ts'
import { frames, type SamplePosition } from './units.ts'

/** Where an export goes: the kind of place, which a person chooses anew each time. */
export const DESTINATION_KINDS = ['downloads', 'folder', 'zip'] as const
export type DestinationKind = (typeof DESTINATION_KINDS)[number]

/** What is chosen for the exports of a session besides the rows of the matrix. */
export type ExportSettings = {
  /** `{title}` of file names; the session's where it is empty. */
  readonly name: string
  readonly format: DeliveryFormat
  readonly container: DeliveryContainer
  /** Hz; `null` is the session's. */
  readonly sampleRate: number | null
  /** Bits a second where a container compresses with loss; `null` is what is usual in it. */
  readonly bitRate: number | null
  /** `{reel}`; where it is empty, of each deliverable of a region, the region's name. */
  readonly reel: string
  readonly version: string
  readonly template: string
  /** The preset that says what `{type}` is: of `NAME_PRESETS`. */
  readonly naming: string
  readonly twoPop: boolean
  readonly tailPop: boolean
  /**
   * A sample of the first frame of action, and one of the last: a place in the film, that no other timecode moves. `null`: the
   * first frame of the session, and the last that has sound.
   */
  readonly ffoa: SamplePosition | null
  readonly lfoa: SamplePosition | null
  /** Seconds of counted frames before the first frame of action that files begin at or before, 0 … `MAX_LEADER_SECONDS`. */
  readonly leaderSeconds: number | null
  /** Whether parts of the film, as reels of a session are, have that leader and those pops of their own. */
  readonly partMarks: boolean
  /** `programme`: from the first to the last frame of action. */
  readonly measure: PopsOrder['measure']
  /** Without one the levels are as they are mixed. */
  readonly spec: DeliverySpec | null
  readonly masterMode: MasterMode
  /** Whether the mix is looked into while it is rendered. */
  readonly checks: boolean
  /** The last that was chosen; `null` before. */
  readonly destination: DestinationKind | null
}

export const DEFAULT_EXPORT_SETTINGS: ExportSettings = {
  name: '',
  format: 'wav24',
  container: 'wav',
  sampleRate: null,
  bitRate: null,
  reel: '',
  version: '',
  template: DEFAULT_TEMPLATE,
  naming: 'plain',
  twoPop: false,
  tailPop: false,
  ffoa: null,
  lfoa: null,
  leaderSeconds: null,
  partMarks: false,
  measure: 'programme',
  spec: null,
  masterMode: 'linked',
  checks: true,
  destination: null,
}

/** Those of a session. */
export const exportSettingsOf = ({
  exportSettings,
}: {
  readonly exportSettings?: ExportSettings
}): ExportSettings => exportSettings ?? DEFAULT_EXPORT_SETTINGS

/** The order that the settings come to for a session; `guide`: what its sync is held against, where it is checked. */
export function orderOf(
  session: { readonly title: string } & Timebase,
  settings: ExportSettings,
  guide?: GuideMedia | null,
): DeliveryOrder {
  const { name, format, container, sampleRate, bitRate, reel, version, template, naming } = settings
  const { spec, masterMode, checks } = settings
  const { types, dropFrameMark } = NAME_PRESETS.find(({ id }) => id === naming) ?? {}
  return {
    name: safeFileName(name || session.title),
    format,
    container,
    ...(sampleRate !== null && { sampleRate }),
    ...(bitRate !== null && { bitRate }),
    template,
    ...(types && Object.keys(types).length > 0 && { types }),
    ...(dropFrameMark !== undefined && { dropFrameMark }),
    ...(reel.trim() && { reel: reel.trim() }),
    ...(version.trim() && { version: version.trim() }),
    ...(spec && { master: { spec, mode: masterMode } }),
    ...(marksFilm(settings) && { pops: popsOf(session, settings) }),
    ...(checks && { checks: guide ? { guide } : {} }),
  }
}

/** Whether the settings say anything of where the film begins and ends; else files are the film, and all of it is measured. */
export const marksFilm = ({ twoPop, tailPop, ffoa, lfoa, leaderSeconds }: ExportSettings): boolean =>
  twoPop || tailPop || ffoa !== null || lfoa !== null || leaderSeconds !== null

/** Sync marks and the measured part as settings have them, in frames of the session. */
export function popsOf(session: Timebase, settings: ExportSettings): PopsOrder {
  const { twoPop, tailPop, measure, ffoa, lfoa, leaderSeconds, partMarks } = settings
  return {
    twoPop,
    tailPop,
    measure,
    ...(ffoa !== null && { ffoa: frames(frameOfSample(session, ffoa)) }),
    ...(lfoa !== null && { lfoa: frames(frameOfSample(session, lfoa)) }),
    ...(leaderSeconds !== null && {
      leader: frames(Math.round(leaderSeconds * nominalRate(session.frameRate))),
    }),
    ...(partMarks && { partMarks }),
  }
}

/**
 * The settings with a spec and what it asks for: format and rate (Hz), where those that are chosen are none of its own, container,
 * pops and leader. Where it says nothing of a pop or of the leader, they stay, but for those that the spec before it brought. A
 * template that somebody typed stays; one of a preset gives way. Without a spec, the settings as they were: what somebody chose
 * stays chosen. What it asks of the rows is for `rowsWithSpec`.
 */
export function withSpec(
  settings: ExportSettings,
  spec: DeliverySpec | null,
  { sampleRate: mixed }: { readonly sampleRate: number },
): ExportSettings {
  if (!spec) return { ...settings, spec }
  const { spec: before } = settings
  // Noise-shaped 16 bits are 16 bits: how they are dithered is for whoever mixes.
  const { kind } = deliveryFormat(settings.format)
  const isDepthTaken = spec.formats.some((taken) => deliveryFormat(taken).kind === kind)
  const [format = settings.format] = isDepthTaken ? [settings.format] : spec.formats
  const names = NAME_PRESETS.find(({ id }) => id === spec.naming)
  const isTyped = NAME_PRESETS.every(({ template }) => template !== settings.template)
  const isTaken = spec.sampleRates.includes(settings.sampleRate ?? mixed)
  const [rate = mixed] = spec.sampleRates.includes(mixed) ? [mixed] : spec.sampleRates
  const stays = (pop: 'twoPop' | 'tailPop'): boolean => settings[pop] && !before?.[pop]
  const isLeaderBefore = before !== null && before.leaderSeconds === settings.leaderSeconds
  return {
    ...settings,
    spec,
    format,
    container: 'wav',
    ...(!isTaken && { sampleRate: rate === mixed ? null : rate }),
    ...(names && { naming: names.id, ...(!isTyped && { template: names.template }) }),
    twoPop: spec.twoPop || stays('twoPop'),
    tailPop: spec.tailPop || stays('tailPop'),
    leaderSeconds: spec.leaderSeconds ?? (isLeaderBefore ? null : settings.leaderSeconds),
  }
}

/** The session with the channels of its rows in files as a spec asks for them, viewing copies left as they are. */
export const rowsWithSpec = (session: Session, { split }: Pick<DeliverySpec, 'split'>): Session =>
  rowsSplit(session, split, (row) => !isViewingCopy(row))

/** The session with a file for each channel of those rows that are meant, or with one for all; the very same one where they are so. */
export function rowsSplit(
  session: Session,
  split: boolean,
  isMeant: (row: Deliverable) => boolean = () => true,
): Session {
  const rows = deliverablesOf(session)
  const isOther = (row: Deliverable): boolean => row.split !== split && isMeant(row)
  if (!rows.some(isOther)) return session
  return { ...session, deliverables: rows.map((row) => (isOther(row) ? { ...row, split } : row)) }
}

/**
 * A spec that asks for the files as they are chosen now: rate, depth, layout, names, pops, leader, and whether channels are in files of
 * their own. What is chosen is certain.
 */
export function specOfSettings(
  spec: DeliverySpec,
  settings: ExportSettings,
  {
    sampleRate,
    layout,
    split,
  }: { readonly sampleRate: number; readonly layout: LayoutId; readonly split: boolean },
): DeliverySpec {
  const { format, naming, twoPop, tailPop, leaderSeconds } = settings
  const chosen = {
    sampleRates: [settings.sampleRate ?? sampleRate],
    formats: [format],
    layouts: [layout],
    split,
    naming,
    twoPop,
    tailPop,
    leaderSeconds,
  } satisfies Partial<DeliverySpec>
  return { ...spec, ...chosen, uncertain: spec.uncertain.filter((field) => !(field in chosen)) }
}

/** The longest leader, as delivery specs have it. */
export const MAX_LEADER_SECONDS = 600
/** Characters of what is typed. */
export const SETTING_LIMIT = 1000

/** What is wrong with settings, a sentence each; none in those that can be. Names and templates are the plan's to refuse. */
export function exportSettingsProblems(settings: ExportSettings): readonly string[] {
  const { sampleRate, bitRate, naming, spec, ffoa, lfoa, leaderSeconds } = settings
  const problems: string[] = []
  for (const field of ['name', 'reel', 'version', 'template'] as const)
    if (settings[field].length > SETTING_LIMIT) problems.push(`export: its ${field} is too long`)
  if (sampleRate !== null && !SESSION_RATES.some((rate) => rate === sampleRate))
    problems.push('export: its sample rate')
  if (bitRate !== null && !(Number.isInteger(bitRate) && bitRate >= 1 && bitRate <= MAX_BIT_RATE))
    problems.push('export: its bit rate')
  if (ffoa !== null && lfoa !== null && lfoa < ffoa)
    problems.push('export: its last frame of action is before its first')
  if (leaderSeconds !== null && !(leaderSeconds >= 0 && leaderSeconds <= MAX_LEADER_SECONDS))
    problems.push('export: its leader')
  if (!NAME_PRESETS.some(({ id }) => id === naming)) problems.push('export: there are no such names')
  if (spec) problems.push(...specProblems(spec).map((problem) => `export: target: ${problem}`))
  return problems
}
