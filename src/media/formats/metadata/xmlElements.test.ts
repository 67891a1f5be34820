import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type XmlElement, xmlElements } from './xmlElements.ts'

/** As nested pairs of name and content, where an element without others is its text. */
const outline = (element: XmlElement): unknown =>
  element.children.length === 0
    ? element.text.trim()
    : element.children.map((child) => [child.name, outline(child)])

const read = (source: string): unknown => outline(xmlElements(source))

describe('XML that is as it should be', () => {
  it.each<[string, string, unknown]>([
    [
      'elements in elements',
      '<a><b>1</b><b>2</b></a>',
      [
        [
          'a',
          [
            ['b', '1'],
            ['b', '2'],
          ],
        ],
      ],
    ],
    [
      'empty elements',
      '<a><b/><c></c><d x="1"/></a>',
      [
        [
          'a',
          [
            ['b', ''],
            ['c', ''],
            ['d', ''],
          ],
        ],
      ],
    ],
    ['attributes', '<a x="1" y=\'2\'>t</a>', [['a', 't']]],
    ['a declaration and a comment', '<?xml version="1.0"?><!-- <b> --><a>t</a>', [['a', 't']]],
    ['CDATA', '<a>x<![CDATA[<b>&amp;]]>y</a>', [['a', 'x<b>&amp;y']]],
    ['entities', '<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;</a>', [['a', '<&>"\'AB']]],
  ])('%s', (_name, source, expected) => {
    expect(read(source)).toEqual(expected)
  })
})

describe('XML that is not', () => {
  it.each<[string, string, unknown]>([
    [
      'entities of its own',
      '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a>&x;&z;</a>',
      [['a', '&x;&z;']],
    ],
    ['a document type elsewhere', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a>t</a>', [['a', 't']]],
    [
      'numbers that are no characters',
      '<a>&#xD800;&#x110000;&#9999999;</a>',
      [['a', '&#xD800;&#x110000;&#9999999;']],
    ],
    ['an element that never ends', '<a><b>1', [['a', [['b', '1']]]]],
    [
      'ends out of order',
      '<a><b>1</a><c>2</c>',
      [
        ['a', [['b', '1']]],
        ['c', '2'],
      ],
    ],
    ['an end of nothing', '</x><a>t</x></a>', [['a', 't']]],
    ['a comment that never ends', '<a>t<!-- ', [['a', 't']]],
    ['a tag that never ends', '<a>t<b', [['a', 't<b']]],
    ['a lone bracket', '<a>1 < 2</a>', [['a', '1 < 2']]],
    ['no XML at all', 'text', 'text'],
    ['nothing', '', ''],
  ])('%s', (_name, source, expected) => {
    expect(read(source)).toEqual(expected)
  })

  it('a depth of a million is cut', () => {
    const depth = (element: XmlElement): number => 1 + Math.max(0, ...element.children.map(depth))
    expect(depth(xmlElements('<a>'.repeat(20_000)))).toBeLessThan(40)
  })

  it('a million elements are cut', () => {
    expect(xmlElements('<a/>'.repeat(1_000_000)).children).toHaveLength(20_000)
  })

  it.each(['<', '<a', '<!--', '</', '&', '&amp', '<![CDATA[', ']]>', '<!DOCTYPE [', '<a x="', '</a '])(
    'a megabyte of %s takes time in proportion',
    (piece) => {
      const started = performance.now()
      xmlElements(piece.repeat(2 ** 20 / piece.length))
      // A square of a megabyte would take minutes.
      expect(performance.now() - started).toBeLessThan(5000)
    },
  )

  it('a name of a megabyte takes time in proportion', () => {
    const started = performance.now()
    xmlElements(`<${'a'.repeat(2 ** 20)}`)
    expect(performance.now() - started).toBeLessThan(5000)
    expect(read(`<a${'b'.repeat(1000)} x="1">t</a${'b'.repeat(1000)}>`)).toEqual([
      [`a${'b'.repeat(1000)}`, 't'],
    ])
  }, 20_000)

  it('whatever is in it: a tree, no larger than the source', () => {
    const size = (element: XmlElement): number =>
      element.text.length + element.children.reduce((sum, child) => sum + child.name.length + size(child), 0)
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<a>',
      '</a>',
      '<b>',
      '&amp;',
      '&#65;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!',
      't',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const source = pieces.join('')
        expect(size(xmlElements(source))).toBeLessThanOrEqual(source.length)
      }),
      { numRuns: 2000 },
    )
  })
})
