import type { AppError } from '../../domain/errors.ts'
import type { FileLike, KeptImport, KeptImportsPort } from '../../domain/ports.ts'
import { unreadable } from '../../domain/unreadable.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Database } from './database.ts'
import { askToRead, fileHandle, mayRead } from './fileHandle.ts'
import { partsOf } from './storedSession.ts'

const SUBJECT = 'the list of files on their way in'

/** Files on their way into sessions, in IndexedDB, with their handles. */
export class KeptImports implements KeptImportsPort {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  put(session: string, files: readonly KeptImport[]): Promise<Result<void, AppError>> {
    return this.#database.run(SUBJECT, async (database) => {
      const write = database.transaction('imports', 'readwrite')
      await Promise.all([
        ...files.map(({ reference, ...file }, order) =>
          write.store.put({ session, order, ...file, handle: reference && fileHandle(reference) }),
        ),
        write.done,
      ])
    })
  }

  remove(session: string, ids: readonly string[]): Promise<Result<void, AppError>> {
    return this.#database.run(SUBJECT, async (database) => {
      const write = database.transaction('imports', 'readwrite')
      await Promise.all([...ids.map((id) => write.store.delete([session, id])), write.done])
    })
  }

  async of(session: string): Promise<Result<readonly KeptImport[], AppError>> {
    const found = await this.#database.run(SUBJECT, (database) =>
      database.getAll('imports', partsOf(session)),
    )
    if (!found.ok) return found
    const inOrder = found.value.toSorted((a, b) => a.order - b.order)
    return ok(inOrder.map(({ session: _, order: __, handle, ...file }) => ({ ...file, reference: handle })))
  }

  async open(files: readonly KeptImport[]): Promise<ReadonlyMap<string, Result<FileLike, AppError>>> {
    const handles = files.flatMap(({ id, reference }) =>
      reference ? [{ id, handle: fileHandle(reference) }] : [],
    )
    // All at once, for a click is spent soon: see `KeptReferences.requestAccess`.
    await Promise.all(handles.map(({ handle }) => askToRead(handle)))
    const opened = handles.map(
      async ({ id, handle }): Promise<[string, Result<FileLike, AppError>]> => [id, await opening(handle)],
    )
    return new Map(await Promise.all(opened))
  }
}

async function opening(handle: FileSystemFileHandle): Promise<Result<FileLike, AppError>> {
  if (!(await mayRead(handle))) return err({ code: 'media/refused', file: handle.name })
  try {
    return ok(await handle.getFile())
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown
    return err(unreadable(handle.name, thrown))
  }
}
