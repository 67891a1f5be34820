import type { MediaInfo } from '../domain/media.ts'
import type { Placed } from '../domain/placement.ts'
import type { Session, TrackId } from '../domain/session.ts'
import { type StemId, stemSpec } from '../domain/stems.ts'
import { formatTimecode } from '../domain/timecode.ts'
import type { Notice } from '../state/workspaceStore.ts'

/** `tracks`: those that have to be in the session for it to be so; any of the import where that is not said. */
type News = Pick<Notice, 'severity' | 'text'> & { readonly tracks?: readonly TrackId[] }

/** Names written out in a sentence; more would not be read. */
const NAMED = 4

/** “a”, “b” and 3 more. */
export function nameList(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`)
  if (quoted.length <= NAMED + 1) {
    return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`
  }
  return `${quoted.slice(0, NAMED).join(', ')} and ${quoted.length - NAMED} more`
}

/** What is worth saying of an import, gathered so that sixty files of one kind are one sentence. */
export class ImportNews {
  readonly #single: News[] = []
  readonly #noStem: string[] = []
  readonly #beforeStart: string[] = []
  readonly #noTimecode: string[] = []
  readonly #atTimecode: string[] = []
  readonly #twice: string[] = []
  readonly #twiceOn = new Set<TrackId>()
  readonly #unusable: string[] = []
  readonly #incomplete: string[] = []
  readonly #unequal: string[] = []

  timebase({ frameRate, startFrame }: Session): void {
    const start = formatTimecode(startFrame, frameRate)
    this.#single.push({
      severity: 'info',
      text: `The session starts at ${start}, ${frameRate.label}, as its first files say.`,
    })
  }

  file(info: MediaInfo): void {
    for (const warning of info.warnings)
      this.#single.push({ severity: 'warning', text: `“${info.fileName}”: ${warning}` })
  }

  known(info: MediaInfo, track: TrackId): void {
    this.#twice.push(info.fileName)
    this.#twiceOn.add(track)
  }

  stems(name: string, [stem, ...others]: readonly StemId[]): void {
    if (!stem) this.#noStem.push(name)
    if (!stem || others.length === 0) return
    const label = (id: StemId): string => stemSpec(id).name
    this.#single.push({
      severity: 'info',
      text: `“${name}” names more than one stem: it was put in ${label(stem)}, not in ${others.map(label).join(', ')}.`,
    })
  }

  placed(info: MediaInfo, { start, instead }: Placed): void {
    if (instead === 'beforeStart') this.#beforeStart.push(info.fileName)
    else if (instead === 'noTimecode') this.#noTimecode.push(info.fileName)
    else if (start > 0) this.#atTimecode.push(info.fileName)
  }

  brokenSet(name: string, unusable: boolean): void {
    ;(unusable ? this.#unusable : this.#unequal).push(name)
  }

  /** Sets of which files are missing. */
  incomplete(names: readonly string[]): void {
    this.#incomplete.push(...names)
  }

  notices(): readonly News[] {
    const info = (names: readonly string[], text: (list: string, many: boolean) => string): News[] =>
      names.length === 0 ? [] : [{ severity: 'info', text: text(nameList(names), names.length > 1) }]
    const warning = (names: readonly string[], text: (list: string, many: boolean) => string): News[] =>
      info(names, text).map((news) => ({ ...news, severity: 'warning' }))
    return [
      ...this.#single,
      ...warning(
        this.#incomplete,
        (list) =>
          `Of ${list} only some channels are here: each file became a mono track of its own. Remove them and add the whole set together.`,
      ),
      ...warning(
        this.#unusable,
        (list) =>
          `Not all files of ${list} could be used: those that could each became a track of their own.`,
      ),
      ...warning(
        this.#unequal,
        (list) =>
          `The files of ${list} are not mono and of one length: each became a track of its own. Check that they belong together.`,
      ),
      ...warning(
        this.#beforeStart,
        (list, many) =>
          `The timecode of ${list} comes before the session’s start: ${many ? 'they were' : 'it was'} placed at the start. Set an earlier session start, then move ${many ? 'them' : 'it'} to its own timecode in Files.`,
      ),
      ...info(
        this.#atTimecode,
        (list, many) => `${list} ${many ? 'were' : 'was'} placed at ${many ? 'their' : 'its'} own timecode.`,
      ),
      // Where no file says one, the start is where they are looked for.
      ...info(
        this.#atTimecode.length > 0 ? this.#noTimecode : [],
        (list, many) => `${list} ${many ? 'say' : 'says'} no timecode: placed at the start.`,
      ),
      ...info(
        this.#noStem,
        (list, many) =>
          `${list} ${many ? 'say' : 'says'} no stem (DX, FX, MX …): ${many ? 'they were' : 'it was'} put in Effects. Move ${many ? 'them' : 'it'} with the stem menu.`,
      ),
      ...info(
        this.#twice,
        (list, many) =>
          `${list} ${many ? 'were' : 'was'} in the session already and ${many ? 'are' : 'is'} now there twice.`,
      ).map((news) => ({ ...news, tracks: [...this.#twiceOn] })),
    ]
  }
}
