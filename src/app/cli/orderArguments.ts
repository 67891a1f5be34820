import type { DeliverableId } from '../../domain/deliverables/deliverable.ts'
import { DELIVERY_CONTAINERS } from '../../domain/deliveryContainers.ts'
import type { DeliveryFormat } from '../../domain/deliveryFormat.ts'
import type { AppError } from '../../domain/errors.ts'
import { type ExportSettings, MAX_LEADER_SECONDS } from '../../domain/exportSettings.ts'
import { unknownFields } from '../../domain/fileNameTemplate.ts'
import { SESSION_RATES } from '../../domain/sampleRates.ts'
import type { Session } from '../../domain/session.ts'
import { deliverablesOf } from '../../domain/sessionDeliverables.ts'
import { type Decibels, decibels } from '../../domain/units.ts'
import { err, ok, type Result } from '../../lib/result.ts'

/** What is asked of an order. What is not said is as the session has it. */
export type OrderArguments = {
  readonly settings?: Partial<Omit<ExportSettings, 'spec' | 'ffoa' | 'lfoa'>>
  /** The id of a delivery spec that is ready-made or the session's own, the path of a file, or `none`. */
  readonly spec?: string
  /** First and last frame of action, as timecode of the session; `none`: those of the session. */
  readonly ffoa?: string
  readonly lfoa?: string
  /** Of everything alike, in place of what the spec would need. */
  readonly gainDb?: Decibels
  /** Ids or type codes of deliverables, in any case; those that the session includes when absent. */
  readonly deliverables?: readonly string[]
  /** Whether all deliverables have a mono file for each channel. */
  readonly split?: boolean
  /** What of the film: the name of a region, or two timecodes with a hyphen. */
  readonly range?: string
}

export const ORDER_OPTIONS: readonly string[] = [
  '--name',
  '--format',
  '--deliverables',
  '--container',
  '--rate-out',
  '--bit-rate',
  '--template',
  '--reel',
  '--mix-version',
  '--gain',
  '--pops',
  '--measure',
  '--ffoa',
  '--lfoa',
  '--leader',
  '--spec',
  '--range',
]
/** Options that take no value. */
export const ORDER_FLAGS: readonly string[] = [
  '--measure-only',
  '--no-limit',
  '--part-pops',
  '--no-part-pops',
  '--checks',
  '--no-checks',
  '--split',
  '--no-split',
]
const CONTAINERS = DELIVERY_CONTAINERS.map(({ id }) => id)
const FORMATS: readonly string[] = ['wav16', 'wav16shaped', 'wav24', 'wav32f'] satisfies DeliveryFormat[]
const isFormat = (text: string | undefined): text is DeliveryFormat => FORMATS.includes(text ?? '')

const POPS = {
  '2-pop': { twoPop: true, tailPop: false },
  tail: { twoPop: false, tailPop: true },
  both: { twoPop: true, tailPop: true },
  none: { twoPop: false, tailPop: false },
} as const
const isLeader = (text: string, seconds: number): boolean =>
  text.trim() !== '' && seconds >= 0 && seconds <= MAX_LEADER_SECONDS
/** Far more than a mix is away from its target. */
const GAIN_LIMIT_DB = 60

