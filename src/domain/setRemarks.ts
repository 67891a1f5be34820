import {
  baseKey,
  type Family,
  families,
  isNumber,
  LABELS,
  type Label,
  labelOf,
  type Part,
  partOf,
} from './splitSets.ts'
import { stemsInName } from './stems.ts'

/** What may be wrong with files that are named as those of a set are. */
export type SetRemark = {
  /** What their names have in common. */
  readonly name: string
  /** The files that it is said of, by their indices into the names given. */
  readonly files: readonly number[]
} & (
  | {
      /** Some channels, and not all of any layout; or some more often than others. */
      readonly kind: 'incomplete' | 'repeated'
    }
  | {
      /** Too few for a numbered set, or with a gap. */
      readonly kind: 'numbers'
      /** Ascending. */
      readonly numbers: readonly number[]
    }
  | {
      /** Less than sets called `than` have, of which the endings of `missing` are. */
      readonly kind: 'smaller'
      readonly missing: readonly string[]
      readonly than: readonly string[]
    }
  | {
      /** One file by itself, where others of its name are a set. */
      readonly kind: 'beside'
    }
)

/** What is to be said of the names of files, and the `folders` where they were found, that `importUnits` puts together. */
export function setRemarks(
  fileNames: readonly string[],
  folders: readonly string[] = [],
): readonly SetRemark[] {
  const all = families(fileNames, folders)
  const lettered = all.flatMap((family): readonly Lettered[] =>
    family.kind === 'letters' ? [{ family, has: new Set(labelsOf(family)) }] : [],
  )
  const beside = besides(fileNames, folders, all)
  const saidOf = new Set(beside.flatMap(({ files }) => files))
  const isNew = ({ members }: Family): boolean => !members.some(({ index }) => saidOf.has(index))
  return [
    ...all.filter(isNew).flatMap((family) => numbersRemark(family)),
    ...all.filter(isNew).flatMap((family) => brokenRemark(family)),
    ...lettered.filter(({ family }) => isNew(family)).flatMap((one) => smallerRemark(one, lettered)),
    ...beside,
  ]
}

const about = ({ members }: Family) => ({
  name: members[0]?.part.base ?? '',
  files: members.map(({ index }) => index),
})

/** How often each of them is there: once, if at all, when nothing is said twice. */
function counts<T>(items: readonly T[]): ReadonlyMap<T, number> {
  const found = new Map<T, number>()
  for (const item of items) found.set(item, (found.get(item) ?? 0) + 1)
  return found
}
const isUneven = (found: ReadonlyMap<unknown, number>): boolean => new Set(found.values()).size > 1

const labelsOf = ({ members }: Family): readonly Label[] => members.flatMap(({ part }) => labelOf(part) ?? [])

/** It makes no set though it has more than one channel. */
const isBroken = ({ sets }: Family, labels: number): boolean => sets.length === 0 && labels > 1

/** Of a family of letters that is broken. */
function brokenRemark(family: Family): readonly SetRemark[] {
  const labels = counts(labelsOf(family))
  if (!isBroken(family, labels.size)) return []
  return [{ ...about(family), kind: isUneven(labels) ? 'repeated' : 'incomplete' }]
}

/**
 * Four numbers with a gap, or five: so many may be what is left of six or eight. Less, and numbers beyond, are reels or
 * takes.
 */
function numbersRemark(family: Family): readonly SetRemark[] {
  if (family.kind !== 'numbers' || family.sets.length > 0) return []
  const found = counts(family.members.map(({ part }) => Number(part.ending)))
  const numbers = [...found.keys()].toSorted((a, b) => a - b)
  const [last = 0] = numbers.slice(-1)
  const few = last === numbers.length ? 5 : 4
  if (numbers[0] === 0 || last > 8 || numbers.length < few) return []
  return [
    isUneven(found) ? { ...about(family), kind: 'repeated' } : { ...about(family), kind: 'numbers', numbers },
  ]
}

/** A set that lacks more of another is of another layout: music in stereo beside effects in 5.1. */
const MOST_MISSING = 2

/** A lettered family, and what it has. */
type Lettered = { readonly family: Family; readonly has: ReadonlySet<Label> }

/** Of a family of which others have all channels and more. */
function smallerRemark({ family, has }: Lettered, others: readonly Lettered[]): readonly SetRemark[] {
  // A centre alone is what its name says, and is heard where that says.
  if (isBroken(family, has.size) || (has.size === 1 && has.has('C'))) return []
  const bigger = comparable(
    family,
    others.filter((other) => other.has.size > has.size && [...has].every((label) => other.has.has(label))),
  )
  const [nearest] = bigger.toSorted((a, b) => a.has.size - b.has.size)
  if (!nearest) return []
  const missing = LABELS.filter((label) => nearest.has.has(label) && !has.has(label))
  if (missing.length > MOST_MISSING) return []
  const than = bigger.filter((other) => missing.every((label) => other.has.has(label)))
  return [
    {
      ...about(family),
      kind: 'smaller',
      missing: missing.map((label) => spelling(nearest.family, label)),
      than: [...new Set(than.map((other) => about(other.family).name))],
    },
  ]
}

/**
 * The bigger families that a family may be expected to be like: those of its folder. Where none is there, those of other
 * folders, unless one of them has the same name: then this one is the smaller version of it.
 */
function comparable(family: Family, bigger: readonly Lettered[]): readonly Lettered[] {
  const here = bigger.filter((other) => folderOf(other.family) === folderOf(family))
  if (here.length > 0) return here
  return bigger.some((other) => keyOf(other.family) === keyOf(family)) ? [] : bigger
}

const folderOf = ({ members: [first] }: Family): string => first?.folder ?? ''
const keyOf = ({ members: [first] }: Family): string => (first ? baseKey(first.part) : '')

/** As the files of a family have it, which is how a missing one is called. */
const spelling = ({ members }: Family, label: Label): string =>
  members.find(({ part }) => labelOf(part) === label)?.part.ending ?? label

/** Files that are in no set, where others of the same name are one. */
function besides(
  fileNames: readonly string[],
  folders: readonly string[],
  all: readonly Family[],
): readonly SetRemark[] {
  const sets = all.filter(({ sets }) => sets.length > 0)
  const inSets = new Set(sets.flatMap(({ members }) => members.map(({ index }) => index)))
  const foldersOf = new Map<string, Set<string>>()
  for (const { part, folder } of sets.flatMap(({ members }) => members)) {
    const key = setKey(part, folder)
    foldersOf.set(key, (foldersOf.get(key) ?? new Set()).add(folder))
  }
  return fileNames.flatMap((fileName, index): readonly SetRemark[] => {
    const folder = folders[index] ?? ''
    const part = inSets.has(index) ? undefined : partOf(fileName, folder)
    const setFolders = part && foldersOf.get(setKey(part, folder))
    if (!setFolders) return []
    const belongs = labelOf(part) ? true : setFolders.has(folder) && mayBeChannel(part)
    return belongs ? [{ name: part.base, files: [index], kind: 'beside' }] : []
  })
}

/** What files of one set have in common: bare endings their folder, and not only what it is called. */
const setKey = (part: Part, folder: string): string => JSON.stringify([baseKey(part), part.bare && folder])

/** An ending that is not known, and is as short as those of channels are: `Ltf`, and neither a stem nor a word. */
const mayBeChannel = (part: Part): boolean =>
  !isNumber(part) && part.ending.length <= 4 && stemsInName(part.ending).length === 0
