import { INTERPRETATIONS, type Speaker } from './layout.ts'

/** Files that go to one track: one file, or a complete set of mono files, in the order of a layout. */
export type ImportUnit = {
  /** What the files' names have in common: the track's name. */
  readonly name: string
  /** `index` into the names given; `speaker` of a member of a set, `undefined` for a file by itself. */
  readonly members: readonly { readonly index: number; readonly speaker?: Speaker }[]
}

/**
 * What an ending says by itself. `Sl`, `Bl` and their right sides are the surrounds of systems that call them side and
 * back: which pair of a layout they are is seen only beside the others. `Lt` and `Rt` are a matrixed pair.
 */
export type Label = Exclude<Speaker, 'M'> | 'Sl' | 'Sr' | 'Bl' | 'Br' | 'Lt' | 'Rt'

/** Endings by which mixing systems and Netflix's naming convention tell the files of a set apart, upper case. */
const ENDINGS: Readonly<Record<string, Label>> = {
  L: 'L',
  FL: 'L',
  LEFT: 'L',
  R: 'R',
  FR: 'R',
  RIGHT: 'R',
  C: 'C',
  FC: 'C',
  CTR: 'C',
  CENTER: 'C',
  CENTRE: 'C',
  LFE: 'LFE',
  SUB: 'LFE',
  LS: 'Ls',
  RS: 'Rs',
  SL: 'Sl',
  SR: 'Sr',
  LSS: 'Lss',
  RSS: 'Rss',
  BL: 'Bl',
  BR: 'Br',
  LB: 'Bl',
  RB: 'Br',
  LRS: 'Lrs',
  RRS: 'Rrs',
  LSR: 'Lrs',
  RSR: 'Rrs',
  S: 'Cs',
  CS: 'Cs',
  LT: 'Lt',
  RT: 'Rt',
}

/** In the order in which they are named. */
export const LABELS: readonly Label[] = [...new Set(Object.values(ENDINGS))]

/** Numbered files are a set only where six or eight are there: `_1` and `_2` may as well be reels or takes. */
const NUMBERED_SETS = [6, 8] as const

/** What a track of a file is called: never nothing, which no track may be. */
export const withoutExtension = (name: string): string =>
  name.replace(/\.[^.]+$/, '').trim() || name.trim() || 'Untitled'

/**
 * `ending` as it is spelt; `copy`: the `n` of a name of which Chromium made `name (n)`, 0 of others. `bare`: the ending is
 * all of the name, and the base is the folder's.
 */
export type Part = {
  readonly base: string
  readonly ending: string
  readonly copy: number
  readonly bare?: true
}

/**
 * `FX_v3.Ls.wav` and `FX_v3 (Ls).wav` are the part `Ls` of `FX_v3`, whether such an ending is known or not, and `Ls.wav` in
 * the folder `FX_v3` is, as the ending is known. `folder`: as in `PickedFile`.
 */
export const partOf = (fileName: string, folder = ''): Part | undefined =>
  namedPart(withoutExtension(fileName), folder)

/** `partOf` a name without an extension. */
export function namedPart(whole: string, folder = ''): Part | undefined {
  const [, name = '', copies] = /^(.*?)(?: \((\d+)\))?$/su.exec(whole) ?? []
  const match = /^(.+?)(?:[._\- ]+([a-z]{1,6}|\d{1,2})|[._\- ]*\(([a-z]{1,6})\))$/iu.exec(name)
  const [, base, plain, inParentheses] = match ?? []
  const ending = plain ?? inParentheses
  const copy = Number(copies ?? 0)
  if (base && ending) return { base, ending, copy }
  const within = folder.slice(folder.lastIndexOf('/') + 1).trim()
  return within && labelOf({ ending: name }) ? { base: within, ending: name, copy, bare: true } : undefined
}