/** Reads the options of `ORDER_OPTIONS` and `ORDER_FLAGS`; the error is a clause. */
export function orderArguments(options: ReadonlyMap<string, string>): Result<OrderArguments, string> {
  for (const [one, other] of [
    ['--measure-only', '--no-limit'],
    ['--measure-only', '--gain'],
    ['--part-pops', '--no-part-pops'],
    ['--checks', '--no-checks'],
    ['--split', '--no-split'],
  ] as const)
    if (options.has(one) && options.has(other)) return err(`${one} and ${other} do not go together`)
  const format = options.get('--format')
  if (format !== undefined && !isFormat(format))
    return err(`--format is one of ${FORMATS.join(', ')}, not ${format}`)
  const template = options.get('--template')
  const [unknown] = unknownFields(template ?? '')
  if (unknown !== undefined) return err(`--template has no field {${unknown}}`)
  const gain = options.get('--gain')
  const gainDb = Number(gain)
  if (gain !== undefined && !(gain.trim() && Math.abs(gainDb) <= GAIN_LIMIT_DB))
    return err(`--gain is a number of dB from −${GAIN_LIMIT_DB} to ${GAIN_LIMIT_DB}, not ${gain}`)
  const pops = options.get('--pops')
  const chosen = Object.entries(POPS).find(([name]) => name === pops)?.[1]
  if (pops !== undefined && !chosen)
    return err(`--pops is one of ${Object.keys(POPS).join(', ')}, not ${pops}`)
  const measure = options.get('--measure')
  if (measure !== undefined && measure !== 'file' && measure !== 'programme')
    return err(`--measure is file or programme, not ${measure}`)
  const leader = options.get('--leader')
  const leaderSeconds = leader === 'none' ? null : Number(leader)
  if (leader !== undefined && leaderSeconds !== null && !isLeader(leader, leaderSeconds))
    return err(`--leader is a number of seconds up to ${MAX_LEADER_SECONDS}, or none, not ${leader}`)
  const container = DELIVERY_CONTAINERS.find(({ id }) => id === options.get('--container'))
  if (options.has('--container') && !container)
    return err(`--container is one of ${CONTAINERS.join(', ')}, not ${options.get('--container')}`)
  const sampleRate = SESSION_RATES.find((rate) => String(rate) === options.get('--rate-out'))
  if (options.has('--rate-out') && !sampleRate)
    return err(`--rate-out is one of ${SESSION_RATES.join(', ')}, not ${options.get('--rate-out')}`)
  const kilobits = options.get('--bit-rate')
  if (kilobits !== undefined && !/^[1-9]\d{0,3}$/.test(kilobits))
    return err(`--bit-rate is a whole number of kbit/s, not ${kilobits}`)
  const name = options.get('--name')
  const reel = options.get('--reel')
  const version = options.get('--mix-version')
  const spec = options.get('--spec')
  const [ffoa, lfoa] = [options.get('--ffoa'), options.get('--lfoa')]
  const range = options.get('--range')
  const deliverables = options.get('--deliverables')?.split(',')
  const settings: OrderArguments['settings'] = {
    ...(name !== undefined && { name }),
    ...(format && { format }),
    ...(container && { container: container.id }),
    ...(sampleRate && { sampleRate }),
    ...(kilobits !== undefined && { bitRate: 1000 * Number(kilobits) }),
    ...(template !== undefined && { template }),
    ...(reel !== undefined && { reel }),
    ...(version !== undefined && { version }),
    ...chosen,
    ...(measure && { measure }),
    ...(leader !== undefined && { leaderSeconds }),
    ...(options.has('--part-pops') && { partMarks: true }),
    ...(options.has('--no-part-pops') && { partMarks: false }),
    ...(options.has('--measure-only') && { masterMode: 'measure' }),
    ...(options.has('--no-limit') && { masterMode: 'noLimit' }),
    ...(options.has('--checks') && { checks: true }),
    ...(options.has('--no-checks') && { checks: false }),
  }
  return ok({
    ...(Object.keys(settings).length > 0 && { settings }),
    ...(spec !== undefined && { spec }),
    ...(ffoa !== undefined && { ffoa }),
    ...(lfoa !== undefined && { lfoa }),
    ...(gain !== undefined && { gainDb: decibels(gainDb) }),
    ...(deliverables && { deliverables }),
    ...(range !== undefined && { range }),
    ...(options.has('--split') && { split: true }),
    ...(options.has('--no-split') && { split: false }),
  })
}

/** The ids of the session's deliverables that were asked for by id or by code. */
export function namedDeliverables(
  session: Session,
  asked: readonly string[] | undefined,
): Result<readonly DeliverableId[] | undefined, AppError> {
  if (!asked) return ok(undefined)
  const rows = deliverablesOf(session)
  const ids: DeliverableId[] = []
  for (const each of asked) {
    const name = each.trim().toLowerCase()
    const row = rows.find(({ id, code }) => id.toLowerCase() === name || code.toLowerCase() === name)
    if (!row) {
      const known = rows.map(({ code }) => code).join(', ')
      return err({ code: 'usage', detail: `There is no deliverable ${each}. There are ${known}.` })
    }
    ids.push(row.id)
  }
  return ok(ids)
}
