import { fourCc } from '../chunks.ts'

/** A chunk inside a `LIST`, cut where the list ends. */
export type SubChunk = { readonly id: string; readonly body: Uint8Array }

const HEADER_BYTES = 8
const MAX_SUB_CHUNKS = 30_000

/** What a `LIST` holds after its type. */
export function subChunks(list: Uint8Array): SubChunk[] {
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength)
  const found: SubChunk[] = []
  let at = 0
  while (at + HEADER_BYTES <= list.length && found.length < MAX_SUB_CHUNKS) {
    const size = view.getUint32(at + 4, true)
    const begin = at + HEADER_BYTES
    found.push({ id: fourCc(view, at), body: list.subarray(begin, begin + size) })
    at = begin + size + (size % 2)
  }
  return found
}
