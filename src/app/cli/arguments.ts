import type { DeliveryFormat } from '../../domain/delivery.ts'
import type { AppError } from '../../domain/errors.ts'
import { SESSION_RATES } from '../../domain/sampleRates.ts'
import type { StemId } from '../../domain/stems.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { ORDER_FLAGS, ORDER_OPTIONS, type OrderArguments, orderArguments } from './orderArguments.ts'

export type BounceArguments = {
  /** None when a session is given. */
  readonly stems: readonly { readonly stem: StemId; readonly path: string }[]
  /** A session document, and a folder of its files beside the document's own. */
  readonly session?: { readonly path: string; readonly media: string | null }
  /** A folder, or the ZIP file that the package is to be. */
  readonly out: string
  readonly zip?: boolean
  /** Empty: the title of the session. */
  readonly name: string
  readonly format: DeliveryFormat
  /** Hz, of a mix of stems: 48 000 when absent. */
  readonly rate?: number
  readonly order: OrderArguments
  /** Whether the mix is checked, and what is found printed. */
  readonly checks?: boolean
  /** Nothing is said but what went wrong, and what was asked for. */
  readonly quiet?: boolean
  /** A file that the sync of the mix is held against. */
  readonly guide?: string
}

/** A package to be made of a session. */
export type PackArguments = {
  readonly session: { readonly path: string; readonly media: string | null }
  readonly package: string
  readonly quiet?: boolean
}

export const STEM_OPTIONS: Readonly<Record<string, StemId>> = {
  '--dialogue': 'dialogue',
  '--effects': 'effects',
  '--fill': 'fill',
  '--music': 'music',
  '--narration': 'narration',
  '--optional': 'optional',
}
export const SINGLE_OPTIONS: readonly string[] = [
  '--session',
  '--media',
  '--out',
  '--zip',
  '--package',
  '--name',
  '--format',
  '--rate',
  '--guide',
  ...ORDER_OPTIONS,
]
const FORMATS: readonly string[] = ['wav16', 'wav16shaped', 'wav24', 'wav32f'] satisfies DeliveryFormat[]
const isFormat = (text: string): text is DeliveryFormat => FORMATS.includes(text)

/** Reads the command line. Anything not understood is an error: a misspelt option must not change a delivery. */
export function parseArguments(argv: readonly string[]): Result<BounceArguments | PackArguments, AppError> {
  const usage = (detail: string): Result<never, AppError> =>
    err({ code: 'usage', detail: `${detail}. All options: npm run --silent bounce -- --help` })
  const stems: { stem: StemId; path: string }[] = []
  const single = new Map<string, string>()
  let option: string | undefined
  let taken = 0
  let checks = false
  let quiet = false
  for (const word of argv) {
    if (word.startsWith('--')) {
      if (option !== undefined && taken === 0) return usage(`${option} needs a value`)
      if (word === '--checks' || word === '--quiet') {
        if (word === '--checks') checks = true
        else quiet = true
        option = undefined
        continue
      }
      if (ORDER_FLAGS.includes(word)) {
        single.set(word, '')
        option = undefined
        continue
      }
      if (!(word in STEM_OPTIONS) && !SINGLE_OPTIONS.includes(word)) {
        return usage(`unknown option ${word}`)
      }
      option = word
      taken = 0
    } else {
      const stem = option === undefined ? undefined : STEM_OPTIONS[option]
      if (option === undefined) return usage(`${word} stands before any option`)
      if (stem) stems.push({ stem, path: word })
      else if (taken > 0 || single.has(option)) return usage(`${option} takes one value`)
      else single.set(option, word)
      taken++
    }
  }
  if (option !== undefined && taken === 0) return usage(`${option} needs a value`)
  const zip = single.get('--zip')
  const out = single.get('--out') ?? zip
  const format = single.get('--format') ?? 'wav24'
  const path = single.get('--session')
  const media = single.get('--media') ?? null
  const packed = single.get('--package')
  if (packed !== undefined) {
    const beside = [...SINGLE_OPTIONS, ...ORDER_FLAGS].find(
      (option) => !['--session', '--media', '--package'].includes(option) && single.has(option),
    )
    if (path === undefined || stems.length > 0) return usage('--package goes with --session')
    if (beside) return usage(`--package takes no ${beside} beside it`)
    if (checks) return usage('--package takes no --checks beside it')
    return ok({ session: { path, media }, package: packed, ...(quiet && { quiet }) })
  }
  if (!out) return usage('--out is missing')
  if (zip !== undefined && single.has('--out')) return usage('--zip takes no --out beside it')
  if (zip !== undefined && !/\.zip$/i.test(zip)) return usage(`--zip is a file that ends in .zip, not ${zip}`)
  if (path !== undefined && stems.length > 0) return usage('--session takes no stems beside it')
  if (path === undefined && media !== null) return usage('--media goes with --session')
  if (path === undefined && stems.length === 0) return usage('no stem is given')
  if (!isFormat(format)) return usage(`--format is one of ${FORMATS.join(', ')}, not ${format}`)
  const asked = single.get('--rate')
  if (path !== undefined && asked !== undefined) return usage('--rate goes with stems: a session has its own')
  const rate = SESSION_RATES.find((each) => String(each) === asked)
  if (asked !== undefined && !rate) return usage(`--rate is one of ${SESSION_RATES.join(', ')}, not ${asked}`)
  const order = orderArguments(single)
  if (!order.ok) return usage(order.error)
  const guide = single.get('--guide')
  if (guide !== undefined && !checks) return usage('--guide goes with --checks')
  const looked = { ...(checks && { checks }), ...(guide !== undefined && { guide }) }
  const name = single.get('--name')
  if (path !== undefined)
    return ok({
      stems,
      session: { path, media },
      out,
      ...(zip !== undefined && { zip: true }),
      name: name ?? '',
      format,
      order: order.value,
      ...looked,
      ...(quiet && { quiet }),
    })
  return ok({
    stems,
    out,
    ...(zip !== undefined && { zip: true }),
    name: name ?? 'mix',
    format,
    ...(rate && { rate }),
    order: order.value,
    ...looked,
    ...(quiet && { quiet }),
  })
}
