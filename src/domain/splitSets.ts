import { INTERPRETATIONS, type Speaker } from './layout.ts'

/** Files that go to one track: one file, or a complete set of mono files, in the order of a layout. */
export type ImportUnit = {
  /** What the files' names have in common: the track's name. */
  readonly name: string
  /** `index` into the names given; `speaker` of a member of a set, `undefined` for a file by itself. */
  readonly members: readonly { readonly index: number; readonly speaker?: Speaker }[]
}

/** Endings by which mixing systems and Netflix's naming convention tell the files of a set apart, upper case. */
const SUFFIXES: Readonly<Record<string, Speaker>> = {
  L: 'L',
  R: 'R',
  C: 'C',
  LFE: 'LFE',
  SUB: 'LFE',
  LS: 'Ls',
  RS: 'Rs',
  LSS: 'Lss',
  RSS: 'Rss',
  LRS: 'Lrs',
  RRS: 'Rrs',
  LSR: 'Lrs',
  RSR: 'Rrs',
  S: 'Cs',
  CS: 'Cs',
}

/** Numbered files are a set only where six or eight are there: `_1` and `_2` may as well be reels or takes. */
const NUMBERED_SETS = [6, 8] as const

/** What a track of a file is called: never nothing, which no track may be. */
export const withoutExtension = (name: string): string =>
  name.replace(/\.[^.]+$/, '').trim() || name.trim() || 'Untitled'

type Part = { readonly base: string; readonly ending: string }

/** `FX_v3.Ls.wav` is the part `LS` of `FX_v3`. */
function partOf(fileName: string): Part | undefined {
  const match = /^(.+?)[._\- ]+([a-z]{1,3}|\d{1,2})$/iu.exec(withoutExtension(fileName))
  const [, base, ending] = match ?? []
  return base && ending ? { base, ending: ending.toUpperCase() } : undefined
}

type Member = { readonly index: number; readonly part: Part }

/** The files that may be of one set: those whose names have the same beginning before a known ending. */
function families(fileNames: readonly string[]): readonly (readonly Member[])[] {
  const byBase = new Map<string, Member[]>()
  for (const [index, name] of fileNames.entries()) {
    const part = partOf(name)
    if (!part || !(part.ending in SUFFIXES || /^\d/.test(part.ending))) continue
    // Files of one set may still be spelt `dx.L` and `DX.R`.
    const key = `${part.base.toUpperCase()} ${/^\d/.test(part.ending) ? '#' : ''}`
    byBase.set(key, [...(byBase.get(key) ?? []), { index, part }])
  }
  return [...byBase.values()]
}

/**
 * Sorts files into tracks by their names. Only complete sets are put together; what is left of an incomplete one comes
 * in file by file. Whether the files of a set really belong together (mono, of one length) is for the caller to see.
 */
export function importUnits(fileNames: readonly string[]): readonly ImportUnit[] {
  const sets = new Map<number, ImportUnit>()
  const taken = new Set<number>()
  for (const family of families(fileNames)) {
    const name = family[0]?.part.base ?? ''
    for (const members of setsOf(family)) {
      for (const { index } of members) taken.add(index)
      // The set comes where its first file came.
      sets.set(Math.min(...members.map(({ index }) => index)), { name, members })
    }
  }
  return fileNames.flatMap((name, index) => {
    const set = sets.get(index)
    if (set) return [set]
    return taken.has(index) ? [] : [{ name: withoutExtension(name), members: [{ index }] }]
  })
}

/** Names of sets of which some files are there, but not all of any layout: `DX` for `DX.L`, `DX.C` and `DX.LFE`. */
export function incompleteSets(fileNames: readonly string[]): readonly string[] {
  return families(fileNames).flatMap((family) => {
    const speakers = new Set(family.flatMap(({ part }) => SUFFIXES[part.ending] ?? []))
    const isSet = setsOf(family).length > 0
    return speakers.size > 1 && !isSet ? [family[0]?.part.base ?? ''] : []
  })
}

type SetMember = { readonly index: number; readonly speaker: Speaker }

/** The complete sets in a family: several where the same names come from several folders. */
function setsOf(family: readonly Member[]): readonly (readonly SetMember[])[] {
  const numbers = new Map(family.map(({ index, part }) => [Number(part.ending), index]))
  const count = NUMBERED_SETS.find((n) => n === family.length && n === numbers.size)
  const numbered = count && INTERPRETATIONS.find(({ speakers }) => speakers.length === count)?.speakers
  if (numbered) {
    const members = numbered.map((speaker, at) => ({ speaker, index: numbers.get(at + 1) }))
    const isWhole = members.every((member): member is SetMember => member.index !== undefined)
    return isWhole ? [members] : []
  }
  const bySpeaker = new Map<Speaker, number[]>()
  for (const { index, part } of family) {
    const speaker = SUFFIXES[part.ending]
    if (speaker) bySpeaker.set(speaker, [...(bySpeaker.get(speaker) ?? []), index])
  }
  const copies = new Set([...bySpeaker.values()].map((indices) => indices.length))
  const layout = INTERPRETATIONS.find(
    ({ speakers }) => speakers.length === bySpeaker.size && speakers.every((s) => bySpeaker.has(s)),
  )
  // Of some speakers more than of others: nobody can tell which of them belong together.
  const [sets = 0] = copies
  if (!layout || copies.size !== 1) return []
  return Array.from({ length: sets }, (_, n) =>
    layout.speakers.flatMap((speaker) => {
      const index = bySpeaker.get(speaker)?.[n]
      return index === undefined ? [] : [{ index, speaker }]
    }),
  )
}
