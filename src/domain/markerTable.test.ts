import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atOnce } from '../lib/pieces.ts'
import { draftFixture } from '../testing/markerFixture.ts'
import { errorText } from './errors.ts'
import { markerCsv as writeMarkers } from './markerCsv.ts'
import { inOrder, type Marker, type MarkerDraft } from './markers.ts'
import { readMarkerTable } from './markerTable.ts'
import type { Timebase } from './timebase.ts'
import { FPS_24, FRAME_RATES } from './timecode.ts'
import { frames } from './units.ts'

const base: Timebase = { frameRate: FPS_24, sampleRate: 48_000, startFrame: frames(86_400) }
const read = (text: string, timebase = base) => atOnce(readMarkerTable('m.csv', text, timebase))
const markerCsv = (markers: readonly Marker[], timebase: Timebase): string =>
  atOnce(writeMarkers(markers, timebase))
function drafts(text: string, timebase = base): readonly MarkerDraft[] {
  const table = read(text, timebase)
  if (!table.ok) throw new Error(errorText(table.error))
  return table.value.markers
}
function problems(text: string, timebase = base): readonly string[] {
  const table = read(text, timebase)
  if (table.ok || table.error.code !== 'markers/unreadable') throw new Error('it was read')
  return table.error.problems
}

const character = fc.constantFrom(...'a=+-@\'", ;\té＝', 'ß', '字')
const text = fc.string({ unit: character, maxLength: 12 })
const draft = fc
  .record({
    at: fc.nat(2 ** 31),
    length: fc.option(fc.integer({ min: 1, max: 2 ** 31 }), { nil: undefined }),
    name: text.map((name) => name.replaceAll('\t', ' ').trim()).filter((name) => name !== ''),
    color: fc.option(fc.nat(9), { nil: undefined }),
    note: fc.option(
      fc
        .array(text)
        .map((lines) => lines.join('\n').trim())
        .filter((note) => note !== ''),
      { nil: undefined },
    ),
  })
  .map(({ color, note, ...rest }) =>
    draftFixture({
      ...rest,
      ...(color !== undefined && { color }),
      ...(note !== undefined && { note }),
    } as never),
  )
const timebases = fc.record({
  frameRate: fc.constantFrom(...FRAME_RATES),
  sampleRate: fc.constantFrom(44_100, 48_000, 96_000),
  startFrame: fc.nat(1_000_000).map(frames),
})

