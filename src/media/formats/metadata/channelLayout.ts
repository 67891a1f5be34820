import { CHANNEL_LIMIT } from '../../../domain/errors.ts'
import { allSpeakers, statedSpeakers } from '../../../domain/interpretation.ts'
import { interpretationsOf, type Speaker, speakerLetters } from '../../../domain/layout.ts'
import type { MediaMetadata } from '../../../domain/mediaMetadata.ts'

/** Tag, bitmap and the number of descriptions; then each description, of which the label is read. */
const HEAD_BYTES = 12
const DESCRIPTION_BYTES = 20
/** The bytes of the longest layout that is read. */
export const CHANNEL_LAYOUT_LIMIT = HEAD_BYTES + CHANNEL_LIMIT * DESCRIPTION_BYTES

const BY_DESCRIPTIONS = 0
const BY_BITMAP = 1 << 16

/** `AudioChannelLabel`s of CoreAudioBaseTypes.h, by the letters that it has for them. Bit n of a bitmap is label n + 1. */
const LABELS: ReadonlyMap<number, string> = new Map([
  [1, 'L'],
  [2, 'R'],
  [3, 'C'],
  [4, 'LFE'],
  [5, 'Ls'],
  [6, 'Rs'],
  [9, 'Cs'],
  [10, 'Lsd'],
  [11, 'Rsd'],
  [33, 'Rls'],
  [34, 'Rrs'],
])

/**
 * The orders of `AudioChannelLayoutTag`s of three channels and more (CoreAudioBaseTypes.h), by the upper half of the tag.
 * Those with speakers that Dubstage has not, as `Lc` and `Rc` of MPEG 7.1 A and B, are left out.
 */
const ORDERS: ReadonlyMap<number, string> = new Map([
  [108, 'L R Ls Rs'],
  [109, 'L R Ls Rs C'],
  [110, 'L R Ls Rs C Cs'],
  [113, 'L R C'],
  [114, 'C L R'],
  [115, 'L R C Cs'],
  [116, 'C L R Cs'],
  [117, 'L R C Ls Rs'],
  [118, 'L R Ls Rs C'],
  [119, 'L C R Ls Rs'],
  [120, 'C L R Ls Rs'],
  [121, 'L R C LFE Ls Rs'],
  [122, 'L R Ls Rs C LFE'],
  [123, 'L C R Ls Rs LFE'],
  [124, 'C L R Ls Rs LFE'],
  [125, 'L R C LFE Ls Rs Cs'],
  [128, 'L R C LFE Ls Rs Rls Rrs'],
  [131, 'L R Cs'],
  [132, 'L R Ls Rs'],
  [133, 'L R LFE'],
  [134, 'L R LFE Cs'],
  [135, 'L R LFE Ls Rs'],
  [136, 'L R C LFE'],
  [137, 'L R C LFE Cs'],
  [138, 'L R Ls Rs LFE'],
  [139, 'L R Ls Rs C Cs'],
  [140, 'L R Ls Rs C Rls Rrs'],
  [141, 'C L R Ls Rs Cs'],
  [142, 'C L R Ls Rs Cs LFE'],
  [143, 'C L R Ls Rs Rls Rrs'],
  [144, 'C L R Ls Rs Rls Rrs Cs'],
  [150, 'L C R'],
  [151, 'L C R Cs'],
  [152, 'L C R LFE'],
  [153, 'L R Cs LFE'],
  [154, 'L C R Cs LFE'],
  [155, 'L C R Ls Rs Cs'],
  [156, 'L C R Ls Rs Rls Rrs'],
  [157, 'L C R Ls Rs LFE Cs'],
  [160, 'L C R Ls Rs LFE Rls Rrs'],
  [162, 'L C R Ls Rs LFE Lsd Rsd'],
  [183, 'C L R Ls Rs Rls Rrs LFE'],
  [185, 'L R Rls Rrs'],
  [186, 'L R C Rls Rrs'],
  [187, 'L R C LFE Rls Rrs'],
  [188, 'L R C LFE Cs Ls Rs'],
  [189, 'L R C LFE Rls Rrs Ls Rs'],
])

