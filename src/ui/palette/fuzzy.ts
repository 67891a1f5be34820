/** Points for a letter that follows the one before it, that begins a word or the whole, and that is found at all. */
const POINTS = { next: 8, word: 6, whole: 3, found: 1 } as const

/** How well text has the letters of a query in their order; `null` when it has not. Case and accents make no difference. */
export function fuzzyScore(query: string, text: string): number | null {
  const wanted = [...folded(query).replaceAll(/\s+/g, '')]
  const letters = [...folded(text)]
  // The best score of the letters matched so far, when the last of them is at each place; row by row.
  let row: (number | null)[] | null = null
  for (const letter of wanted) {
    const before: readonly (number | null)[] | null = row
    let best: number | null = null
    const scores: (number | null)[] = []
    for (const [at, each] of letters.entries()) {
      if (before && at > 1) best = better(best, before[at - 2] ?? null)
      const near: number | null = before && at > 0 ? (before[at - 1] ?? null) : null
      const starts = at === 0 || /[^\p{L}\p{N}]/u.test(letters[at - 1] ?? '')
      const gain = POINTS.found + (starts ? POINTS.word : 0) + (at === 0 ? POINTS.whole : 0)
      const from: number | null = before ? better(best, near === null ? null : near + POINTS.next) : 0
      scores.push(each === letter && from !== null ? from + gain : null)
    }
    row = scores
  }
  if (row === null) return 0
  return row.reduce<number | null>((so, score) => better(so, score), null)
}

const better = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b)

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/**
 * Those that match a query, the best first, and of equals the ones used last, then as they come. `recent`: ids, the last
 * used first. Without a query that is all of them.
 */
export function fuzzyFind<T extends { readonly id: string }>(
  items: readonly T[],
  textOf: (item: T) => string,
  query: string,
  recent: readonly string[],
): readonly T[] {
  const age = (id: string): number => {
    const at = recent.indexOf(id)
    return at < 0 ? recent.length : at
  }
  return items
    .flatMap((item) => {
      const score = fuzzyScore(query, textOf(item))
      return score === null ? [] : [{ item, score }]
    })
    .toSorted((a, b) => b.score - a.score || age(a.item.id) - age(b.item.id))
    .map(({ item }) => item)
}
