/** The stems of a mix: the buses that tracks feed and deliverables are made of. */
export type StemId = 'dialogue' | 'effects' | 'fill' | 'music' | 'narration' | 'optional'

export type StemSpec = {
  readonly id: StemId
  /** The written code that always goes with the stem's colour. */
  readonly code: 'DX' | 'FX' | 'FILL' | 'MX' | 'NAR' | 'OPT'
  readonly name: string
  /** What belongs here, for the empty lane and for screen readers. */
  readonly holds: string
  /** Words that put a file in this stem when its name has one of them, upper case. */
  readonly words: readonly string[]
  /** Most mixes have none of it: it is shown where a track feeds it, and not before. */
  readonly rare?: boolean
}

/** In console order, left to right. */
export const STEMS: readonly StemSpec[] = [
  {
    id: 'dialogue',
    code: 'DX',
    name: 'Dialogue',
    holds: 'Dialogue, ADR, group',
    words: [
      'DX',
      'DIA',
      'DIAL',
      'DIALOG',
      'DIALOGUE',
      'DLG',
      'DIASTEM',
      'DXSTEM',
      'ADR',
      'VO',
      'VOX',
      'VOICE',
      'GRP',
      'LOOPGROUP',
      'WALLA',
    ],
  },
  {
    id: 'effects',
    code: 'FX',
    name: 'Effects',
    holds: 'Hard effects, Foley, ambience',
    words: [
      'FX',
      'SFX',
      'EFX',
      'HFX',
      'EFFECT',
      'EFFECTS',
      'FXSTEM',
      'PFX',
      'BG',
      'BGS',
      'FOL',
      'FOLEY',
      'FLY',
      'AMB',
      'AMBIENCE',
      'ATMOS',
      'ATM',
    ],
  },
  {
    id: 'fill',
    code: 'FILL',
    name: 'Fill',
    holds: 'Replaces sound lost with the dialogue; M&E only',
    words: ['FILL', 'FILLS', 'MEFILL', 'ROOMTONE'],
  },
  {
    id: 'music',
    code: 'MX',
    name: 'Music',
    holds: 'Score, source music',
    words: ['MX', 'MUS', 'MUSIC', 'MXSTEM', 'SCORE', 'SONG', 'SONGS'],
  },
  {
    id: 'narration',
    code: 'NAR',
    name: 'Narration',
    holds: 'The narrator, apart from the dialogue',
    words: ['NAR', 'NARR', 'NARRATION', 'NARRATOR', 'NARSTEM'],
    rare: true,
  },
  {
    id: 'optional',
    code: 'OPT',
    name: 'Optional',
    holds: 'What a dub may keep or replace: efforts, chants, source speech',
    words: ['OPT', 'OPTA', 'OPTB', 'OPTIONAL', 'EFFORT', 'EFFORTS', 'CHANT', 'CHANTS'],
    rare: true,
  },
]

/** Those that somebody speaks in: what a dub replaces, and what a target by dialogue is measured by. */
export const SPOKEN: readonly StemId[] = ['dialogue', 'narration']

/** Those of some stems that have tracks, in console order. */
export const stemsInUse = (
  stems: readonly string[],
  tracks: readonly { readonly stem: string }[],
): readonly StemId[] =>
  STEMS.map(({ id }) => id).filter((id) => stems.includes(id) && tracks.some(({ stem }) => stem === id))

/** The stems that are shown for these tracks, in console order. */
export const shownStems = (tracks: readonly { readonly stem: StemId }[]): readonly StemSpec[] =>
  STEMS.filter(({ id, rare }) => !rare || tracks.some(({ stem }) => stem === id))

export const stemSpec = (id: StemId): StemSpec => {
  const found = STEMS.find((stem) => stem.id === id)
  if (!found) throw new RangeError(`no stem ${id}`)
  return found
}

/**
 * The stems that a file's name suggests, by its whole words, in any case, in their order; none when no stem claims a
 * word. The first is the likeliest, and fill stands before all: `FX FILL` is fill made of effects. Digits and
 * punctuation end a word, so `DX1`, `r02_fx-v3` and `Marta.ADR` all count, and `index` and `foliage` do not.
 */
export function stemsInName(fileName: string): readonly StemId[] {
  const found = new Set<StemId>()
  for (const word of fileName.toUpperCase().split(/[^\p{L}\p{M}]+/u)) {
    const stem = STEMS.find(({ words }) => words.includes(word))
    if (stem) found.add(stem.id)
  }
  return found.has('fill') ? ['fill', ...[...found].filter((id) => id !== 'fill')] : [...found]
}
