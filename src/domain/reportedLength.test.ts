import { expect, it } from 'vitest'
import { filmsAreEquallyLong, reportedSeconds } from './reportedLength.ts'

const FILM = { from: -4800, to: 480_001 }

/** Of a session at 48 kHz: files of the whole film by rate and samples, and of what they are. */
const report = (...files: readonly (readonly [number, number, { from: number; to: number }?])[]) => ({
  settings: { sampleRate: 48_000 },
  deliverables: files.map(([sampleRate, samples]) => ({ range: 'film' as const, sampleRate, samples })),
  certificate: { deliverables: files.map(([, , span = FILM]) => ({ span })) },
})

it('files of different rates are equally long, each counted at its own', () => {
  const samples = FILM.to - FILM.from
  const at441 = Math.round((samples * 44_100) / 48_000)
  expect(filmsAreEquallyLong(report([48_000, samples], [44_100, at441], [96_000, 2 * samples]))).toBe(true)
  expect(filmsAreEquallyLong(report([48_000, samples], [44_100, at441 + 1]))).toBe(false)
  expect(filmsAreEquallyLong(report([48_000, samples], [48_000, samples - 1]))).toBe(false)
})

it('files of the film that hold other parts of it are not', () => {
  const samples = FILM.to - FILM.from
  const other = { from: 0, to: samples }
  expect(filmsAreEquallyLong(report([48_000, samples], [48_000, samples, other]))).toBe(false)
  const region = report([48_000, samples], [48_000, samples, other])
  const [film, part] = region.deliverables
  if (!film || !part) throw new Error('there are two')
  expect(filmsAreEquallyLong({ ...region, deliverables: [film, { ...part, range: 'region' }] })).toBe(true)
})

it('the length of an export is that of the session’s sound in it, at the rate of the session', () => {
  expect(reportedSeconds(report([44_100, 441_000, { from: 0, to: 480_000 }]))).toBe(10)
  const two = [
    { from: 0, to: 48_000 },
    { from: 480_000, to: 528_000 },
  ] as const
  expect(reportedSeconds(report([48_000, 48_000, two[0]], [96_000, 96_000, two[1]]))).toBe(2)
})
