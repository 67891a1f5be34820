/** Speaker positions (ITU-R BS.2051 labels, short form; `M` is mono, `Cs` the one surround of a four-track). */
export const SPEAKERS = ['M', 'L', 'R', 'C', 'LFE', 'Ls', 'Rs', 'Lss', 'Rss', 'Lrs', 'Rrs', 'Cs'] as const
export type Speaker = (typeof SPEAKERS)[number]

/** A channel layout: its speakers in file order. The kernel and the exporter take any; this version ships two. */
export type Layout = {
  readonly id: 'mono' | 'stereo' | '5.1'
  readonly label: string
  readonly speakers: readonly Speaker[]
}

export const MONO: Layout = { id: 'mono', label: 'Mono', speakers: ['M'] }
export const STEREO: Layout = { id: 'stereo', label: 'Stereo', speakers: ['L', 'R'] }
export const SURROUND_5_1: Layout = {
  id: '5.1',
  label: '5.1',
  speakers: ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'],
}

export type LayoutId = Layout['id']
const LAYOUTS: Readonly<Record<LayoutId, Layout>> = {
  mono: MONO,
  stereo: STEREO,
  '5.1': SURROUND_5_1,
}
export const layoutOf = (id: LayoutId): Layout => LAYOUTS[id]

/** The channel weight Gᵢ of ITU-R BS.1770-5 Annex 1, table 3: surrounds 1.41, LFE left out. */
export function loudnessWeight(speaker: Speaker): number {
  if (speaker === 'LFE') return 0
  return ['Ls', 'Rs', 'Lss', 'Rss', 'Cs'].includes(speaker) ? 1.41 : 1
}
