import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { focusUnlessTaken } from './focusUnlessTaken.ts'

const body = {}
let page: { readonly body: object; activeElement: object }

beforeEach(() => {
  page = { body, activeElement: body }
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 16))
  vi.stubGlobal('document', page)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('gives the focus back where nothing has it', () => {
  const giveBack = vi.fn()
  focusUnlessTaken(giveBack)
  expect(giveBack).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(giveBack).toHaveBeenCalledOnce()
})

it('leaves it to what was clicked', () => {
  const giveBack = vi.fn()
  focusUnlessTaken(giveBack)
  page.activeElement = {}
  vi.runAllTimers()
  expect(giveBack).not.toHaveBeenCalled()
})
