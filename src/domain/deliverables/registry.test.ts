import { describe, expect, it } from 'vitest'
import { deliverableFileName, safeFileName } from '../delivery.ts'
import { STEMS } from '../stems.ts'
import { DELIVERABLES, deliverable } from './registry.ts'

describe.each(DELIVERABLES)('deliverable $id', (spec) => {
  const others = DELIVERABLES.filter((other) => other !== spec)

  it('is found by its id, which is its own', () => {
    expect(deliverable(spec.id)).toBe(spec)
    expect(others.map(({ id }) => id)).not.toContain(spec.id)
  })

  it('has a file name of its own that every system takes', () => {
    expect(spec.suffix).toMatch(/^[a-z0-9-]+$/)
    expect(others.map(({ suffix }) => suffix)).not.toContain(spec.suffix)
    const name = deliverableFileName('reel 1', spec.id)
    expect(name).toBe(`reel 1_${spec.suffix}.wav`)
    expect(safeFileName(spec.suffix)).toBe(spec.suffix)
  })

  it('sums stems that there are, each once, in console order', () => {
    const order = STEMS.map(({ id }) => id)
    expect(spec.stems.length).toBeGreaterThan(0)
    expect(spec.stems).toEqual(order.filter((stem) => spec.stems.includes(stem)))
  })

  it('has words for the screen', () => {
    for (const text of [spec.name, spec.short, spec.purpose]) expect(text.trim()).not.toBe('')
    expect(others.map(({ name }) => name)).not.toContain(spec.name)
  })
})

describe('the two that every distributor asks for', () => {
  it('the composite is all that is not fill', () => {
    expect(deliverable('composite').stems).toEqual(['dialogue', 'effects', 'music'])
  })
  it('the M&E is all that is not dialogue', () => {
    expect(deliverable('me').stems).toEqual(['effects', 'fill', 'music'])
  })
})