/** What the track of a file by itself is called: of one that has a bare ending, with the folder that it was in. */
export function loneName(fileName: string, folder = ''): string {
  const part = partOf(fileName, folder)
  return part?.bare ? `${part.base} ${part.ending}` : withoutExtension(fileName)
}

export const labelOf = ({ ending }: Pick<Part, 'ending'>): Label | undefined => {
  const key = ending.toUpperCase()
  return Object.hasOwn(ENDINGS, key) ? ENDINGS[key] : undefined
}
export const isNumber = ({ ending }: Part): boolean => /^\d/.test(ending)
/** Files of one set may still be spelt `dx.L` and `DX.R`. */
export const baseKey = ({ base }: Part): string => base.toUpperCase()

export type Member = { readonly index: number; readonly part: Part; readonly folder: string }
type SetMember = { readonly index: number; readonly speaker: Speaker }

/** Files that may be of one set, and the complete sets that are made of them: of all of them, or none. */
export type Family = {
  readonly kind: 'letters' | 'matrixed' | 'numbers'
  readonly members: readonly Member[]
  readonly sets: readonly (readonly SetMember[])[]
}

function kindOf(part: Part): Family['kind'] | undefined {
  if (isNumber(part)) return 'numbers'
  const label = labelOf(part)
  // Made of the other channels, and delivered beside them: no channels of the same set.
  if (label === 'Lt' || label === 'Rt') return 'matrixed'
  return label && 'letters'
}

/** Those whose names have the same beginning before an ending of one kind, by folder or wherever they are. */
function familiesOf(members: readonly Member[], byFolder: boolean): readonly Family[] {
  const families = new Map<string, { kind: Family['kind']; members: Member[] }>()
  for (const member of members) {
    const kind = kindOf(member.part)
    if (!kind) continue
    // Bare endings have nothing but their folder in common.
    const { part, folder } = member
    const key = JSON.stringify([baseKey(part), part.bare ?? false, kind, (byFolder || part.bare) && folder])
    const family = families.get(key)
    if (family) family.members.push(member)
    else families.set(key, { kind, members: [member] })
  }
  return [...families.values()].map(({ kind, members }) => ({ kind, members, sets: setsOf(kind, members) }))
}

/**
 * Files by what they may be sets of. A set is looked for within a folder first: what comes from two of them may be two
 * versions under one name. `folders`: where each file was found, all in one when it is not said.
 */
export function families(fileNames: readonly string[], folders: readonly string[] = []): readonly Family[] {
  const members = fileNames.flatMap((name, index): Member[] => {
    const folder = folders[index] ?? ''
    const part = partOf(name, folder)
    return part ? [{ index, part, folder }] : []
  })
  const apart = familiesOf(members, true)
  const rest = apart.filter(({ sets }) => sets.length === 0).flatMap((family) => family.members)
  return [...apart.filter(({ sets }) => sets.length > 0), ...familiesOf(rest, false)]
}

/**
 * Sorts files into tracks by their names, and by the `folders` where they were found. Only complete sets are put
 * together; what is left of an incomplete one comes in file by file. Whether the files of a set really belong together
 * (mono, of one length) is for the caller to see.
 */
export function importUnits(
  fileNames: readonly string[],
  folders: readonly string[] = [],
): readonly ImportUnit[] {
  const units = new Map<number, ImportUnit>()
  const taken = new Set<number>()
  for (const family of families(fileNames, folders)) {
    const name = family.members[0]?.part.base ?? ''
    for (const members of family.sets) {
      for (const { index } of members) taken.add(index)
      // The set comes where its first file came.
      units.set(Math.min(...members.map(({ index }) => index)), { name, members })
    }
  }
  return fileNames.flatMap((name, index) => {
    const set = units.get(index)
    if (set) return [set]
    return taken.has(index) ? [] : [{ name: loneName(name, folders[index]), members: [{ index }] }]
  })
}

type Reading = (part: Part) => Speaker | undefined

