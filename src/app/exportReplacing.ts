import { planDelivery } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import type { ExportPort } from '../domain/exportPorts.ts'
import type { QueuedExport } from '../domain/exportQueue.ts'
import { deliveredNames, packagePrefix } from '../domain/packageNames.ts'
import type { LibraryPort } from '../domain/ports.ts'
import { fileNameKey } from '../domain/relink.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { ReplaceAnswer, Replacing, WorkspaceStore } from '../state/workspaceStore.ts'
import { exportMedia } from './exportSources.ts'

type Context = {
  readonly workspace: WorkspaceStore
  readonly library: Pick<LibraryPort, 'occupants'>
  readonly exporter: Pick<ExportPort, 'wasPublishing'>
}

/** The question whether an export may take the place of what is in its folder. */
export function exportReplacing({ workspace, library, exporter }: Context) {
  let answer: ((given: ReplaceAnswer) => void) | null = null

  const ask = (replacing: Replacing): Promise<ReplaceAnswer> =>
    new Promise((resolve) => {
      answer?.('cancel')
      answer = resolve
      workspace.setState({ replacing })
    })

  return {
    answerReplacing(given: ReplaceAnswer): void {
      workspace.setState({ replacing: null })
      answer?.(given)
      answer = null
    },

    /**
     * What an export may replace, by name: what the user has allowed, asked now where something else is there. Fails with
     * `cancelled` when the user wants none of it, and whatever the user wants where it would replace a file of the session.
     * `goElsewhere`: offered instead, within the click of the answer.
     */
    async mayReplace(
      { id, session, order, destination, where, replaces = [] }: QueuedExport,
      goElsewhere: (() => void) | null,
    ): Promise<Result<readonly string[], AppError>> {
      const planned = planDelivery(session, order)
      // Whoever makes it says why it cannot be made.
      if (destination.kind !== 'folder' || !planned.ok) return ok(replaces)
      const names = deliveredNames(planned.value, packagePrefix(order))
      const found = await library.occupants(destination.handle, names, exportMedia(session, order))
      if (!found.ok) return found
      const source = found.value.find(({ isSource }) => isSource)
      if (source) return err({ code: 'export/source', file: source.name, folder: where })
      const folder = found.value.find(({ kind }) => kind === 'folder')
      if (folder)
        return err({ code: 'export/write', file: folder.name, detail: 'a folder of this name is there' })
      const allowed = (await exporter.wasPublishing(id)) ? names : replaces
      const keys = new Set(allowed.map(fileNameKey))
      // An empty file holds nothing to be lost: an export that was interrupted may have left it.
      const others = found.value.filter(({ name, bytes }) => bytes > 0 && !keys.has(fileNameKey(name)))
      if (others.length === 0) return ok(allowed)
      const asked = others.map(({ name }) => name)
      const given = await ask({ folder: where, names: asked, canGoElsewhere: goElsewhere !== null })
      if (given === 'elsewhere') goElsewhere?.()
      return given === 'replace' ? ok([...allowed, ...asked]) : err({ code: 'cancelled' })
    },
  }
}
