import { fileNameKey } from './relink.ts'

/** Of these file names, those that another of them would overwrite on some system: all but the first of each. */
export function repeatedNames(names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return names.filter((name) => {
    const repeated = seen.has(fileNameKey(name))
    seen.add(fileNameKey(name))
    return repeated
  })
}

/** Whether a file of this name would be one of the repeated names. */
export const isRepeated = (name: string, repeated: readonly string[]): boolean =>
  repeated.some((each) => fileNameKey(each) === fileNameKey(name))
