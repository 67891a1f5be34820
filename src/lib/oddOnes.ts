/** Where the value is first found that most have, or of several that as many have the first; and where others are. */
export function oddOnes<T>(values: readonly T[]): {
  readonly common: number
  readonly odd: readonly number[]
} {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const most = Math.max(...counts.values())
  const common = values.findIndex((value) => counts.get(value) === most)
  return { common, odd: values.flatMap((value, index) => (value === values[common] ? [] : [index])) }
}