/** The pairs of surrounds, from the sides to the back. */
const PAIRS = [
  ['Lsd', 'Rsd'],
  ['Ls', 'Rs'],
  ['Rls', 'Rrs'],
] as const
const ONE_PAIR = [['Ls', 'Rs']] as const
const TWO_PAIRS = [
  ['Lss', 'Rss'],
  ['Lrs', 'Rrs'],
] as const

/** What a file says that its channels are for, in file order, where it says it of all of them. */
export type ChannelOrder = { readonly speakers?: readonly Speaker[]; readonly warnings: readonly string[] }

/**
 * Reads an `AudioChannelLayout` (Apple, CoreAudioBaseTypes.h; big-endian), as `CHAN` of AIFF and `chan` of MOV hold it, for
 * a file of so many `channels`. Where it does not name a speaker that Dubstage knows for each of them, all different, there
 * is a warning instead. Mono and stereo mean something by themselves: of those it is not asked for.
 */
export function channelLayout(bytes: Uint8Array, channels: number): ChannelOrder {
  if (channels <= 2) return { warnings: [] }
  const names = letters(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), channels)
  const speakers = names.length === channels ? allSpeakers(byPairs(names)) : undefined
  return speakers ? { speakers, warnings: [] } : { warnings: guessWarnings('Its channel layout', channels) }
}

/**
 * That channels are read as files of so many commonly are, because `what`, which begins a sentence, says something of them
 * that is not followed. None for more channels than a track takes, which are refused.
 */
export function guessWarnings(what: string, channels: number): readonly string[] {
  const [guess] = interpretationsOf(channels)
  if (!guess) return []
  const order = speakerLetters(guess.speakers)
  const said: Readonly<Record<number, string>> = {
    1: 'one speaker that Dubstage knows: that it is mono',
    2: 'left and right: that these are its channels',
  }
  const unsaid = said[channels] ?? `${channels} speakers that Dubstage knows: their order, ${order},`
  return [`${what} does not name ${unsaid} is a guess. Check it in Files.`]
}

/** The same of the channel mask of WAVE_FORMAT_EXTENSIBLE (mmreg.h), where nothing in the metadata that is followed tells. */
export function maskWarnings(channels: number, metadata: MediaMetadata): readonly string[] {
  const { channelMask } = metadata
  if (channelMask === undefined || statedSpeakers(channels, metadata)) return []
  return guessWarnings(`Its channel mask, 0x${channelMask.toString(16).toUpperCase()},`, channels)
}

/** Core Audio's letters of the channels; none where the layout is of another number of channels. */
function letters(view: DataView, channels: number): readonly (string | undefined)[] {
  if (view.byteLength < HEAD_BYTES) return []
  const tag = view.getUint32(0)
  if (tag === BY_DESCRIPTIONS) return described(view, channels)
  if (tag === BY_BITMAP) return inBitmap(view.getUint32(4))
  return (tag & 0xffff) === channels ? (ORDERS.get(tag >>> 16)?.split(' ') ?? []) : []
}

function described(view: DataView, channels: number): readonly (string | undefined)[] {
  const isWhole = view.byteLength >= HEAD_BYTES + channels * DESCRIPTION_BYTES
  if (view.getUint32(8) !== channels || !isWhole) return []
  return Array.from({ length: channels }, (_, c) =>
    LABELS.get(view.getUint32(HEAD_BYTES + c * DESCRIPTION_BYTES)),
  )
}

const inBitmap = (bitmap: number): readonly (string | undefined)[] =>
  Array.from({ length: 32 }, (_, bit) => bit)
    .filter((bit) => (bitmap >>> bit) & 1)
    .map((bit) => LABELS.get(bit + 1))

/**
 * Dubstage's letters for Core Audio's. The one pair of surrounds is that of a 5.1, whatever it is called; of two, the one
 * that is further to the front stands at the sides.
 */
export function byPairs(names: readonly (string | undefined)[]): readonly (string | undefined)[] {
  const found = PAIRS.filter((pair) => pair.some((name) => names.includes(name)))
  const called = found.length === 1 ? ONE_PAIR : TWO_PAIRS
  return names.map((name) => {
    const place = found.findIndex((pair) => pair.some((each) => each === name))
    return place < 0 ? name : called[place]?.[found[place]?.[0] === name ? 0 : 1]
  })
}
