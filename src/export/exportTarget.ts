import type { PackageTarget } from './packageTarget.ts'

/** Where finished files go, as the writer sees it. */
export type ExportTarget =
  /** A folder that the user picked. */
  | { readonly kind: 'folder'; readonly handle: FileSystemDirectoryHandle }
  /** A folder of this name in origin-private storage, to be handed over as downloads. */
  | { readonly kind: 'storage'; readonly folder: string }

/** Where an export goes. `zip`: its files are gathered in storage, and put into one archive when all of them are whole. */
export type DeliveryTarget =
  | ExportTarget
  | { readonly kind: 'zip'; readonly folder: string; readonly archive: PackageTarget; readonly name: string }

/** In origin-private storage, exports waiting to be downloaded, one folder each. */
export const EXPORT_FOLDER = 'exports'
