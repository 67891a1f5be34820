import type { AppError } from '../../domain/errors.ts'
import type { FileReference, PickedFile } from '../../domain/ports.ts'
import { unreadable } from '../../domain/unreadable.ts'
import { plural } from '../format.ts'

/** How deep, and how much of, a dropped folder is looked into. */
export const DEPTH_LIMIT = 8
export const FILE_LIMIT = 2000

/** What a dropped folder holds that was not taken. */
export type LeftOut = {
  readonly hidden: number
  readonly deepFolders: number
  readonly beyondLimit: number
}

/** A file or folder of a tree that is walked; each source of dropped things makes its own. */
export type DropNode =
  | { readonly kind: 'file'; readonly name: string; pick(): Promise<PickedFile> }
  | { readonly kind: 'folder'; readonly name: string; children(): Promise<readonly DropNode[]> }

export type Gathered = {
  readonly files: readonly PickedFile[]
  readonly leftOut: LeftOut
  /** Files and folders that could not be opened. */
  readonly refused: readonly AppError[]
}

/**
 * The files of what was dropped, folders walked in the order of their names, each with the folder it was in. What was
 * dropped itself is always taken.
 */
export async function gather(nodes: readonly DropNode[]): Promise<Gathered> {
  const files: PickedFile[] = []
  const leftOut = { hidden: 0, deepFolders: 0, beyondLimit: 0 }
  const refused: AppError[] = []

  async function take(node: DropNode, place: number, depth = 0, folder?: string): Promise<void> {
    if (depth > 0 && node.name.startsWith('.')) {
      leftOut.hidden++
      return
    }
    if (node.kind === 'file' && files.length >= FILE_LIMIT) {
      leftOut.beyondLimit++
      return
    }
    if (node.kind === 'folder' && depth >= DEPTH_LIMIT) {
      leftOut.deepFolders++
      return
    }
    try {
      if (node.kind === 'file') {
        const picked = await node.pick()
        files.push(folder === undefined ? picked : { ...picked, folder })
        return
      }
      const children = await node.children()
      const byName = children.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
      // No name has a slash in it.
      for (const child of byName) await take(child, place, depth + 1, `${folder ?? place}/${node.name}`)
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause
      refused.push(unreadable(node.name, cause))
    }
  }

  // By their places: two folders that are dropped together may be called alike.
  for (const [place, node] of nodes.entries()) await take(node, place)
  return { files, leftOut, refused }
}

/** A sentence about what was not taken; `undefined` when all was. */
export function leftOutText({ hidden, deepFolders, beyondLimit }: LeftOut): string | undefined {
  const parts = [
    hidden > 0 && plural(hidden, 'hidden file or folder', 'hidden files or folders'),
    deepFolders > 0 && `${plural(deepFolders, 'folder')} more than ${DEPTH_LIMIT} levels down`,
    beyondLimit > 0 && `${plural(beyondLimit, 'file')} beyond the first ${FILE_LIMIT}`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? `Left out of what was dropped: ${parts.join(', ')}.` : undefined
}

/** `FileSystemHandle`s, which last. */
export function handleNode(handle: FileSystemFileHandle | FileSystemDirectoryHandle): DropNode {
  if (handle.kind === 'file') {
    const reference: FileReference = handle
    return {
      kind: 'file',
      name: handle.name,
      pick: async () => ({ file: await handle.getFile(), reference }),
    }
  }
  return {
    kind: 'folder',
    name: handle.name,
    async children() {
      const nodes: DropNode[] = []
      for await (const child of handle.values()) nodes.push(handleNode(child))
      return nodes
    },
  }
}

/** Entries, for browsers without handles. */
export function entryNode(entry: FileSystemEntry): DropNode {
  const { name } = entry
  if (entry.isFile) {
    const source = entry as FileSystemFileEntry
    return {
      kind: 'file',
      name,
      pick: () =>
        new Promise((resolve, reject) => source.file((file) => resolve({ file, reference: null }), reject)),
    }
  }
  return {
    kind: 'folder',
    name,
    async children() {
      const reader = (entry as FileSystemDirectoryEntry).createReader()
      const nodes: DropNode[] = []
      // A reader gives a hundred or so at a time, and none when there are no more.
      for (;;) {
        const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
          reader.readEntries(resolve, reject),
        )
        if (batch.length === 0) return nodes
        nodes.push(...batch.map(entryNode))
      }
    },
  }
}

export const fileNode = (file: File): DropNode => ({
  kind: 'file',
  name: file.name,
  pick: async () => ({ file, reference: null }),
})
