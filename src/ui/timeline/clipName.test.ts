import { expect, it } from 'vitest'
import { clipName } from './clipName.ts'

it.each([
  [['DX_reel.wav'], 'DX_reel'],
  [['FX_foley.L.wav', 'FX_foley.R.wav', 'FX_foley.C.wav'], 'FX_foley'],
  [['MX_L.wav', 'MX_LFE.wav', 'MX_Ls.wav'], 'MX_L'],
  [['a.wav', 'b.wav'], 'a'],
  [[], ''],
])('%j is %s', (files, name) => {
  expect(clipName(files.map((fileName) => ({ fileName })))).toBe(name)
})

it('is told by its audio track where the file has several', () => {
  expect(clipName([{ fileName: 'v1.2 reel.mov', audioTrack: { number: 2 } }])).toBe('v1.2 reel, track 2')
  const named = { number: 1, name: 'DX 5.1' }
  expect(clipName([{ fileName: 'v1.2 reel.mov', audioTrack: named }])).toBe('v1.2 reel: DX 5.1')
})
