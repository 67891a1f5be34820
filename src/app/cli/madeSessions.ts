import { appendFile, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { claimDeadParts, partPath, sweepDeadParts } from './deadParts.ts'

/** A session of several that is exported: what was made of it, and the files as they were put there. */
const madeSession = z.object({
  /** `jobIdentity` of what was asked for. */
  job: z.string(),
  /** The folder of the files. */
  place: z.string(),
  /** What a control would send back, as it was told. */
  findings: z.array(z.string()),
  files: z.array(z.object({ name: z.string(), size: z.number(), date: z.number() })),
})
export type MadeSession = z.infer<typeof madeSession>

/** In the folder of all sessions while they are exported, a line for each that is made: named as unfinished files are. */
const LIST = 'sessions'

/** What a run of several sessions that was killed had made by then; of lines that are not whole nothing. */
export async function claimMade(folder: string): Promise<readonly MadeSession[]> {
  const claimed = await claimDeadParts(folder, [LIST])
  if (claimed.size === 0) return []
  const text = await readFile(partPath(folder, LIST), 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => {
    try {
      const read = madeSession.safeParse(JSON.parse(line))
      return read.success ? [read.data] : []
    } catch {
      return []
    }
  })
}

/** Whether its files are there as they were put there. */
export async function isStillThere({ place, files }: MadeSession): Promise<boolean> {
  const now = await Promise.all(files.map(({ name }) => factsOf(place, name)))
  return files.every(({ size, date }, index) => now[index]?.size === size && now[index]?.date === date)
}

/** Says that a session is made. A list that cannot be written is only missed when the run is killed. */
export async function addMade(
  folder: string,
  { names, ...made }: Omit<MadeSession, 'files'> & { readonly names: readonly string[] },
): Promise<void> {
  const files = (await Promise.all(names.map((name) => factsOf(made.place, name)))).flatMap(
    (one) => one ?? [],
  )
  if (files.length < names.length) return
  const line = JSON.stringify({ ...made, files } satisfies MadeSession)
  await appendFile(partPath(folder, LIST), `${line}\n`).catch(() => undefined)
}

/** Takes away the list of this run, and of those that were killed. */
export async function removeMade(folder: string): Promise<void> {
  await sweepDeadParts(folder, [LIST])
}

async function factsOf(place: string, name: string): Promise<MadeSession['files'][number] | null> {
  const about = await stat(join(place, name)).catch(() => null)
  return about && { name, size: about.size, date: about.mtimeMs }
}
