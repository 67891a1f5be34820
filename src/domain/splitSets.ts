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

const withoutExtension = (name: string): string => name.replace(/\.[^.]+$/, '') || name

type Part = { readonly base: string; readonly ending: string }

/** `FX_v3.Ls.wav` is the part `LS` of `FX_v3`. */
function partOf(fileName: string): Part | undefined {
  const match = /^(.+?)[._\- ]+([a-z]{1,3}|\d{1,2})$/iu.exec(withoutExtension(fileName))
  const [, base, ending] = match ?? []
  return base && ending ? { base, ending: ending.toUpperCase() } : undefined
}

/**
 * Sorts files into tracks by their names. Only complete sets are put together; what is left of an incomplete one comes
 * in file by file. Whether the files of a set really belong together (mono, of one length) is for the caller to see.
 */
export function importUnits(fileNames: readonly string[]): readonly ImportUnit[] {
  const byBase = new Map<string, { readonly index: number; readonly part: Part }[]>()
  for (const [index, name] of fileNames.entries()) {
    const part = partOf(name)
    if (!part) continue
    // Files of one set may still be spelt `dx.L` and `DX.R`.
    const key = `${part.base.toUpperCase()} ${/^\d/.test(part.ending) ? '#' : ''}`
    byBase.set(key, [...(byBase.get(key) ?? []), { index, part }])
  }
  const sets = new Map<number, ImportUnit>()
  const taken = new Set<number>()
  for (const parts of byBase.values()) {
    const members = setOf(parts)
    const name = parts[0]?.part.base
    if (!members || name === undefined) continue
    for (const { index } of members) taken.add(index)
    // The set comes where its first file came.
    sets.set(Math.min(...members.map(({ index }) => index)), { name, members })
  }
  return fileNames.flatMap((name, index) => {
    const set = sets.get(index)
    if (set) return [set]
    return taken.has(index) ? [] : [{ name: withoutExtension(name), members: [{ index }] }]
  })
}

function setOf(
  parts: readonly { readonly index: number; readonly part: Part }[],
): readonly { readonly index: number; readonly speaker: Speaker }[] | undefined {
  const numbers = new Map(parts.map(({ index, part }) => [Number(part.ending), index]))
  const count = NUMBERED_SETS.find((n) => n === parts.length && n === numbers.size)
  const numbered = count && INTERPRETATIONS.find(({ speakers }) => speakers.length === count)?.speakers
  if (numbered) {
    const indices = numbered.map((_, at) => numbers.get(at + 1))
    return numbered.flatMap((speaker, at) => {
      const index = indices[at]
      return index === undefined || indices.includes(undefined) ? [] : [{ index, speaker }]
    })
  }
  const bySpeaker = new Map<Speaker, number>()
  for (const { index, part } of parts) {
    const speaker = SUFFIXES[part.ending]
    if (!speaker || bySpeaker.has(speaker)) return undefined
    bySpeaker.set(speaker, index)
  }
  const layout = INTERPRETATIONS.find(
    ({ speakers }) => speakers.length === bySpeaker.size && speakers.every((s) => bySpeaker.has(s)),
  )
  return layout?.speakers.flatMap((speaker) => {
    const index = bySpeaker.get(speaker)
    return index === undefined ? [] : [{ index, speaker }]
  })
}
