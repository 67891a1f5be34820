/** Where finished files go, as the writer sees it. */
export type ExportTarget =
  /** A folder that the user picked. */
  | { readonly kind: 'folder'; readonly handle: FileSystemDirectoryHandle }
  /** A folder of this name in origin-private storage, to be handed over as downloads. */
  | { readonly kind: 'storage'; readonly folder: string }

/** In origin-private storage, exports waiting to be downloaded, one folder each. */
export const EXPORT_FOLDER = 'exports'
