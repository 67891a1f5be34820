import { describe, expect, it } from 'vitest'
import { fittedText } from './fittedText.ts'

/** Every letter is ten pixels wide. */
const context = {
  measureText: (text: string) => ({ width: 10 * [...text].length }),
} as CanvasRenderingContext2D

describe('a name on a clip', () => {
  it.each([
    ['DX_r01', 60, 'DX_r01'],
    ['DX_r01', 59, 'DX_r…'],
    ['DX_r01', 20, 'D…'],
    ['DX_r01', 19, ''],
    ['🎬🎬🎬', 29, '🎬…'],
    ['', 10, ''],
  ])('%s, with %d pixels of room, is %s', (text, room, shown) => {
    expect(fittedText(context, 'a font', text, room)).toBe(shown)
  })
})
