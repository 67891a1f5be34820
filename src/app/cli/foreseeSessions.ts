import { readFile, realpath } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { DeliveryPlan } from '../../domain/deliveryPlan.ts'
import type { AppError } from '../../domain/errors.ts'
import { deliveredNames } from '../../domain/packageNames.ts'
import { actionOf } from '../../domain/pops.ts'
import { isRepeated, repeatedNames } from '../../domain/repeatedNames.ts'
import { safeFileName } from '../../domain/safeFileName.ts'
import type { Session } from '../../domain/session.ts'
import { unionLength } from '../../domain/stretches.ts'
import { jobIdentity } from '../../export/checkpoint.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { BounceArguments } from './arguments.ts'
import type { BounceEnvironment } from './bounce.ts'
import { checkRoomOfAll } from './diskRoom.ts'
import { keepExisting, keepInputs } from './keepExisting.ts'
import { claimMade, isStillThere, type MadeSession } from './madeSessions.ts'
import { exists } from './makeFolder.ts'
import { oneLine } from './oneLine.ts'
import { foreseeOrder } from './openOrder.ts'
import { StemFiles } from './stemFiles.ts'

type SessionArguments = BounceArguments & Required<Pick<BounceArguments, 'session'>>

/** One of several sessions, as it will be exported. */
export type ForeseenSession = {
  /** What it is called: its title, or its document where several have that title. */
  readonly name: string
  /** What is asked of it alone, its place in the folder of all included. */
  readonly order: SessionArguments
  /** Seconds of it that are read. */
  readonly seconds: number
  /** `jobIdentity` of what is asked for, and where it goes: a folder, and the names in it. */
  readonly job: string
  readonly place: string
  readonly files: readonly string[]
  /** What a run that was killed has made of it, where all of it is there. */
  readonly before: MadeSession | null
}

/** What is wrong with one of several sessions, or, without a document, with all together. */
export type SessionFault = { readonly document: string | null; readonly error: AppError }

type Read = {
  readonly order: SessionArguments
  readonly session: Session
  readonly plan: DeliveryPlan
  readonly job: string
  /** Real paths of what it was read from. */
  readonly inputs: readonly string[]
}

/**
 * Reads all documents, finds and looks into their files, and plans where each goes, before the first is begun: what is wrong
 * with any of them, all of it, and nothing is written.
 */
export async function foreseeSessions(
  asked: SessionArguments,
  { kernelPath, signal, version, build = version }: BounceEnvironment,
): Promise<Result<readonly ForeseenSession[], readonly SessionFault[]>> {
  const { session, further = [], ...each } = asked
  const module = await WebAssembly.compile(await readFile(kernelPath))
  const reads: Read[] = []
  const faults: SessionFault[] = []
  for (const path of [session.path, ...further]) {
    if (signal.aborted) return err([{ document: null, error: { code: 'cancelled' } }])
    const files = new StemFiles(module, signal)
    try {
      const order = { ...each, session: { ...session, path } }
      const read = await foreseeOrder(files, order)
      if (!read.ok) faults.push({ document: path, error: read.error })
      else {
        const inputs = await Promise.all([...files.paths, path].map((one) => realpath(one)))
        const { session: mixed, plan } = read.value
        const job = await jobIdentity(build, files.facts(), mixed, read.value.order)
        reads.push({ order, session: mixed, plan, job, inputs })
      }
    } finally {
      await files.close()
    }
  }
  if (faults.length > 0) return err(faults)
  const named = await withPlaces(asked, withNames(reads))
  const placed = asked.checkOnly ? ok(undefined) : await checkPlaces(asked, named)
  if (!placed.ok) return placed
  return ok(
    named.map(({ order, plan, session: { sampleRate }, ...one }) => ({
      ...one,
      order: { ...order, out: asked.zip ? join(one.place, one.files[0] ?? '') : one.place },
      seconds: unionLength(plan.deliverables.map(actionOf)) / sampleRate,
    })),
  )
}

type Named = Read & { readonly name: string; readonly folder: string }
type Placed = Named & Pick<ForeseenSession, 'place' | 'files' | 'before'>

/** `Reel 2` of `reels/Reel 2.dubstage.zip`. */
const documentName = (path: string): string =>
  basename(path).replace(/(\.dubstage)?\.(json|zip|dubstage)$/i, '')

/** Each by its title; those that share one by their documents. */
function withNames(reads: readonly Read[]): readonly Named[] {
  const titles = reads.map(({ session }) => safeFileName(session.title))
  const shared = repeatedNames(titles)
  return reads.map((read, index) => {
    const title = titles[index] ?? ''
    const byDocument = isRepeated(title, shared)
    const name = byDocument ? documentName(read.order.session.path) : read.session.title
    return { ...read, name: oneLine(name), folder: byDocument ? safeFileName(name) : title }
  })
}

/** With where each goes, and whether it is there already. */
async function withPlaces(
  { out, zip = false, resume = false }: BounceArguments,
  named: readonly Named[],
): Promise<readonly Placed[]> {
  const made = resume ? await claimMade(out) : []
  return Promise.all(
    named.map(async (one) => {
      const place = zip ? out : join(out, one.folder)
      const files = zip ? [`${one.folder}.zip`] : deliveredNames(one.plan, '')
      const before = made.find(({ job, place: there }) => job === one.job && there === resolve(place))
      return { ...one, place, files, before: before && (await isStillThere(before)) ? before : null }
    }),
  )
}

/** Whether each that is to be made can have its place, and all of them have room. */
async function checkPlaces(
  { out, zip = false, replace = false, resume = false }: BounceArguments,
  named: readonly Placed[],
): Promise<Result<void, readonly SessionFault[]>> {
  const faults: SessionFault[] = []
  const repeated = repeatedNames(named.map(({ folder }) => folder))
  const inputs = named.flatMap((one) => one.inputs)
  for (const { order, folder, place, files, before } of named) {
    const add = (error: AppError): void => void faults.push({ document: order.session.path, error })
    if (isRepeated(folder, repeated)) {
      const detail = `another session goes into “${folder}” too: rename one of the documents, or export them one by one`
      add({ code: 'usage', detail: `“${out}” cannot hold it: ${detail}.` })
      continue
    }
    if (before) continue
    const free = replace || !(await exists(place)) ? ok(undefined) : await keepExisting(place, files)
    if (!free.ok) add(free.error)
    const kept = await keepInputs(
      place,
      files,
      inputs,
      'it is one of the sessions’ files. Give another --out',
    )
    if (!kept.ok) add(kept.error)
  }
  if (faults.length > 0) return err(faults)
  // What was interrupted has some of its room already: each is asked about by itself when it begins.
  if (resume) return ok(undefined)
  const planned = named.map(({ plan, session: { sampleRate } }) => ({
    planned: plan.deliverables,
    sessionRate: sampleRate,
  }))
  const room = await checkRoomOfAll(out, planned, zip)
  return room.ok ? room : err([{ document: null, error: room.error }])
}
