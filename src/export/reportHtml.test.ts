import { describe, expect, it } from 'vitest'
import type { BounceReport } from '../domain/deliveryReport.ts'
import { decibels } from '../domain/units.ts'
import { certificateFixture } from '../testing/certificateFixture.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { reportJson } from './reportDocument.ts'
import { reportHtml } from './reportHtml.ts'
import { readReport } from './reportSchema.ts'
import { bounceSettings } from './reportSettings.ts'
import { inThousands, residualText } from './reportText.ts'

/** A report in which every text that can come from outside is `name`. */
function reportNamed(name: string): BounceReport {
  const session = sessionFixture([{ name, faderDb: null, trimDb: decibels(-1.5) }], { title: name })
  const media = session.media['1']
  if (!media) throw new Error('the fixture has media')
  const settings = bounceSettings(
    { ...session, media: { 1: { ...media, fileName: name } } },
    { name: 'reel', format: 'wav24' },
    [{ format: 'wav24' }],
  )
  return {
    app: { name: 'Dubstage', version: name },
    title: name,
    createdAt: name,
    settings,
    deliverables: (['composite', 'me'] as const).map((id) => ({
      id,
      name,
      stems: ['music'],
      files: [{ file: name, speakers: 'L R', channels: 2, sha256: 'ab'.repeat(32) }],
      layout: 'Stereo',
      channels: 2,
      sampleRate: 48_000,
      container: 'wav' as const,
      format: 'wav24' as const,
      bitDepth: 24,
      range: 'film' as const,
      from: 0,
      samples: 4_800_000,
      figuresOf: 'file' as const,
      integratedLufs: -23.04,
      loudnessRangeLu: 7.96,
      maxTruePeakDbtp: -2.05,
      maxSamplePeakDbfs: null,
      maxMomentaryLufs: -15.25,
      maxShortTermLufs: -18.75,
      clippedSamples: 12,
    })),
    residuals: [{ name, dbfs: null, format: 'wav24', of: 'files', limitDbfs: -130, verdict: 'pass' }],
    warnings: [name, `${name}: it was not finalised`],
    certificate: certificateFixture(2, name),
    checks: [
      {
        name,
        verdict: 'waived',
        value: name,
        why: name,
        findings: [{ from: '01:00:02:08', to: '01:00:04:00', text: name }],
        waiver: name,
      },
    ],
  }
}

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '</title><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!-- --><style>*{}</style>',
  '&lt;b&gt; &amp; &#60;i&#62;',
  '</td></tr></table><h1>x',
  '<\u0000script>',
  ']]><![CDATA[',
]

const tagsOf = (html: string): string[] => html.match(/<[^>]*>?/g) ?? []
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

