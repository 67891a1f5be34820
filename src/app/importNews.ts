import type { MediaInfo } from '../domain/media.ts'
import { chosenTimebase, ownTimecode, type Placed } from '../domain/placement.ts'
import type { Session, TrackId } from '../domain/session.ts'
import type { SetFault } from '../domain/setFault.ts'
import type { SetRemark } from '../domain/setRemarks.ts'
import { soundName } from '../domain/soundName.ts'
import { type StemId, stemSpec } from '../domain/stems.ts'
import { type FrameRate, formatTimecode } from '../domain/timecode.ts'
import type { Notice } from '../state/workspaceStore.ts'
import { inWords, nameList } from './nameList.ts'
import { type FaultySet, setFaultText } from './setFaultText.ts'

/** `tracks`: those that have to be in the session for it to be so; any of the import where that is not said. */
type News = Pick<Notice, 'severity' | 'text'> & { readonly tracks?: readonly TrackId[] }

/** A remark about the sets, or the files beside a set, of a list. */
function setText(remark: SetRemark, list: string, many: boolean): string {
  switch (remark.kind) {
    case 'incomplete':
      return `Of ${list} only some channels are here: each file became a mono track of its own. Remove them and add the whole set together, or join them in Files.`
    case 'repeated':
      return `Of ${list} some channels are here more than once: which files belong together cannot be told, and each became a mono track of its own. Remove them and add one set at a time, or join them in Files.`
    case 'numbers':
      return `Of ${list} there are the files ${numbersInWords(remark.numbers)}: a set is numbered from 1 to 6 or from 1 to 8, so each became a mono track of its own. If they are a set, remove them and add the whole set together, or join them in Files.`
    case 'smaller': {
      const { missing, than } = remark
      const lacks = `${missing.length > 1 ? 'there are' : 'there is'} no ${inWords(missing)}`
      const have = `which ${nameList(than)} ${than.length > 1 ? 'have' : 'has'}`
      const mend = many
        ? 'remove them and add the whole sets together'
        : 'remove it and add the whole set together'
      return `Of ${list} ${lacks}, ${have}. If that is not meant, ${mend}.`
    }
    case 'beside':
      return many
        ? `${list} are named like the files of the set “${remark.name}” and are not in it: each became a mono track of its own. Check in Files what they are for.`
        : `${list} is named like the files of the set “${remark.name}” and is not in it: it became a mono track of its own. Check in Files what it is for.`
  }
}

/** 1 to 5, or each of them where some between are missing. */
function numbersInWords(numbers: readonly number[]): string {
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)]
  return last - first === numbers.length - 1 ? `${first} to ${last}` : inWords(numbers)
}

/** Whether places in a session mean hours of the day: files in it say their timecode, or its start was chosen. */
function isClocked(session: Session): boolean {
  const says = Object.values(session.media).some((info) => ownTimecode(info, session) !== undefined)
  return says || chosenTimebase(session).start
}

const FAULTS: readonly SetFault['kind'][] = ['channels', 'length', 'timecode']

/** What is worth saying of an import, gathered so that sixty files of one kind are one sentence. */
export class ImportNews {
  readonly #single: News[] = []
  readonly #noStem: string[] = []
  readonly #beforeStart: string[] = []
  readonly #noTimecode: string[] = []
  readonly #atTimecode: string[] = []
  /** Whether a file without a timecode is missing something that others have. */
  #isClocked = false
  readonly #twice: string[] = []
  readonly #twiceOn = new Set<TrackId>()
  readonly #unusable: string[] = []
  readonly #faulty: FaultySet[] = []
  readonly #there: string[] = []
  /** What is said of names, by the sentence that it makes of one. */
  readonly #sets = new Map<string, { readonly remark: SetRemark; readonly names: Set<string> }>()

