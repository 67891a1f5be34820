import type { PackageTarget } from './packageTarget.ts'

type PickedFolder = {
  readonly handle: FileSystemDirectoryHandle
  readonly folder: string
  /** What is there and may be replaced, by name. */
  readonly replaces: readonly string[]
}

/** Where finished files go, as the writer sees it. */
export type ExportTarget =
  /**
   * A folder that the user picked. Nothing of a file in it outlives a page that ends before the file is whole. Files that
   * are patched are made in a `folder` of origin-private storage.
   */
  | (PickedFolder & { readonly kind: 'folder' })
  /** The same, all of it by way of a `folder` of origin-private storage, which outlives the page. */
  | (PickedFolder & { readonly kind: 'staged' })
  /** A folder of this name in origin-private storage, to be handed over as downloads. */
  | { readonly kind: 'storage'; readonly folder: string }

/** Where an export goes. `zip`: its files are gathered in storage, and put into one archive when all of them are whole. */
export type DeliveryTarget =
  | ExportTarget
  | { readonly kind: 'zip'; readonly folder: string; readonly archive: PackageTarget; readonly name: string }

/** In origin-private storage, exports under way or waiting to be downloaded, one folder or archive each. */
export const EXPORT_FOLDER = 'exports'
