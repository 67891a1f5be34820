import type { Deliverable } from '../../domain/deliverables/deliverable.ts'

const LAYOUT: Readonly<Record<Deliverable['layout'], string>> = {
  session: 'as the mix',
  stereo: 'stereo',
  mono: 'mono',
}

const RANGE: Readonly<Record<Deliverable['range']['kind'], string>> = {
  film: '',
  region: ', a region',
  span: ', a part',
}

/** `stereo, split, a region`: what a row of the matrix is beside its stems. */
export const layoutText = ({
  layout,
  split,
  range,
}: Pick<Deliverable, 'layout' | 'split' | 'range'>): string =>
  `${LAYOUT[layout]}${split && layout !== 'mono' ? ', split' : ''}${RANGE[range.kind]}`
