import { expect, it } from 'vitest'
import { netflix } from './netflix.ts'
import { podcast } from './podcast.ts'
import { DELIVERY_SPECS } from './registry.ts'
import { readSpec, specDocument } from './specDocument.ts'
import { theatrical } from './theatrical.ts'
import { isUncertain, uncertainForm, uncertainWithout } from './uncertainForm.ts'

it('lists what is to be checked and has no field on the screen', () => {
  expect(uncertainForm(theatrical)).toEqual(['a tail pop', 'a leader of 8 seconds'])
  expect(uncertainForm(podcast)).toEqual(['44.1 kHz or 48 kHz', '16-bit PCM, TPDF dither or 24-bit PCM'])
  expect(uncertainForm(netflix)).toEqual([])
})

it('has words for all that is not a figure', () => {
  const unsure = {
    ...theatrical,
    uncertain: ['layouts', 'surroundOrder', 'split', 'naming', 'twoPop'] as const,
  }
  expect(uncertainForm(unsure)).toEqual([
    '5.1 or Stereo',
    '5.1 as L R C LFE Ls Rs',
    'all channels in one file',
    expect.stringMatching(/^file names made up as “/),
    'a 2-pop',
  ])
  for (const spec of DELIVERY_SPECS) expect(uncertainForm(spec).every((words) => words !== '')).toBe(true)
})

it('leaves the other figures of a second target to be checked when one is typed', () => {
  const fields = ['share', 'targetLufs', 'belowLu', 'aboveLu'] as const
  const unsure = (uncertain: typeof netflix.uncertain) =>
    fields.filter((field) => isUncertain({ uncertain }, `littleDialogue.${field}`))
  expect(unsure(netflix.uncertain)).toEqual(fields)
  const one = uncertainWithout(netflix, 'littleDialogue.share')
  expect(unsure(one)).toEqual(['targetLufs', 'belowLu', 'aboveLu'])
  const others = netflix.uncertain.filter((field) => field !== 'littleDialogue')
  expect(one).toEqual(expect.arrayContaining([...others]))
  const two = uncertainWithout({ uncertain: one }, 'littleDialogue.belowLu')
  expect(unsure(two)).toEqual(['targetLufs', 'aboveLu'])
  expect(uncertainWithout({ uncertain: two }, 'littleDialogue')).toEqual(others)
  expect(uncertainWithout(netflix, 'minLoudnessRangeLu')).toEqual(
    netflix.uncertain.filter((field) => field !== 'minLoudnessRangeLu'),
  )
  const kept = readSpec(specDocument({ ...netflix, uncertain: two }), 'own.json')
  expect(kept.ok && kept.value.uncertain).toEqual(two)
})
