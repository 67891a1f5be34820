import { type DropNode, entryNode, fileNode, type Gathered, gather, handleNode } from './droppedFiles.ts'

/** Not in the standard's types: Chromium only. */
type HandleItem = DataTransferItem & {
  getAsFileSystemHandle?(): Promise<FileSystemFileHandle | FileSystemDirectoryHandle | null>
}

/** One thing that was dropped, asked for in every way there is before the browser takes it back at the end of the event. */
function nodeOf(item: HandleItem): Promise<DropNode | null> {
  const handle = item.getAsFileSystemHandle?.().catch(() => null)
  const entry = item.webkitGetAsEntry()
  const file = item.getAsFile()
  return Promise.resolve(handle ?? null).then((known) => {
    if (known) return handleNode(known)
    if (entry?.isDirectory) return entryNode(entry)
    return file && fileNode(file)
  })
}

/** The files of a drop, with lasting references where the browser has them. To be called within the event. */
export function droppedItems({ items }: DataTransfer): Promise<Gathered> {
  const nodes = [...items].filter(({ kind }) => kind === 'file').map(nodeOf)
  return Promise.all(nodes).then((found) => gather(found.filter((node) => node !== null)))
}
