import { isLossy } from '../domain/deliveryContainers.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import { LAYOUTS, speakerLetters } from '../domain/layout.ts'
import { popPlaces, type Stretch } from '../domain/pops.ts'
import { isSoundOf } from '../domain/soundName.ts'
import { timecodeAtSample } from '../domain/timebase.ts'
import { listedRate } from '../domain/timecode.ts'
import { reportTimebase } from './reportDocument.ts'
import { ditherText } from './reportSettings.ts'

/** What the settings of a report, its clips and the forms of its files say otherwise elsewhere in it: clauses. */
export function settingsContradictions(report: BounceReport): readonly string[] {
  const { settings, certificate, deliverables } = report
  const faults: string[] = []
  const expect = (holds: boolean, detail: string): void => void (holds || faults.push(detail))
  const { timebase, programme, pops, clips, sources } = certificate
  const listed = listedRate(timebase)
  expect(
    !listed || listed.label === settings.frameRate,
    `its frame rate is ${listed?.label}, and it says ${settings.frameRate}`,
  )
  const dither = ditherText(deliverables)
  expect(dither === settings.dither, `its dither is ${dither}, and it says ${settings.dither}`)
  expect(programme.from < programme.to, 'its programme has no samples')
  if (programme.from < programme.to) {
    // Sums are not tested where pops are: what is none would hide what does not sum.
    const places = popPlaces(reportTimebase(report), programme)
    for (const { from, to } of pops)
      expect(
        places.some((place) => place.from === from && place.to === to),
        `it has a pop from sample ${from} to ${to}, where none belongs`,
      )
  }
  for (const [index, { name, range }] of deliverables.entries()) {
    const { span, marks } = certificate.deliverables[index] ?? {}
    if (!span || !marks) continue
    const { action } = marks
    const isWithin = (one: Stretch, other: Stretch): boolean => other.from <= one.from && one.to <= other.to
    const isEmpty = action.from >= action.to
    expect(range !== 'film', `“${name}” is the film, and has leader and pops of its own`)
    expect(!isEmpty && isWithin(action, span), `“${name}” has not its part of the mix in it`)
    const places = isEmpty ? [] : popPlaces(reportTimebase(report), action)
    for (const pop of marks.pops)
      expect(
        isWithin(pop, span) && places.some(({ from, to }) => from === pop.from && to === pop.to),
        `“${name}” has a pop of its own from sample ${pop.from} to ${pop.to}, where none belongs`,
      )
  }
  const names = sources.map(({ file }) => file)
  for (const [index, { name, start, files }] of settings.tracks.entries()) {
    const own = clips[index] ?? []
    const from = Math.min(...own.map((clip) => clip.start))
    const first = own.length === 0 ? 0 : from
    const at = timecodeAtSample(reportTimebase(report), start.samples)
    expect(start.samples === first, `track “${name}” begins at sample ${first}, and it says ${start.samples}`)
    expect(start.timecode === at, `track “${name}” begins at ${at}, and it says ${start.timecode}`)
    const used = [...new Set(own.flatMap((clip) => clip.files))]
    expect(used.join('\n') === files.join('\n'), `track “${name}” has not the files of its clips`)
    const unknown = used.find((file) => !names.some((source) => isSoundOf(file, source)))
    expect(unknown === undefined, `“${unknown}” was mixed, and is none of its sources`)
  }
  for (const { name, container, bitRate, layout, channels, files } of deliverables) {
    expect(
      isLossy(container) === (bitRate !== undefined),
      `“${name}”: a file of ${container} has ${isLossy(container) ? 'a' : 'no'} bit rate`,
    )
    const speakers = LAYOUTS.find(({ label }) => label === layout)?.speakers
    expect(
      speakers !== undefined && speakers.length === channels,
      `“${name}”: ${layout} is not of ${channels} channels`,
    )
    const letters = files.map((file) => file.speakers).join(' ')
    expect(
      speakers === undefined || speakerLetters(speakers) === letters,
      `“${name}”: the channels of ${layout} are not ${letters}`,
    )
  }
  return faults
}
