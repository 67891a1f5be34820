import type { Deliverable } from '../../domain/deliverables/deliverable.ts'
import { type LayoutId, layoutOf } from '../../domain/layout.ts'

const RANGE: Readonly<Record<Deliverable['range']['kind'], string>> = {
  film: '',
  region: ', a region',
  span: ', a part',
}

/** `Stereo, split, a region`: what a row of the matrix is beside its stems, in a mix of this layout. */
export function layoutText(
  { layout, split, range }: Pick<Deliverable, 'layout' | 'split' | 'range'>,
  mix: LayoutId,
): string {
  const { label, speakers } = layoutOf(layout === 'session' ? mix : layout)
  return `${label}${split && speakers.length > 1 ? ', split' : ''}${RANGE[range.kind]}`
}
