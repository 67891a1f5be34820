import { describe, expect, it } from 'vitest'
import { emptySession } from '../../domain/session.ts'
import { deliverablesOf } from '../../domain/sessionDeliverables.ts'
import { layoutText } from './layoutText.ts'
import { rowState } from './rowState.ts'

const rows = deliverablesOf(emptySession())
const [composite, me] = rows
if (!composite || !me) throw new Error('the matrix is empty')
const none = new Set<never>()

describe('rowState', () => {
  it('is that of the export, for the rows that it makes', () => {
    const state = (exporting: Parameters<typeof rowState>[2]) =>
      rowState(me, [composite, me], exporting, none)
    expect(state({ phase: 'settings' })).toEqual({ kind: 'waiting', nothingRouted: true })
    expect(rowState(me, [me], { phase: 'settings' }, new Set(['music'] as const))).toEqual({
      kind: 'waiting',
      nothingRouted: false,
    })
    expect(state({ phase: 'failed', message: '' })).toEqual({ kind: 'failed' })
    expect(state({ phase: 'running', destination: '' })).toEqual({ kind: 'running', index: 1 })
    expect(rowState(me, [composite], { phase: 'failed', message: '' }, none)).toEqual({ kind: 'left out' })
  })
})

describe('layoutText', () => {
  it.each([
    [{}, 'stereo', 'Stereo'],
    [{}, '5.1', '5.1'],
    [{ split: true }, '5.1', '5.1, split'],
    [{ layout: 'mono', split: true }, '5.1', 'Mono'],
    [{ layout: 'stereo', range: { kind: 'region', marker: 'm' } }, '5.1', 'Stereo, a region'],
  ] as const)('of %j in a mix of %s is %s', (change, mix, text) => {
    expect(layoutText({ ...composite, ...change }, mix)).toBe(text)
  })
})
