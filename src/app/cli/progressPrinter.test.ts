import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { samples } from '../../domain/units.ts'
import { ProgressPrinter, progressLine } from './progressPrinter.ts'

const at = (done: number, speed: number, secondsLeft: number) =>
  progressLine({ done: samples(done), total: samples(1000), speed, secondsLeft, parts: [] })

describe('progressLine', () => {
  it.each([
    [at(420, 97.34, 30.2), '42 %, 97.3× real time, about 0:31 left'],
    [at(10, 0.5, 7325), '1 %, 0.5× real time, about 2:02:05 left'],
    [at(0, 0, 0), '0 %'],
    [at(1000, 90, 0), '100 %, finishing'],
  ])('%s', (line, expected) => {
    expect(line).toBe(expected)
  })

  it('says how long all that comes after it will take', () => {
    const progress = { done: samples(420), total: samples(1000), speed: 100, secondsLeft: 30.2, parts: [] }
    expect(progressLine(progress, 6000)).toBe('42 %, 100.0× real time, about 0:31 left, 1:31 for all')
    expect(progressLine({ ...progress, speed: 0 }, 6000)).toBe('42 %')
  })

  it('says nothing that is no figure, whatever a clock that jumps makes of it', () => {
    const figure = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1))
    fc.assert(
      fc.property(fc.nat(1000), figure, figure, (done, speed, left) => {
        expect(at(done, speed, left)).not.toMatch(/NaN|Infinity|-/)
      }),
    )
  })
})

function printed(isTTY: boolean): { printer: ProgressPrinter; text(): string } {
  const parts: string[] = []
  return {
    printer: new ProgressPrinter({ isTTY, write: (part) => parts.push(part) }),
    text: () => parts.join(''),
  }
}

describe('ProgressPrinter', () => {
  it('writes one line over and over on a terminal, and takes it away before others', () => {
    const { printer, text } = printed(true)
    printer.tell('1 %')
    printer.tell('2 %')
    printer.lines(['a.wav'])
    printer.clear()
    expect(text()).toBe('\r\u001b[K1 %\r\u001b[K2 %\r\u001b[Ka.wav\n')
  })

  it('says which of several it is of', () => {
    const { printer, text } = printed(true)
    printer.tell('1 %')
    const headed = printer.headed('2 of 3, Reel 2: ')
    headed.tell('5 %')
    headed.lines(['b.wav'])
    expect(text()).toBe('\r\u001b[K1 %\r\u001b[K\r\u001b[K2 of 3, Reel 2: 5 %\r\u001b[Kb.wav\n')
  })

  it('writes nothing but the finished files where nobody watches', () => {
    const { printer, text } = printed(false)
    printer.tell('1 %')
    printer.lines(['a.wav', 'b.wav'])
    expect(text()).toBe('a.wav\nb.wav\n')
  })
})
