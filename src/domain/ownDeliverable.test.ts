import { describe, expect, it } from 'vitest'
import { deliverableProblems } from './deliverableProblems.ts'
import { deliverableOf } from './deliverables/deliverable.ts'
import { DELIVERABLES } from './deliverables/registry.ts'
import { copyOfDeliverable, newDeliverable } from './ownDeliverable.ts'
import { repeatedNames } from './repeatedNames.ts'

describe('rows of one’s own', () => {
  it('have names and codes that no other row has, however many are made', () => {
    let rows = DELIVERABLES.map(deliverableOf)
    for (const id of ['a', 'b', 'c']) rows = [...rows, newDeliverable(rows, id)]
    for (const [n, row] of rows.slice(0, 3).entries())
      for (const again of [1, 2]) rows = [...rows, copyOfDeliverable(row, rows, `copy ${n} ${again}`)]
    expect(deliverableProblems(rows)).toEqual([])
    expect(repeatedNames(rows.map(({ name }) => name))).toEqual([])
    expect(repeatedNames(rows.map(({ code }) => code))).toEqual([])
  })
  it('are as what they are made of', () => {
    const rows = DELIVERABLES.map(deliverableOf)
    const [composite] = rows
    if (!composite) throw new Error('no composite')
    const { id, name, code, ...same } = copyOfDeliverable(composite, rows, 'x')
    expect([id, name, code]).toEqual(['x', 'Composite copy', `${composite.code}-copy`])
    expect(composite).toMatchObject(same)
  })
})
