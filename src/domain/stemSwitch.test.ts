import { describe, expect, it } from 'vitest'
import { deliverableOf } from './deliverables/deliverable.ts'
import { DELIVERABLES, deliverable } from './deliverables/registry.ts'
import { stemSwitch } from './stemSwitch.ts'
import { STEMS, type StemId } from './stems.ts'

const row = (id: string) => deliverableOf(deliverable(id))
const own = (...stems: StemId[]) => ({ ...row('me'), id: 'own', name: 'Own', stems })

describe('stemSwitch', () => {
  it('never lets dialogue or narration into an M&E', () => {
    for (const id of ['me', 'me-undipped']) {
      expect(stemSwitch(row(id), 'dialogue')).toMatchObject({ on: false, never: expect.any(String) })
      expect(stemSwitch(row(id), 'narration')).toMatchObject({ on: false, never: expect.any(String) })
    }
  })
  it.each(DELIVERABLES.map(({ id, stems }) => [id, stems] as const))('lets %s have its own', (id, stems) => {
    for (const { id: stem } of STEMS) {
      expect(stemSwitch(row(id), stem).on).toBe(stems.includes(stem))
      if (stems.includes(stem) && stems.length > 1) expect(stemSwitch(row(id), stem).never).toBeUndefined()
    }
    if (stems.length > 1) {
      const [first, ...rest] = stems
      // What was switched off can be switched on again.
      expect(stemSwitch({ ...row(id), stems: rest }, first as StemId)).toEqual({ on: false })
    }
  })
  it('keeps the last stem', () => {
    expect(stemSwitch(own('music'), 'music')).toMatchObject({ on: true, never: expect.any(String) })
  })
  it('lets own rows have all but dialogue and fill at once', () => {
    expect(stemSwitch(own('music'), 'dialogue')).toEqual({ on: false })
    expect(stemSwitch(own('music', 'fill'), 'dialogue').never).toContain('Fill replaces')
    expect(stemSwitch(own('dialogue', 'music'), 'fill').never).toContain('Fill replaces')
    expect(stemSwitch(own('fill', 'music'), 'narration')).toEqual({ on: false })
  })
})