describe('a marker table', () => {
  it('comes back as it was written, at every rate', () => {
    fc.assert(
      fc.property(fc.array(draft, { minLength: 1, maxLength: 8 }), timebases, (list, timebase) => {
        const markers = list.map((each, n): Marker => ({ id: `${n}`, ...each }))
        expect(drafts(markerCsv(markers, timebase), timebase)).toEqual(
          list.map((each) => each).toSorted(inOrder),
        )
      }),
    )
  })

  it('is what docs/marker-files.md says', () => {
    const markers: Marker[] = [
      { id: '1', ...draftFixture({ at: 48_000, name: 'Sc 24', color: 1, note: 'dusk, pier' }) },
      { id: '2', ...draftFixture({ at: 96_001, length: 24_000, name: '=1+1' }) },
    ]
    expect(markerCsv(markers, base).split('\r\n')).toEqual([
      '\uFEFFtype,name,start timecode,end timecode,start sample,length samples,colour,note',
      'marker,Sc 24,01:00:01:00,,48000,,Amber,"dusk, pier"',
      "region,'=1+1,01:00:02:00,01:00:02:12,96001,24000,,",
      '',
    ])
  })

  it.each(['=cmd|’/C calc’!A0', '+1', '-1', '@SUM(A1)', '  =1', '\t=1', "'=1", "''-", '＝1'])(
    'has nothing that a spreadsheet takes for a formula: %j',
    (name) => {
      const line = markerCsv([{ id: '1', ...draftFixture({ note: name }) }], base).split('\r\n')[1] ?? ''
      expect(line.split(',').at(-1)).toMatch(/^'/)
    },
  )

  it('goes on after midnight', () => {
    const night = { ...base, startFrame: frames(23 * 3600 * 24) }
    expect(drafts('name,start timecode\nDawn,00:00:01:00', night)).toEqual([
      draftFixture({ at: 3601 * 48_000, name: 'Dawn' }),
    ])
  })

  it('is read in any order, with semicolons or tabs, in timecode or in samples', () => {
    const door = draftFixture({ at: 48_000, name: 'Door' })
    const reel = draftFixture({ at: 0, length: 96_000, name: 'Reel', color: 0 })
    expect(drafts('Name;Start Timecode\nDoor;01:00:01:00')).toEqual([door])
    expect(drafts('start_sample\tlabel\r\n48 000\tDoor\r\n')).toEqual([door])
    expect(drafts('Color,End,In,Marker Name\nrose,01:00:02:00,01:00:00:00,Reel')).toEqual([reel])
    expect(
      drafts('type,name,start sample,length samples,colour\nREGION,Reel,0,96000,Rose\n,Door,48000,,\n'),
    ).toEqual([reel, door])
    expect(drafts('type,name,start,end\nmarker,Door,01:00:01:00,01:00:01:00')).toEqual([door])
  })

  it('names the columns that it does not read', () => {
    expect(read('name,start sample,scene,\nDoor,1,12,')).toMatchObject({
      ok: true,
      value: { unread: ['scene'] },
    })
  })

  it('is read whole or not at all, and every bad line is named', () => {
    const rows = [
      'marker,Good,01:00:01:00,,48000,,,',
      'marker,No start,,,,,,',
      'marker,,01:00:01:00,,,,,',
      'marker,Frame 24,01:00:01:24,,,,,',
      'marker,Early,00:59:59:23,,,,,',
      'marker,Two places,01:00:01:00,,50000,,,',
      'marker,Long,01:00:01:00,01:00:02:00,,,,',
      'region,Endless,01:00:01:00,,,,,',
      'region,Back,01:00:01:00,01:00:00:12,,,,',
      'region,Two ends,01:00:01:00,01:00:03:00,48000,48000,,',
      'chapter,Type,01:00:01:00,,,,,',
      'marker,Minus,,,-5,,,',
      'marker,Colour,01:00:01:00,,,,Teal,',
      'marker,"Two\nlines",01:00:01:00,,,,,',
      'marker,Drop,01:00:01;00,,,,,',
      'marker,Milliseconds,01:00:01.500,,,,,',
    ]
    const found = problems(
      `type,name,start timecode,end timecode,start sample,length samples,colour,note\n${rows.join('\n')}`,
    )
    expect(found.map((problem) => problem.replace(/:.*/s, ''))).toEqual(
      [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18].map((line) => `line ${line}`),
    )
    expect(found[0]).toBe('line 3: it does not say where it starts')
    expect(found[1]).toBe('line 4: it has no name')
    expect(found[3]).toBe('line 6: its start timecode is before the start of the session')
    expect(found[4]).toContain('are not the same place in this session')
    expect(found[13]).toContain('drop-frame')
    expect(errorText({ code: 'markers/unreadable', file: 'm.csv', problems: found })).toMatch(
      /; and 10 more\.$/,
    )
  })

  it.each([
    ['', 'its first line names no columns'],
    ['hello\nworld', 'its first line names no columns'],
    ['\0\x01\x02', 'its first line names no columns'],
    ['name,start sample\n', 'there are no markers in it'],
    ['name,start,in\nA,01:00:00:00,', 'it has two columns for start timecode'],
    ['start sample\n1', 'it has no column for names'],
    ['name,note\nA,b', 'it has no column for where markers start'],
    ['name,start sample\n"A,1', 'line 2: a quotation mark opens'],
    ['name,start sample\nA,1,2', 'line 2: it has more fields'],
    ['name,start sample\nA,999999999999999', 'line 2: its start sample'],
    ['name,start sample\nA,99999999999999', undefined],
  ])('is refused by what it is: %j', (table, says) => {
    if (says === undefined) expect(drafts(table)).toHaveLength(1)
    else expect(problems(table)[0]).toContain(says)
  })

  it('is read and written line by line, so that nobody waits for all of it', () => {
    const count = 2000
    const lines = Array.from({ length: count }, (_, n) => `Marker ${n},${n}`)
    const steps = (work: Iterator<undefined, unknown>): number => {
      let most = 0
      while (!work.next().done) most += 1
      return most
    }
    expect(steps(readMarkerTable('m.csv', `name,start sample\n${lines.join('\n')}`, base))).toBeGreaterThan(
      3 * count,
    )
    const markers = lines.map((name, n): Marker => ({ id: name, ...draftFixture({ at: n, name }) }))
    expect(steps(writeMarkers(markers, base))).toBe(count)
  })

  it('is refused when it is longer than a session may have it, without being read to its end', () => {
    const rows = 'A,1\n'.repeat(100_005)
    expect(problems(`name,start sample\n${rows}"`)).toEqual(['it has more than 100000 markers'])
  })

  it('never throws, and what it reads is valid', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('01:00:00:00', '1', 'region', '"', '\n', "'="))
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 6 })
    fc.assert(
      fc.property(table, (rows) => {
        const lines = rows.map((row) => row.join(',')).join('\n')
        const found = read(`name,start timecode,start sample,length samples\n${lines}`)
        if (!found.ok) expect(errorText(found.error)).toContain('m.csv')
      }),
    )
  })
})

const proTools = (rate: string, start: string): string =>
  [
    'SESSION NAME:\tReel 1',
    `SAMPLE RATE:\t${rate}`,
    'BIT DEPTH:\t24-bit',
    `SESSION START TIMECODE:\t${start}`,
    'TIMECODE FORMAT:\t24 Frame',
    '',
    'M A R K E R S  L I S T I N G',
    '#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME                             \tCOMMENTS',
    '1   \t01:00:01:00  \t48000             \tSamples  \tSc 24                            \tdusk',
    '2   \t01:00:02:00  \t96123             \tSamples  \tDoor                             \t',
    '3   \t01:00:03:00  \t960               \tTicks    \tBars                             \t',
  ].join('\r\n')

describe('the text of Pro Tools', () => {
  it('is read to the sample where that session starts as this one does', () => {
    expect(drafts(proTools('48000.000000', '01:00:00:00'))).toEqual([
      draftFixture({ at: 48_000, name: 'Sc 24', note: 'dusk' }),
      draftFixture({ at: 96_123, name: 'Door' }),
      draftFixture({ at: 144_000, name: 'Bars' }),
    ])
    expect(read(proTools('48000', '01:00:00:00'))).toMatchObject({ value: { unread: [] } })
  })

  it('is read by timecode where it starts elsewhere, and not at another rate', () => {
    expect(drafts(proTools('48000', '00:59:50:00')).map(({ at }) => at)).toEqual([48_000, 96_000, 144_000])
    expect(problems(proTools('44100', '01:00:00:00'))).toEqual([
      'it counts at 44100 Hz, the session at 48000 Hz',
    ])
  })

  it('tells which of its lines are of no use', () => {
    const feet = proTools('48000', '01:00:00:00').replace('01:00:03:00', '4|1|000')
    expect(problems(feet)).toEqual(['line 11: it does not say where it starts'])
  })
})
