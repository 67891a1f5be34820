import { expect, it } from 'vitest'
import { clipName } from './clipName.ts'

it.each([
  [['DX_reel.wav'], 'DX_reel'],
  [['FX_foley.L.wav', 'FX_foley.R.wav', 'FX_foley.C.wav'], 'FX_foley'],
  [['MX_L.wav', 'MX_LFE.wav', 'MX_Ls.wav'], 'MX_L'],
  [['a.wav', 'b.wav'], 'a'],
  [[], ''],
])('%j is %s', (files, name) => {
  expect(clipName(files)).toBe(name)
})
