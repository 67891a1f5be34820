import { describe, expect, it } from 'vitest'
import { safeFileName } from '../safeFileName.ts'
import { STEMS } from '../stems.ts'
import { NULL_LAWS } from './nullLaws.ts'
import { DELIVERABLES, deliverable, MASTERS } from './registry.ts'

describe.each(DELIVERABLES)('deliverable $id', (spec) => {
  const others = DELIVERABLES.filter((other) => other !== spec)

  it('is found by its id, which is its own', () => {
    expect(deliverable(spec.id)).toBe(spec)
    expect(others.map(({ id }) => id)).not.toContain(spec.id)
  })

  it('has a file name of its own that every system takes', () => {
    expect(spec.code).toMatch(/^[a-z0-9-]+$/)
    expect(others.map(({ code }) => code)).not.toContain(spec.code)
    expect(safeFileName(spec.code)).toBe(spec.code)
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
    expect(deliverable('composite').stems).toEqual(['dialogue', 'effects', 'music', 'narration', 'optional'])
  })
  it('the M&E is effects, fill and music', () => {
    expect(deliverable('me').stems).toEqual(['effects', 'fill', 'music'])
  })
  it('are the masters of the console, and what is made when nothing was chosen', () => {
    expect(MASTERS.map(({ id }) => id)).toEqual(['composite', 'me'])
    expect(DELIVERABLES.filter(({ included }) => included)).toEqual(MASTERS)
  })
})

describe('what else is ready-made', () => {
  it.each([
    ['me-undipped', ['effects', 'fill', 'music'], 'session'],
    ['dialogue', ['dialogue'], 'session'],
    ['music', ['music'], 'session'],
    ['effects', ['effects'], 'session'],
    ['filled-effects', ['effects', 'fill'], 'session'],
    ['narration', ['narration'], 'session'],
    ['optional', ['optional'], 'session'],
    ['guide', ['dialogue', 'narration'], 'mono'],
    ['mix-minus', ['dialogue', 'effects', 'music', 'optional'], 'session'],
    ['music-album', ['music'], 'stereo'],
    ['dialogue-and-music', ['dialogue', 'music', 'narration'], 'session'],
  ])('%s', (id, stems, layout) => {
    expect(deliverable(id)).toMatchObject({ stems, layout, included: false })
  })
})

describe.each(NULL_LAWS)('null law $name', ({ whole, parts }) => {
  it('comes out: every stem of the whole is taken once, and nothing else is left over', () => {
    for (const { id } of STEMS) {
      const times = parts.reduce((sum, part) => sum + (part.stems.includes(id) ? part.sign : 0), 0)
      expect(times, id).toBe(whole.includes(id) ? -1 : 0)
    }
  })
})