  /** `given`: the rate that timecode is counted at by choice. */
  timebase({ frameRate, startFrame }: Session, given: FrameRate | null): void {
    const start = formatTimecode(startFrame, frameRate)
    const counted = given?.label === frameRate.label ? ', counted as chosen in Files' : ''
    this.#single.push({
      severity: 'info',
      text: `The session starts at ${start}, ${frameRate.label}, as its first files say${counted}.`,
    })
  }

  file(info: MediaInfo): void {
    for (const warning of info.warnings)
      this.#single.push({ severity: 'warning', text: `“${soundName(info)}”: ${warning}` })
  }

  known(info: MediaInfo, track: TrackId): void {
    this.#twice.push(soundName(info))
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

  /** Of a file that was to go to its own timecode in `session`, before it is there. */
  placed(info: MediaInfo, { start, instead }: Placed, session: Session): void {
    this.#isClocked ||= instead !== 'noTimecode' || isClocked(session)
    if (instead === 'beforeStart') this.#beforeStart.push(soundName(info))
    else if (instead === 'noTimecode') this.#noTimecode.push(soundName(info))
    else if (start > 0) this.#atTimecode.push(soundName(info))
  }

  /** A set of which some files could not be used. */
  brokenSet(name: string): void {
    this.#unusable.push(name)
  }

  /** Files that are named as a set and are none. */
  faultySet(name: string, infos: readonly MediaInfo[], fault: SetFault): void {
    this.#faulty.push({ name, fileNames: infos.map(({ fileName }) => fileName), fault })
  }

  /** `called`: the set, or the file beside it, that is named. */
  setRemark(remark: SetRemark, called: string): void {
    const key = setText(remark, '', false)
    const said = this.#sets.get(key)
    if (said) said.names.add(called)
    else this.#sets.set(key, { remark, names: new Set([called]) })
  }

  /** A file of a clip to which another file went back. */
  thereAlready(fileName: string): void {
    this.#there.push(fileName)
  }

  notices(): readonly News[] {
    const info = (names: readonly string[], text: (list: string, many: boolean) => string): News[] =>
      names.length === 0 ? [] : [{ severity: 'info', text: text(nameList(names), names.length > 1) }]
    const warning = (names: readonly string[], text: (list: string, many: boolean) => string): News[] =>
      info(names, text).map((news) => ({ ...news, severity: 'warning' }))
    return [
      ...this.#single,
      ...[...this.#sets.values()].flatMap(({ remark, names }) =>
        warning([...names], (list, many) => setText(remark, list, many)),
      ),
      ...warning(
        this.#unusable,
        (list) =>
          `Not all files of ${list} could be used: those that could each became a track of their own.`,
      ),
      ...FAULTS.flatMap((kind): News[] => {
        const sets = this.#faulty.filter(({ fault }) => fault.kind === kind)
        return sets.length === 0 ? [] : [{ severity: 'warning', text: setFaultText(kind, sets) }]
      }),
      ...warning(
        this.#beforeStart,
        (list, many) =>
          `The timecode of ${list} comes before the session’s start: ${many ? 'they were' : 'it was'} placed at the start. Set an earlier session start, then move ${many ? 'them' : 'it'} to its own timecode in Files.`,
      ),
      ...info(
        this.#atTimecode,
        (list, many) => `${list} ${many ? 'were' : 'was'} placed at ${many ? 'their' : 'its'} own timecode.`,
      ),
      // Where no file says one, and nobody chose a start, the start is where they are looked for.
      ...info(
        this.#isClocked ? this.#noTimecode : [],
        (list, many) => `${list} ${many ? 'say' : 'says'} no timecode: placed at the start.`,
      ),
      ...info(
        this.#noStem,
        (list, many) =>
          `${list} ${many ? 'say' : 'says'} no stem (DX, FX, MX …): ${many ? 'they were' : 'it was'} put in Effects. Move ${many ? 'them' : 'it'} with the stem menu.`,
      ),
      ...info(
        this.#there,
        (list, many) =>
          `${list} ${many ? 'are' : 'is'} in the session already and ${many ? 'were' : 'was'} not added again.`,
      ),
      ...info(
        this.#twice,
        (list, many) =>
          `${list} ${many ? 'were' : 'was'} in the session already and ${many ? 'are' : 'is'} now there twice.`,
      ).map((news) => ({ ...news, tracks: [...this.#twiceOn] })),
    ]
  }
}
