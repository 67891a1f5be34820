import { unreachable } from '../lib/result.ts'
import {
  DEFAULT_EXPORT_SETTINGS,
  type ExportSettings,
  exportSettingsOf,
  exportSettingsProblems,
  rowsWithSpec,
  withSpec,
} from './exportSettings.ts'
import type { Session } from './session.ts'
import type { DeliverySpec } from './specs/deliverySpec.ts'
import { ownSpecProblems } from './specs/ownSpecs.ts'

/** Every change to what a session says of its exports; one that would be invalid changes nothing. */
export type ExportCommand =
  | { readonly type: 'export/set'; readonly change: Partial<ExportSettings> }
  /** What exports are held to, with what it asks of settings and rows; `null`: levels are as mixed, and the rest stays. */
  | { readonly type: 'export/chooseSpec'; readonly spec: DeliverySpec | null }
  /**
   * A spec of the session's own: a new one, or in the place of the one of its id, which it replaces too where that is what
   * exports are held to. `choose`: they are from now on, as if it had been chosen.
   */
  | { readonly type: 'export/keepSpec'; readonly spec: DeliverySpec; readonly choose?: boolean }
  /** Where exports were held to it, they are as mixed again. */
  | { readonly type: 'export/removeSpec'; readonly spec: string }

export const isExportCommand = (command: { readonly type: string }): command is ExportCommand =>
  command.type.startsWith('export/')

/** The session after a command; the very same one when it changes nothing. */
export function applyExportCommand(session: Session, command: ExportCommand): Session {
  const before = exportSettingsOf(session)
  const { specs = [] } = session
  switch (command.type) {
    case 'export/set':
      return changed(session, specs, { ...before, ...command.change })
    case 'export/chooseSpec':
      return chosen(session, specs, command.spec)
    case 'export/keepSpec': {
      const { spec, choose } = command
      const isThere = specs.some(({ id }) => id === spec.id)
      const kept = isThere ? specs.map((each) => (each.id === spec.id ? spec : each)) : [...specs, spec]
      const replaced = before.spec?.id === spec.id ? { ...before, spec } : before
      return choose ? chosen(session, kept, spec) : changed(session, kept, replaced)
    }
    case 'export/removeSpec': {
      const left = specs.filter(({ id }) => id !== command.spec)
      if (left.length === specs.length) return session
      return changed(session, left, before.spec?.id === command.spec ? { ...before, spec: null } : before)
    }
    default:
      return unreachable(command)
  }
}

/** With a spec that cannot be, nothing changes: neither settings nor rows. */
function chosen(session: Session, specs: readonly DeliverySpec[], spec: DeliverySpec | null): Session {
  const next = changed(session, specs, withSpec(exportSettingsOf(session), spec, session))
  return spec && exportSettingsOf(next).spec === spec ? rowsWithSpec(next, spec) : next
}

/** What says nothing is left out. */
function changed(session: Session, specs: readonly DeliverySpec[], settings: ExportSettings): Session {
  const { specs: before = [], exportSettings, ...rest } = session
  const isSame = (a: ExportSettings, b: ExportSettings): boolean =>
    Object.keys(a).every((key) => a[key as keyof ExportSettings] === b[key as keyof ExportSettings])
  const sameSpecs = specs.length === before.length && specs.every((spec, n) => spec === before[n])
  if (sameSpecs && isSame(settings, exportSettingsOf(session))) return session
  if (ownSpecProblems(specs).length > 0 || exportSettingsProblems(settings).length > 0) return session
  return {
    ...rest,
    ...(specs.length > 0 && { specs }),
    ...(!isSame(settings, DEFAULT_EXPORT_SETTINGS) && { exportSettings: settings }),
  }
}

const FIELDS: Readonly<Record<keyof ExportSettings, string>> = {
  name: 'Name of the files',
  format: 'Depth of the files',
  container: 'Container of the files',
  sampleRate: 'Rate of the files',
  bitRate: 'Bit rate of the files',
  reel: 'Reel of the files',
  version: 'Version of the files',
  template: 'Names of the files',
  naming: 'Names of the files',
  twoPop: '2-pop',
  tailPop: 'Tail pop',
  ffoa: 'First frame of action',
  lfoa: 'Last frame of action',
  leaderSeconds: 'Leader',
  partMarks: 'Leader and pops of parts',
  measure: 'What is measured',
  spec: 'Target',
  masterMode: 'How the target is reached',
  checks: 'Checks of exports',
  destination: 'Destination of exports',
}

/** What the undo menu calls the step. */
export function exportCommandLabel(command: ExportCommand, { specs = [] }: Session): string {
  switch (command.type) {
    case 'export/set': {
      const { change } = command
      if (change.spec) return `Target ${change.spec.name}`
      const [field, ...others] = Object.keys(change) as (keyof ExportSettings)[]
      return field && others.length === 0 ? FIELDS[field] : 'Export settings'
    }
    case 'export/chooseSpec':
      return command.spec ? `Target ${command.spec.name}` : 'Levels as mixed'
    case 'export/keepSpec':
      return `${specs.some(({ id }) => id === command.spec.id) ? 'Change' : 'Add'} target ${command.spec.name}`
    case 'export/removeSpec':
      return `Remove target ${specs.find(({ id }) => id === command.spec)?.name ?? ''}`.trim()
    default:
      return unreachable(command)
  }
}
