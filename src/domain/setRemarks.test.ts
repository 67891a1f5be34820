import { expect, it } from 'vitest'
import { setRemarks } from './setRemarks.ts'

/** Remarks about `folder/base.{endings}`, without the indices of files. */
function remarks(...short: readonly string[]): readonly unknown[] {
  const files = short.flatMap((text) => {
    const [, folder = '', base = '', endings = ''] = /^(?:(.*)\/)?(.*)\{(.*)\}$/.exec(text) ?? []
    return endings.split(' ').map((ending) => ({ name: `${base}${ending}.wav`, folder }))
  })
  return setRemarks(
    files.map(({ name }) => name),
    files.map(({ folder }) => folder),
  ).map(({ files: _, ...remark }) => remark)
}
const ALL = 'L R C LFE Ls Rs'

it('names sets of which files are missing', () => {
  expect(remarks('DX.{L C LFE}', 'MX.{L R}')).toEqual([{ name: 'DX', kind: 'incomplete' }])
  expect(remarks('Scene {C}', 'take_{1 2}')).toEqual([])
})

it('calls what is missing as the files of other sets do', () => {
  expect(remarks(`FX_{${ALL}}`, `DX_{${ALL} Sl Sr}`)).toEqual([
    { name: 'FX', kind: 'smaller', missing: ['Sl', 'Sr'], than: ['DX'] },
  ])
  expect(remarks('FX_{Left}', 'MX_{Left Right}')).toEqual([
    { name: 'FX', kind: 'smaller', missing: ['Right'], than: ['MX'] },
  ])
})

it('takes a set that lacks three and more for one of another layout', () => {
  expect(remarks(`FX_{${ALL}}`, 'MX_{L R}', 'DX_{C}')).toEqual([])
  expect(remarks(`FX_{${ALL}}`, 'BG_{L R Ls Rs}')).toHaveLength(1)
})

it('compares a set with those of its folder, of which others are other versions', () => {
  const reel2 = [`R2/DX.{${ALL}}`, `R2/FX.{${ALL}}`]
  expect(remarks(`R1/DX.{${ALL}}`, 'R1/FX.{L R C Ls Rs}', ...reel2)).toEqual([
    { name: 'FX', kind: 'smaller', missing: ['LFE'], than: ['DX'] },
  ])
  expect(remarks(`5.1/DX.{${ALL}}`, `5.1/MX.{${ALL}}`, '2.0/DX.{L R}', '2.0/MX.{L R}')).toEqual([])
  expect(remarks(`DX/DX.{${ALL}}`, 'FX/FX.{L R C Ls Rs}')).toHaveLength(1)
})

it.each([
  ['1 2 3 4 5', true],
  ['1 2 3 4 5 6', false],
  ['1 2 3 4 5 7', true],
  ['1 2 3 4 5 6 7', true],
  ['1 2 5 6', true],
  ['2 3 4 5 6', true],
  ['1 2 3 4', false],
  ['1 2 4', false],
  ['1 2 3 4 5 10', false],
  ['0 1 2 3 4', false],
])('of the numbers %s it is said that they may be of a set: %s', (numbers, said) => {
  expect(remarks(`x_{${numbers}}`).length > 0).toBe(said)
})

it('names files beside a set, wherever their endings are known', () => {
  expect(remarks('Front/DX.{L R C}', 'Rear/DX.{Ls Rs}')).toEqual([
    { name: 'DX', kind: 'beside' },
    { name: 'DX', kind: 'beside' },
  ])
  expect(remarks(`DX.{${ALL} Lt}`)).toEqual([{ name: 'DX', kind: 'beside' }])
  expect(remarks('Film_{L R DX ambience 2}', 'other/Film_{Ltf}')).toEqual([])
})

it('knows bare endings by their folder, and nothing else by it', () => {
  expect(remarks('0/DX/{L C LFE}')).toEqual([{ name: 'DX', kind: 'incomplete' }])
  expect(remarks(`0/DX/{${ALL}}`, '0/FX/{L R C Ls Rs}')).toEqual([
    { name: 'FX', kind: 'smaller', missing: ['LFE'], than: ['DX'] },
  ])
  expect(remarks('0/DX/{L R Lt}')).toEqual([{ name: 'DX', kind: 'beside' }])
  expect(remarks('0/DX/{L R}', '0/DX/DX_{x Ltf}', '1/DX/{C}')).toEqual([])
})
