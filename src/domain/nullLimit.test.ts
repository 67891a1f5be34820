import { expect, it } from 'vitest'
import { NULL_LAWS } from './deliverables/nullLaws.ts'
import { nullLimitDb, nullVerdict } from './nullLimit.ts'

const [stems = '', me = ''] = NULL_LAWS.map(({ name }) => name)

it.each([
  [stems, 'wav24', false, -132.4, 'pass'],
  [stems, 'wav24', true, -128.9, 'review'],
  [stems, 'wav16', false, -72, 'pass'],
  [stems, 'wav16', false, -70.9, 'review'],
  [stems, 'wav16shaped', false, -52, 'pass'],
  [stems, 'wav16shaped', false, -50.9, 'review'],
  [stems, 'wav32f', false, null, 'pass'],
  // Before limiting, floats are exact or wrong.
  [stems, 'wav32f', false, -150, 'review'],
  [stems, 'wav32f', true, -150, 'pass'],
  [me, 'wav32f', false, -150, 'pass'],
  [me, 'wav32f', true, -119, 'review'],
] as const)('%s at %s, limited: %s, with %s dBFS: %s', (name, format, limited, dbfs, verdict) => {
  expect(nullVerdict({ dbfs, limitDbfs: nullLimitDb(name, format, limited) })).toBe(verdict)
})
