import { describe, expect, it } from 'vitest'
import { speakerLabels } from './speakerLabels.ts'

describe('speaker letters', () => {
  it.each([
    [1, undefined, 'M'],
    [2, undefined, 'L R'],
    [6, undefined, '1 2 3 4 5 6'],
    [1, 0x4, 'C'],
    [2, 0x3, 'L R'],
    [3, 0x7, 'L R C'],
    [4, 0x33, 'L R Ls Rs'],
    [5, 0x37, 'L R C Ls Rs'],
    [6, 0x3f, 'L R C LFE Ls Rs'],
    [6, 0x60f, 'L R C LFE Ls Rs'],
    [8, 0x63f, 'L R C LFE Lrs Rrs Lss Rss'],
    [7, 0x13f, 'L R C LFE Ls Rs Cs'],
    [12, 0x2d63f, 'L R C LFE Lrs Rrs Lss Rss Ltf Rtf Ltr Rtr'],
  ])('%i channels, mask %s: %s', (channels, mask, letters) => {
    expect(speakerLabels(channels, mask).join(' ')).toBe(letters)
  })

  it('a mask of fewer bits than channels numbers the others, one of more is cut', () => {
    expect(speakerLabels(4, 0x3)).toEqual(['L', 'R', '3', '4'])
    expect(speakerLabels(2, 0x3f)).toEqual(['L', 'R'])
  })

  it('bits that no speaker has are passed over', () => {
    expect(speakerLabels(2, 0x8000_0001 | 0)).toEqual(['L', '2'])
  })
})
