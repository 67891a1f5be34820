/** Bits of dwChannelMask in order (Microsoft KSAUDIO_SPEAKER), with the letters that mixers use. */
const SPEAKERS = [
  'L',
  'R',
  'C',
  'LFE',
  'Lrs',
  'Rrs',
  'Lc',
  'Rc',
  'Cs',
  'Lss',
  'Rss',
  'Ts',
  'Ltf',
  'Ctf',
  'Rtf',
  'Ltr',
  'Ctr',
  'Rtr',
] as const

const BACK_PAIR = 0x30
const SIDE_PAIR = 0x600

/** The one pair of surrounds of a 5.1, which some writers call back and others side. */
const ONE_PAIR: Readonly<Record<string, string>> = { Lrs: 'Ls', Rrs: 'Rs', Lss: 'Ls', Rss: 'Rs' }

/**
 * The letters of each channel. A mask names as many as it has bits, in ascending order; what it does not name has its
 * number. Without a mask only mono and stereo mean something by themselves.
 */
export function speakerLabels(channels: number, mask = 0): string[] {
  if (mask === 0 && channels === 1) return ['M']
  if (mask === 0 && channels === 2) return ['L', 'R']
  const bothPairs = (mask & BACK_PAIR) !== 0 && (mask & SIDE_PAIR) !== 0
  const named = SPEAKERS.filter((_, bit) => mask & (1 << bit)).map((label) =>
    bothPairs ? label : (ONE_PAIR[label] ?? label),
  )
  return Array.from({ length: channels }, (_, c) => named[c] ?? String(c + 1))
}
