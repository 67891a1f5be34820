/** A list in lists of `size`, the last of them with what is left. */
export function* batches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let first = 0; first < items.length; first += size) yield items.slice(first, first + size)
}
