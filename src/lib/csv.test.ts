import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvText, ROW_LIMIT, readCsv } from './csv.ts'
import { atOnce } from './pieces.ts'

const fields = (text: string, separator?: string): readonly (readonly string[])[] => {
  const read = atOnce(readCsv(text, separator))
  if (!read.ok) throw new Error(`line ${read.error.line}: ${read.error.detail}`)
  return read.value.map((row) => row.fields)
}

describe('a table', () => {
  it.each<[string, string, readonly (readonly string[])[]]>([
    [
      'CRLF at the end or not',
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['LF and CR', 'a\nb\rc\n', [['a'], ['b'], ['c']]],
    ['nothing between separators', ',a,\r\n', [['', 'a', '']]],
    ['a separator at the very end', 'a,', [['a', '']]],
    ['quotes', '"a ""b"", c","d\r\ne"\r\n', [['a "b", c', 'd\r\ne']]],
    ['spaces, which belong to the field', ' a , b ', [[' a ', ' b ']]],
    ['empty lines', '\r\na\r\n\r\n', [['a']]],
    ['nothing', '', []],
  ])('of %s', (_name, text, rows) => {
    expect(fields(text)).toEqual(rows)
  })

  it('may have other separators', () => {
    expect(fields('a;"b;c"\n1,2;3', ';')).toEqual([
      ['a', 'b;c'],
      ['1,2', '3'],
    ])
    expect(fields('a\tb c\n', '\t')).toEqual([['a', 'b c']])
  })

  it.each([
    ['a,b\n"c,d', 2],
    ['a"b\n', 1],
    ['a\n"b"c\n', 2],
    ['"a\nb"\n"c"d', 3],
  ])('is refused by its line where quotes do not fit: %j', (text, line) => {
    expect(atOnce(readCsv(text))).toMatchObject({ ok: false, error: { line } })
  })

  it('is told by the lines of the text', () => {
    const read = atOnce(readCsv('a\r\n\r\n"b\nb"\nc'))
    expect(read.ok && read.value.map(({ line }) => line)).toEqual([1, 3, 5])
  })

  it('comes back as it was written', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', ';', 'é') })
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        expect(fields(csvText(rows))).toEqual(rows)
      }),
    )
  })

  it('is refused where a row is longer than any table has them, and in no time', () => {
    const long = 'a'.repeat(ROW_LIMIT - 4)
    expect(fields(`x\n${long},"b"\n`)).toEqual([['x'], [long, 'b']])
    const texts = [
      `${long},"bb"`,
      `"${'""'.repeat(8_000_000)}"`,
      `"${'x'.repeat(16_000_000)}"`,
      'x,'.repeat(500_000),
    ]
    for (const text of texts) {
      const began = performance.now()
      const read = atOnce(readCsv(`x\n${text}\n`))
      expect(read).toMatchObject({ ok: false, error: { line: 2, detail: expect.stringContaining('262144') } })
      expect(performance.now() - began).toBeLessThan(1000)
    }
    expect(atOnce(readCsv(`"${'""'.repeat(500)}`)).ok).toBe(false)
    expect(atOnce(readCsv('"a"b'.repeat(200_000))).ok).toBe(false)
  })

  it('is read a row at a time, and no further than asked', () => {
    const steps = readCsv('a\nb\n\nc\nd', ',', 3)
    let count = 0
    let step = steps.next()
    for (; !step.done; step = steps.next()) count += 1
    expect(count).toBe(3)
    expect(step.value).toMatchObject({ ok: true, value: [{ line: 1 }, { line: 2 }, { line: 4 }] })
  })
})
