import { expect, it } from 'vitest'
import type { LoudnessGoal } from '../../domain/checks.ts'
import { ebuR128 } from '../../domain/specs/ebuR128.ts'
import { ebuR128s4 } from '../../domain/specs/ebuR128s4.ts'
import { netflix } from '../../domain/specs/netflix.ts'
import { loudnessVerdict, type ProgrammeFigures } from './loudnessChecks.ts'

const programme: ProgrammeFigures = {
  stream: 'deliverable:composite',
  name: 'Composite',
  from: 0,
  to: 48_000,
  integratedLufs: -23,
  loudnessRangeLu: 9,
}
const verdict = (goal: LoudnessGoal, change: Partial<ProgrammeFigures> = {}) => {
  const { looked, findings } = loudnessVerdict({ ...programme, ...change }, goal)
  return [
    looked,
    findings.map(({ check, value }) => [check, value === null ? null : Number(value.toFixed(2))]),
  ]
}

it('holds the programme to its target, to what a meter prints', () => {
  expect(verdict(ebuR128)).toEqual([['loudness'], []])
  expect(verdict(ebuR128, { integratedLufs: -23.24 })).toEqual([['loudness'], []])
  expect(verdict(ebuR128, { integratedLufs: -23.26 })).toEqual([['loudness'], [['loudness', -0.26]]])
  expect(verdict(ebuR128, { integratedLufs: null })).toEqual([['loudness'], [['loudness', null]]])
})

it('holds the dialogue to the target where the spec asks for that, and there is enough of it', () => {
  const range = ['dialogueLoudness', 'loudnessRange']
  const dialogue = { lufs: -27.4, share: 0.5 }
  expect(verdict(netflix, { dialogue })).toEqual([range, []])
  expect(verdict(netflix, { dialogue: { ...dialogue, lufs: -24 } })).toEqual([
    range,
    [['dialogueLoudness', 3]],
  ])
  // Under 15 % the programme counts instead, to −24.
  expect(verdict(netflix, { dialogue: { ...dialogue, share: 0.1 }, integratedLufs: -27 })).toEqual([
    ['loudness', 'loudnessRange'],
    [['loudness', -3]],
  ])
  expect(verdict(netflix)).toEqual([['loudnessRange'], []])
})

it('holds a cinematic mix to how far it may be over its dialogue', () => {
  const both = ['loudness', 'dialogueLoudness']
  expect(verdict(ebuR128s4, { dialogue: { lufs: -28, share: 0.3 } })).toEqual([both, []])
  expect(verdict(ebuR128s4, { dialogue: { lufs: -28.5, share: 0.3 } })).toEqual([
    both,
    [['dialogueLoudness', 5.5]],
  ])
  expect(verdict(ebuR128s4, { dialogue: { lufs: null, share: 0 } })).toEqual([['loudness'], []])
})

it('holds the range of the whole to both of its limits, and not one that there is none of', () => {
  const ranged = { ...ebuR128, minLoudnessRangeLu: 4, maxLoudnessRangeLu: 18 }
  const range = (lu: number | null) => verdict(ranged, { loudnessRangeLu: lu })
  expect(range(4)).toEqual([['loudness', 'loudnessRange'], []])
  expect(range(3.9)).toEqual([['loudness', 'loudnessRange'], [['loudnessRange', 3.9]]])
  expect(range(18.1)).toEqual([['loudness', 'loudnessRange'], [['loudnessRange', 18.1]]])
  expect(range(null)).toEqual([['loudness'], []])
})
