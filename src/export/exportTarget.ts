import type { PackageTarget } from './packageTarget.ts'

/** Where finished files go, as the writer sees it. */
export type ExportTarget =
  /** A folder that the user picked. Files that are patched are made in a folder `staging` of origin-private storage. */
  | { readonly kind: 'folder'; readonly handle: FileSystemDirectoryHandle; readonly staging: string }
  /** A folder of this name in origin-private storage, to be handed over as downloads. */
  | { readonly kind: 'storage'; readonly folder: string }

/** Where an export goes. `zip`: its files are gathered in storage, and put into one archive when all of them are whole. */
export type DeliveryTarget =
  | ExportTarget
  | { readonly kind: 'zip'; readonly folder: string; readonly archive: PackageTarget; readonly name: string }

/** In origin-private storage, exports waiting to be downloaded, or on their way into a folder, one folder each. */
export const EXPORT_FOLDER = 'exports'