describe('the page', () => {
  const plain = reportHtml(reportNamed('plain'))

  it.each(HOSTILE)('has no tag that comes from a name: %s', (name) => {
    const html = reportHtml(reportNamed(name))
    expect(tagsOf(html)).toEqual(tagsOf(plain))
    // And the name is to be read there, to the letter: title, heading, version, dates, files, hashes, tracks, warnings.
    expect(textOf(html).split(name)).toHaveLength(plain.split('plain').length)
  })

  it('has every tag closed, no script and nothing from elsewhere', () => {
    const open: string[] = []
    for (const tag of tagsOf(plain)) {
      const [, slash, name = ''] = /^<(\/?)([a-z0-9]+)/i.exec(tag) ?? []
      if (tag.startsWith('<!doctype') || name === 'meta' || tag.endsWith('/>')) continue
      if (slash) expect(open.pop()).toBe(name)
      else open.push(name)
    }
    expect(open).toEqual([])
    expect(plain).not.toMatch(/<script|<link|<img|https?:\/|url\(|@import|\son\w+=/i)
    expect(plain).toContain(`content="default-src 'none'; style-src 'unsafe-inline';`)
    expect(plain).toContain('<meta charset="utf-8">')
    expect(plain).toContain('<html lang="en">')
  })

  it('shows the figures, in the units of the field', () => {
    for (const text of [
      '−23.0 LUFS',
      '8.0 LU',
      '−15.3 LUFS',
      '−18.8 LUFS',
      '4\u00a0800\u00a0000',
      '24/1',
      '01:01:39:23',
      '2\u00a0400',
      '48000 Hz',
      '12',
      'exact null',
      '−1.5 dB',
      '−∞',
    ])
      expect(plain, text).toContain(text)
    expect(plain).toMatch(/−2\.(0|1) dBTP/)
  })

  it('names the guide, with its place and fingerprint; without checks it says nothing of one', () => {
    const facts = (report: BounceReport): string[] =>
      [...reportHtml(report).matchAll(/<dt>([^<]*guide)<\/dt><dd>(.*?)<\/dd>/gi)].map(
        ([, name, value]) => `${name}: ${value}`,
      )
    expect(facts(reportNamed('plain'))).toEqual([
      'Guide: plain',
      `First sample of the guide: 00:59:58:00 (${inThousands(-96_000)})`,
      `Bytes of the guide: ${inThousands(2000)}`,
      'Fingerprint of the guide: <code>plain</code>',
    ])
    const { guide: _, ...certificate } = certificateFixture(2, 'plain')
    const { checks, ...rest } = { ...reportNamed('plain'), certificate }
    expect(facts({ ...rest, checks: checks ?? [] })).toEqual(['Guide: none'])
    expect(facts(rest)).toEqual([])
  })

  it('tells what the master was to do, and how far from its target it may be', () => {
    const master = {
      mode: 'measure',
      gate: 'programme',
      spec: { id: 'ebu-r128', name: 'EBU R 128', source: 'EBU', sourceDate: null, uncertain: [] },
      ...{ gainDb: 0, ceilingDbtp: null, targetLufs: -23, belowLu: 1.5, aboveLu: 0.5 },
      ...{ dialogueShare: null, beforeLufs: -23, afterLufs: -23, withinTarget: true },
      ...{ maxReductionDb: 0, secondsLimited: 0 },
    } as const
    const report = reportNamed('plain')
    const html = reportHtml({ ...report, settings: { ...report.settings, master } })
    expect(html).toContain('<dt>Master</dt><dd>measure only</dd>')
    expect(html).toContain('<dt>Tolerance</dt><dd>1.5 LU below, 0.5 LU above</dd>')
  })

  it('has a heading for warnings only where there are some', () => {
    expect(plain).toContain('<h2>Warnings</h2>')
    expect(reportHtml({ ...reportNamed('plain'), warnings: [] })).not.toContain('Warnings')
  })
})

describe('the JSON', () => {
  it('is read back as it was, whatever the names', () => {
    for (const name of HOSTILE) {
      const json = reportJson(reportNamed(name))
      expect(readReport(json)).toEqual({ ok: true, value: reportNamed(name) })
      expect(json.endsWith('}\n')).toBe(true)
    }
  })
})

describe('the settings', () => {
  it('name every file of a track once', () => {
    const session = sessionFixture([{}])
    const [track] = session.tracks
    if (!track) throw new Error('the fixture has a track')
    const clips = [
      ...track.clips,
      ...track.clips,
      { ...track.clips[0], media: ['lost'] },
    ] as typeof track.clips
    const settings = bounceSettings(
      { ...session, tracks: [{ ...track, clips }] },
      { name: 'x', format: 'wav16' },
      [{ format: 'wav24' }, { format: 'wav16' }],
    )
    expect(settings.tracks[0]?.files).toEqual(['1.wav', 'lost'])
    expect(settings.dither).toBe('TPDF')
  })
})

describe('the residual in words', () => {
  it.each([
    [null, 'exact null'],
    [-138.47, '−138.5 dBFS'],
    [0, '0.0 dBFS'],
  ])('%d', (residual, text) => {
    expect(residualText(residual)).toBe(text)
  })
})
