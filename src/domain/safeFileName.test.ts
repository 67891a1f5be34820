import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { DELIVERY_FORMATS, deliveryFormat } from './deliveryFormat.ts'
import { safeFileName } from './safeFileName.ts'

const folder = mkdtempSync(join(tmpdir(), 'dubstage-names-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a safe file name', () => {
  it.each([
    ['Reel 1', 'Reel_1'],
    ['final_v3', 'final_v3'],
    ['../../etc/passwd', 'etc_passwd'],
    ['..\\..\\windows', 'windows'],
    ['/absolute', 'absolute'],
    ['C:\\mix', 'C_mix'],
    ['a/b:c*d?e"f<g>h|i', 'a_b_c_d_e_f_g_h_i'],
    ['<img src=x onerror=alert(1)>', 'img_src=x_onerror=alert(1)'],
    ['.hidden', 'hidden'],
    ['...', 'untitled'],
    ['', 'untitled'],
    ['  \t\n ', 'untitled'],
    ['___', 'untitled'],
    ['\u0000\u001f\u007f', 'untitled'],
    ['mix\u202egpj.exe', 'mix_gpj.exe'],
    ['line\nbreak', 'line_break'],
    ['trailing. . ', 'trailing'],
    ['CON', '_CON'],
    ['con.wav', '_con.wav'],
    ['Lpt1', '_Lpt1'],
    ['COM9.tar', '_COM9.tar'],
    ['console', 'console'],
    ['Ünïcödé 漢字', 'Ünïcödé_漢字'],
    ['e\u0301', 'é'],
    ['half a \ud83d pair', 'half_a___pair'],
  ])('of %j is %j', (text, name) => {
    expect(safeFileName(text)).toBe(name)
  })

  it('has no path, no reserved character, no bad end, and is never empty', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({
        unit: fc.constantFrom('.', '/', '\\', ' ', '_', 'a', ':', '\0', '漢', '🎬', '\ud800', '\u202e'),
      }),
      fc.stringMatching(/^(CON|prn|Aux|nul|com\d|lpt\d)\.?[a-z]?$/),
    )
    fc.assert(
      fc.property(nasty, (text) => {
        const name = safeFileName(text)
        expect(name).not.toBe('')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(name).not.toMatch(/[\u0000-\u001f\u007f<>:"/\\|?*\s]|\p{Surrogate}/u)
        expect(name).not.toMatch(/^\.|[. ]$/)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i)
        expect(name.length).toBeLessThanOrEqual(121)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201)
        expect(safeFileName(name)).toBe(name)
      }),
      { numRuns: 500 },
    )
  })

  it.each(['漢'.repeat(400), '🎬'.repeat(400), `a${'🎬'.repeat(400)}`, 'é'.repeat(400), 'x'.repeat(400)])(
    'is short enough for the disk, with an ending and the mark of an unfinished file',
    (text) => {
      const file = `.${safeFileName(text)}_composite.wav.4194304.part`
      writeFileSync(join(folder, file), 'x')
      expect(readdirSync(folder)).toContain(file)
    },
  )
})

describe.each(DELIVERY_FORMATS)('format $id', (format) => {
  it('is found by its id and says what it is', () => {
    expect(deliveryFormat(format.id)).toBe(format)
    const shaped = format.dither === 'TPDF, noise shaped' ? 'shaped' : ''
    expect(format.id).toBe(`wav${format.bits}${format.float ? 'f' : shaped}`)
    expect(format.label).toContain(`${format.bits}-bit`)
  })
  it('dithers at 16 bits and nowhere else', () => {
    expect(format.dither !== null).toBe(format.bits === 16)
  })
})
