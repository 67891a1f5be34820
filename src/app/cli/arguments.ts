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
  /** Documents of more sessions, of each of which the same is asked: each goes into a place of its own in the folder `out`. */
  readonly further?: readonly string[]
  /**
   * A folder, or the ZIP file that the package is to be, of several sessions the folder of those; empty where only checks are
   * asked for, and none is given.
   */
  readonly out: string
  /** Nothing is made: the mix is checked, and what is found is printed. */
  readonly checkOnly?: boolean
  readonly zip?: boolean
  /** What is there under the names of the files is replaced, and not a reason to refuse. */
  readonly replace?: boolean
  /** What a run of the same line that was killed has left is gone on with, where that can be. */
  readonly resume?: boolean
  /** Hz, of a mix of stems: 48 000 when absent. */
  readonly rate?: number
  readonly order: OrderArguments
  /** Nothing is said but what went wrong, and what was asked for. */
  readonly quiet?: boolean
  /** What a control would send back is told by the exit code. */
  readonly failOnFindings?: boolean
  /** A file that the sync of the mix is held against. */
  readonly guide?: string
}

/** A package to be made of a session. */
export type PackArguments = {
  readonly session: { readonly path: string; readonly media: string | null }
  readonly package: string
  readonly replace?: boolean
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
  '--rate',
  '--guide',
  ...ORDER_OPTIONS,
]

/** Those that take no value, beside those of an order. */
export const RUN_FLAGS: readonly string[] = ['--check-only', '--fail-on-findings', '--replace', '--resume']

/** Of several sessions each has its own. */
const ONE_SESSION_OPTIONS: readonly string[] = ['--name', '--guide']

/** The page, too, knows packages by it. */
const isZipName = (path: string): boolean => /\.zip$/i.test(path)

/** Reads the command line. Anything not understood is an error: a misspelt option must not change a delivery. */
export function parseArguments(argv: readonly string[]): Result<BounceArguments | PackArguments, AppError> {
  const usage = (detail: string): Result<never, AppError> =>
    err({ code: 'usage', detail: `${detail}. All options: npm run --silent bounce -- --help` })
  const stems: { stem: StemId; path: string }[] = []
  const sessions: string[] = []
  const single = new Map<string, string>()
  let option: string | undefined
  let taken = 0
  let quiet = false
  for (const word of argv) {
    if (word.startsWith('--')) {
      if (option !== undefined && taken === 0) return usage(`${option} needs a value`)
      if (word === '--quiet') {
        quiet = true
        option = undefined
        continue
      }
      if (ORDER_FLAGS.includes(word) || RUN_FLAGS.includes(word)) {
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
      else if (option === '--session') sessions.push(word)
      else if (taken > 0 || single.has(option)) return usage(`${option} takes one value`)
      else single.set(option, word)
      taken++
    }
  }
  if (option !== undefined && taken === 0) return usage(`${option} needs a value`)
  const zip = single.get('--zip')
  const out = single.get('--out') ?? zip
  const [path, ...further] = sessions
  const media = single.get('--media') ?? null
  const packed = single.get('--package')
  const replace = single.has('--replace')
  if (packed !== undefined) {
    const beside = [...SINGLE_OPTIONS, ...ORDER_FLAGS, ...RUN_FLAGS].find(
      (option) => !['--session', '--media', '--package', '--replace'].includes(option) && single.has(option),
    )
    if (path === undefined || stems.length > 0) return usage('--package goes with --session')
    if (further.length > 0) return usage('--package takes one session')
    if (beside) return usage(`--package takes no ${beside} beside it`)
    if (!isZipName(packed)) return usage(`--package is a file that ends in .zip, not ${packed}`)
    return ok({
      session: { path, media },
      package: packed,
      ...(replace && { replace }),
      ...(quiet && { quiet }),
    })
  }
  const checkOnly = single.has('--check-only')
  if (checkOnly && single.has('--no-checks')) return usage('--check-only and --no-checks do not go together')
  if (checkOnly && single.has('--resume')) return usage('--check-only and --resume do not go together')
  if (!out && !checkOnly) return usage('--out is missing')
  if (zip !== undefined && single.has('--out')) return usage('--zip takes no --out beside it')
  if (zip !== undefined && further.length === 0 && !isZipName(zip))
    return usage(`--zip is a file that ends in .zip, not ${zip}`)
  if (zip !== undefined && further.length > 0 && isZipName(zip))
    return usage(`--zip is a folder where there are several sessions, not ${zip}`)
  const own = ONE_SESSION_OPTIONS.find((option) => further.length > 0 && single.has(option))
  if (own) return usage(`${own} takes one session`)
  if (path !== undefined && stems.length > 0) return usage('--session takes no stems beside it')
  if (path === undefined && media !== null) return usage('--media goes with --session')
  if (path === undefined && stems.length === 0) return usage('no stem is given')
  const asked = single.get('--rate')
  if (path !== undefined && asked !== undefined) return usage('--rate goes with stems: a session has its own')
  const rate = SESSION_RATES.find((each) => String(each) === asked)
  if (asked !== undefined && !rate) return usage(`--rate is one of ${SESSION_RATES.join(', ')}, not ${asked}`)
  const order = orderArguments(single)
  if (!order.ok) return usage(order.error)
  const guide = single.get('--guide')
  const isChecked = checkOnly || (path === undefined ? single.has('--checks') : !single.has('--no-checks'))
  if (guide !== undefined && !isChecked) return usage('--guide goes with --checks')
  return ok({
    stems,
    ...(path !== undefined && { session: { path, media } }),
    ...(further.length > 0 && { further }),
    out: out ?? '',
    ...(checkOnly && { checkOnly }),
    ...(zip !== undefined && { zip: true }),
    ...(replace && { replace }),
    ...(single.has('--resume') && { resume: true }),
    ...(rate && { rate }),
    order: checkOnly ? { ...order.value, settings: { ...order.value.settings, checks: true } } : order.value,
    ...(guide !== undefined && { guide }),
    ...(quiet && { quiet }),
    ...(single.has('--fail-on-findings') && { failOnFindings: true }),
  })
}