/** Numbers from 1 on, without a gap, are in the order of WAVE's channel mask. */
function readNumbers(members: readonly Member[]): Reading {
  const numbers = new Set(members.map(({ part }) => Number(part.ending)))
  const count = NUMBERED_SETS.find((n) => n === numbers.size)
  const speakers = INTERPRETATIONS.find((layout) => layout.speakers.length === count)?.speakers
  return ({ ending }) => speakers?.[Number(ending) - 1]
}

const SIDES: readonly Label[] = ['Lss', 'Rss', 'Sl', 'Sr']
const REARS: readonly Label[] = ['Lrs', 'Rrs', 'Bl', 'Br']

/**
 * One pair of surrounds is `Ls Rs`, whether it is called side, back or neither. Of two pairs `Ls Rs` is the one that the
 * other is not: the sides beside rears, and the rears beside sides, as Nuendo has them (`Ls Rs Sl Sr`).
 */
function readLetters(members: readonly Member[]): Reading {
  const labels = members.flatMap(({ part }) => labelOf(part) ?? [])
  const has = (some: readonly Label[]): boolean => labels.some((label) => some.includes(label))
  const [sides, rears, plain] = [has(SIDES), has(REARS), has(['Ls', 'Rs'])]
  const pair = (left: boolean, speakers: readonly [Speaker, Speaker]): Speaker => speakers[left ? 0 : 1]
  return (part) => {
    const label = labelOf(part)
    switch (label) {
      case 'Ls':
      case 'Rs':
        if (sides === rears) return label
        return pair(label === 'Ls', rears ? ['Lss', 'Rss'] : ['Lrs', 'Rrs'])
      case 'Sl':
      case 'Sr':
        return pair(label === 'Sl', rears || plain ? ['Lss', 'Rss'] : ['Ls', 'Rs'])
      case 'Bl':
      case 'Br':
        return pair(label === 'Bl', sides || plain ? ['Lrs', 'Rrs'] : ['Ls', 'Rs'])
      case 'Lt':
      case 'Rt':
        return pair(label === 'Lt', ['L', 'R'])
      default:
        return label
    }
  }
}

/** What each of these names says that its channel is, of names that are all different channels of one set; else `undefined`. */
export function channelsByName(parts: readonly (Part | undefined)[]): readonly Speaker[] | undefined {
  const members = parts.flatMap((part, index): Member[] => (part ? [{ index, part, folder: '' }] : []))
  const [kind, ...others] = new Set(members.map(({ part }) => kindOf(part)))
  if (!kind || others.length > 0) return undefined
  const read = readingOf(kind, members)
  const speakers = members.flatMap(({ part }) => read(part) ?? [])
  return new Set(speakers).size === parts.length ? speakers : undefined
}

const readingOf = (kind: Family['kind'], members: readonly Member[]): Reading =>
  kind === 'numbers' ? readNumbers(members) : readLetters(members)

/** The complete sets in a family: several where the same names come several times. */
function setsOf(kind: Family['kind'], members: readonly Member[]): readonly (readonly SetMember[])[] {
  const read = readingOf(kind, members)
  const bySpeaker = new Map<Speaker, number[]>()
  for (const { index, part } of members.toSorted((a, b) => a.part.copy - b.part.copy)) {
    const speaker = read(part)
    if (!speaker) return []
    bySpeaker.set(speaker, [...(bySpeaker.get(speaker) ?? []), index])
  }
  const layout = INTERPRETATIONS.find(
    ({ speakers }) => speakers.length === bySpeaker.size && speakers.every((s) => bySpeaker.has(s)),
  )
  // Of some speakers more than of others: nobody can tell which of them belong together.
  const [sets = 0, ...others] = new Set([...bySpeaker.values()].map((indices) => indices.length))
  if (!layout || others.length > 0) return []
  return Array.from({ length: sets }, (_, n) =>
    layout.speakers.flatMap((speaker) => {
      const index = bySpeaker.get(speaker)?.[n]
      return index === undefined ? [] : [{ index, speaker }]
    }),
  )
}
