import { describe, expect, it } from 'vitest'
import { type AppError, errorText } from './errors.ts'

/** One of each code: a code without an example does not compile. */
type Examples = { readonly [Code in AppError['code']]: Extract<AppError, { readonly code: Code }> }

const examplesFor = (file: string): Examples => ({
  'file/empty': { code: 'file/empty', file },
  'file/unreadable': { code: 'file/unreadable', file, detail: 'it is no longer where it was' },
  'file/changed': { code: 'file/changed', file },
  'format/unknown': { code: 'format/unknown', file, looksLike: 'an MP3 file' },
  'format/malformed': { code: 'format/malformed', file, format: 'AIFF', detail: 'it has no data chunk' },
  'format/headers': { code: 'format/headers', file, megabytes: 62, limit: 48 },
  'format/encoding': { code: 'format/encoding', file, encoding: 'A-law' },
  'audio/channels': { code: 'audio/channels', file, channels: 64 },
  'audio/rate': { code: 'audio/rate', file, sampleRate: 768_000 },
  'audio/varies': { code: 'audio/varies', file, what: 'sample rate' },
  'audio/edits': { code: 'audio/edits', file, detail: 'it plays 3 parts of its sound one after the other' },
  'audio/none': { code: 'audio/none', file, format: 'MP4' },
  'audio/encrypted': { code: 'audio/encrypted', file },
  'codec/unsupported': { code: 'codec/unsupported', file, codec: 'E-AC-3' },
  'container/unsupported': {
    code: 'container/unsupported',
    file,
    codec: 'FLAC',
    container: 'Ogg',
    instead: '.flac',
  },
  'audio/empty': { code: 'audio/empty', file },
  'audio/notFinite': { code: 'audio/notFinite', file, value: 'NaN', channel: 1, sample: 7001 },
  'media/missing': { code: 'media/missing', file },
  'media/refused': { code: 'media/refused', file },
  'media/mismatch': { code: 'media/mismatch', file, offered: 'FX v2.wav', detail: 'it is 12 samples longer' },
  'folder/tooBig': { code: 'folder/tooBig', folder: 'Reels', detail: 'it holds more than 20000 files' },
  'storage/full': { code: 'storage/full', file },
  'storage/unavailable': { code: 'storage/unavailable', detail: 'a private window' },
  'shelf/newer': { code: 'shelf/newer', version: 7 },
  'shelf/missing': { code: 'shelf/missing' },
  'session/elsewhere': { code: 'session/elsewhere', title: 'Reel 2' },
  'session/invalid': { code: 'session/invalid', detail: 'tracks[3].pan is not a number' },
  'package/invalid': { code: 'package/invalid', file, detail: 'it was cut off' },
  'package/media': { code: 'package/media', file, package: 'reel.zip', detail: 'its content is different' },
  'markers/unreadable': { code: 'markers/unreadable', file, problems: ['line 3: it has no name'] },
  'markers/unwritable': { code: 'markers/unwritable', detail: 'there are none' },
  'export/nothing': { code: 'export/nothing' },
  'export/none': { code: 'export/none' },
  'export/range': { code: 'export/range', deliverable: file, detail: 'it has no samples' },
  'export/tooMany': { code: 'export/tooMany', what: 'files', count: 2400, limit: 1000 },
  'export/names': { code: 'export/names', detail: 'two files would be called “a.wav”' },
  'spec/invalid': { code: 'spec/invalid', file, detail: 'targetLufs: wrong' },
  'guide/rate': { code: 'guide/rate', file, sampleRate: 44_100, wanted: 48_000 },
  'guide/missing': { code: 'guide/missing', file },
  'export/diskFull': { code: 'export/diskFull', file },
  'export/room': { code: 'export/room', folder: file, detail: 'the export needs 2.00 GB there' },
  'export/write': { code: 'export/write', file, detail: 'permission denied' },
  'export/source': { code: 'export/source', file, folder: 'Stems' },
  'export/exists': { code: 'export/exists', folder: 'Stems', files: [file] },
  'export/queued': { code: 'export/queued', folder: 'Stems', other: 'Reel', files: [file] },
  'export/format': { code: 'export/format', file, format: 'MP3', detail: 'it has one or two channels' },
  'engine/unavailable': { code: 'engine/unavailable', detail: 'the browser has no AudioWorklet' },
  'demo/unavailable': { code: 'demo/unavailable', detail: 'the server did not answer' },
  'shortcuts/invalid': { code: 'shortcuts/invalid', detail: 'there is no action “x”' },
  usage: { code: 'usage', detail: '--out is missing.' },
  cancelled: { code: 'cancelled' },
})

const all = Object.values<AppError>(examplesFor('reel 2 “DX”.wav'))

describe.each(all)('$code', (error) => {
  const text = errorText(error)

  it('is a clear sentence or two', () => {
    expect(text).toMatch(/^[“A-Z-].*\.$/su)
    expect(text).not.toMatch(/undefined|null|NaN(?!\))|\[object|\$\{|\.\.$/)
    expect(text).not.toContain(error.code)
  })

  it('tells all that is known', () => {
    for (const [key, value] of Object.entries(error)) {
      if (key === 'code') continue
      // People count channels from one.
      expect(text).toContain(String(key === 'channel' ? Number(value) + 1 : value))
    }
  })
})

it.each(
  all.filter(({ code }) => ['codec/unsupported', 'container/unsupported', 'format/encoding'].includes(code)),
)('$code says as what to add the sound', (error) => {
  expect(errorText(error)).toMatch(/(Convert it to WAV \(24-bit, 48 kHz\)|, as \.flac,) and add that\.$/)
})

describe('names from files', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    '../../etc/passwd',
    '"quoted" & \'so\'',
    'ДИА\u202eлог',
    '',
    '$&$1',
  ])('stand as they are: %j', (file) => {
    for (const error of Object.values<AppError>(examplesFor(file))) {
      if ('file' in error) expect(errorText(error)).toContain(`“${file}”`)
    }
  })
})

describe('numbers in words', () => {
  it('how many channels, and how many are taken', () => {
    expect(errorText({ code: 'audio/channels', file: 'a', channels: 65_535 })).toContain('65535 channels;')
  })
  it('tells a rate that is no whole number from one out of range', () => {
    const said = (sampleRate: number): string => errorText({ code: 'audio/rate', file: 'a', sampleRate })
    expect(said(47_952.048)).toBe(
      '“a” is at 47952.048 Hz. Rates that are no whole number of samples per second are not read: export it again at 48 kHz.',
    )
    expect(said(7999)).toContain('from 8000 to 192000 Hz: export it again within that range.')
  })
  it('tells infinity from NaN', () => {
    const where = { code: 'audio/notFinite', file: 'a', channel: 0, sample: 12 } as const
    expect(errorText({ ...where, value: 'infinity' })).toContain('infinite value at sample 12, channel 1')
    expect(errorText({ ...where, value: 'NaN' })).toContain('not a number (NaN) at sample 12')
  })
})
