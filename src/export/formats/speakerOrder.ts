import type { Speaker } from '../../domain/layout.ts'

/** The order in which FLAC (RFC 9639 § 9.1.3) and AAC as decoders give it have so many channels. */
const ORDERS: readonly (readonly Speaker[])[] = [
  ['M'],
  ['L', 'R'],
  ['L', 'R', 'C'],
  ['L', 'R', 'Ls', 'Rs'],
  ['L', 'R', 'C', 'Ls', 'Rs'],
  ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'],
]

/**
 * Why a format of fixed speakers cannot have these, as a clause; `undefined` when it can. One channel may be any
 * speaker: it is one file of several.
 */
export function orderRefusal(speakers: readonly Speaker[], counts: readonly number[]): string | undefined {
  if (!counts.includes(speakers.length)) return `it has ${counts.join(', ')} channels, not ${speakers.length}`
  if (speakers.length === 1) return undefined
  const order = ORDERS[speakers.length - 1]
  return order?.every((speaker, i) => speaker === speakers[i])
    ? undefined
    : `its ${speakers.length} channels are ${order?.join(' ')}, in this order`
}
