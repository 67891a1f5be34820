import type { CertifiedGuide } from '../domain/certificate.ts'
import { guideLengthText, guideText, mostLufsIn, namesGuide } from '../domain/checkedAgainst.ts'
import { compositesOf, isMe, wholeMix, wholeMixes } from '../domain/checkedRows.ts'
import { CHECKS } from '../domain/checkList.ts'
import { thresholdFault } from '../domain/checkSettings.ts'
import type { CheckSpec } from '../domain/checks.ts'
import type { BounceReport, DeliverableReport, ReportedCheck } from '../domain/deliveryReport.ts'
import { guideEndClause, guideEnds, guideHas } from '../domain/guideEnds.ts'
import { countedFindings, limitIn, waivedBecause } from '../domain/reportedChecks.ts'
import { SPEC_RANGES } from '../domain/specs/deliverySpec.ts'
import { isWithinTarget, type MasterReport, PRINTED } from '../domain/specs/masterReport.ts'
import { deliverySpec } from '../domain/specs/registry.ts'
import { hullOf } from '../domain/stretches.ts'
import { timecodeAtSample } from '../domain/timebase.ts'
import { deliverableWarnings, guideAlone } from './bounceReport.ts'
import { masterWarnings } from './masterPass.ts'
import { reportTimebase } from './reportDocument.ts'
import { level } from './reportText.ts'

/** The two are one figure, written twice. */
const TOLERANCE_LU = 1e-6

/** What verdicts of a report, those of its master, its checks and its warnings, its own figures do not bear out: clauses. */
export function verdictContradictions(report: BounceReport): readonly string[] {
  return [
    ...(report.settings.master ? masterContradictions(report, report.settings.master) : []),
    ...checkContradictions(report),
    ...guideContradictions(report),
    ...warningContradictions(report),
  ]
}

/** The whole mix in its own layout. Those of the whole film are what a target is for. */
const mixes = ({ deliverables, settings }: BounceReport): readonly DeliverableReport[] =>
  wholeMixes(deliverables, settings.tracks).filter(({ layout }) => layout === settings.layout)
const films = (report: BounceReport): readonly DeliverableReport[] =>
  mixes(report).filter(({ range }) => range === 'film')

function masterContradictions(report: BounceReport, master: MasterReport): readonly string[] {
  const faults: string[] = []
  const expect = (holds: boolean, detail: string): void => void (holds || faults.push(detail))
  const { mode, gainDb, ceilingDbtp, limiterDbtp, maxReductionDb, secondsLimited } = master
  const { targetLufs, gate, afterLufs, withinTarget } = master
  const { masterGainDb } = report.settings
  expect(
    gainDb === masterGainDb,
    `its master has a gain of ${level(gainDb, 'dB', 2)}, and its settings ${level(masterGainDb, 'dB', 2)}`,
  )
  expect(mode !== 'measure' || gainDb === 0, 'its master only measures, and has a gain')
  const limits = mode === 'linked' && ceilingDbtp !== null
  expect(mode === 'linked' || ceilingDbtp === null, 'its master does not limit, and has a ceiling')
  expect(
    limits || (maxReductionDb === 0 && secondsLimited === 0),
    'its master has no ceiling, and has limited',
  )
  expect(
    maxReductionDb <= 0 && (secondsLimited === 0 || maxReductionDb < 0),
    'what its limiter has done cannot be',
  )
  expect(
    limiterDbtp === undefined || (limits && ceilingDbtp !== null && limiterDbtp < ceilingDbtp),
    'its limiter does not hold less than the ceiling',
  )
  expect((targetLufs === null) === (gate === null), 'its target has no gate, or its gate no target')
  if (gate !== 'dialogue') {
    const own = films(report).map(({ integratedLufs }) => integratedLufs)
    // A region may be as long as the film.
    const others = mixes(report).map(({ integratedLufs }) => integratedLufs)
    const found = own.length === 0 ? [null, ...others] : own
    expect(
      found.some((lufs) => isNear(lufs, afterLufs)),
      `its master comes to ${level(afterLufs, 'LUFS', 2)}, and its composite to ${level(found[0] ?? null, 'LUFS', 2)}`,
    )
  }
  const within = isWithinTarget(afterLufs, master)
  expect(
    within === withinTarget,
    `its master is ${withinText(within)}, and it says ${withinText(withinTarget)}`,
  )
  return faults
}

const isNear = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= TOLERANCE_LU

const withinText = (within: boolean | null): string =>
  within === null ? 'held to no target' : within ? 'within its target' : 'not within its target'

function checkContradictions(report: BounceReport): readonly string[] {
  const { checks } = report
  if (!checks) return []
  const faults: string[] = []
  const seen = new Set<string>()
  for (const check of checks) {
    const spec = CHECKS.find(({ name }) => name === check.name)
    if (!spec) faults.push(`there is no check “${check.name}”`)
    else if (seen.has(check.name)) faults.push(`it has two checks “${check.name}”`)
    else faults.push(...ownContradictions(check, spec))
    seen.add(check.name)
  }
  return [
    ...faults,
    ...loudnessContradictions(report, checks),
    ...excessContradictions(report, checks),
    ...peakContradictions(report, checks),
  ]
}

/** The guide of the certificate against the checks that are made with it, and the other way round. */
function guideContradictions(report: BounceReport): readonly string[] {
  const { certificate, checks = [], deliverables, settings, warnings } = report
  const { guide } = certificate
  const [sync, drift, length] = [nameOf('offset'), nameOf('drift'), nameOf('guideLength')]
  const made = checks.filter(({ name }) => [sync, drift, length].includes(name))
  if (!guide)
    return made
      .filter(({ why }) => namesGuide(why))
      .map(({ name }) => `${name}: it was held against a guide, and its certificate names none`)
  if (compositesOf(deliverables, settings.tracks).length === 0)
    return warnings.includes(guideAlone(guide.file)) ? [] : [`it does not warn: ${guideAlone(guide.file)}`]
  const said = guideText(reportTimebase(report), guide)
  return [
    // Packages of before the length was looked at do not say how long their guides are.
    ...(guide.samples === undefined ? [sync] : [sync, length]).flatMap((wanted) =>
      made.some(({ name }) => name === wanted) ? [] : [`it names a guide, and has no check of ${wanted}`],
    ),
    ...made
      .filter(({ why }) => !why.includes(said))
      .map(
        ({ name }) => `${name}: it was not held against the guide that its certificate names, or not there`,
      ),
    ...guideEndContradictions(report, guide, made),
  ]
}

/** What is told of the length of the guide, against how it lies to what the composites hold. */
function guideEndContradictions(
  report: BounceReport,
  { at, samples }: CertifiedGuide,
  checks: readonly ReportedCheck[],
): readonly string[] {
  const { certificate, deliverables, settings } = report
  const name = nameOf('guideLength')
  const check = checks.find((each) => each.name === name)
  const composites = compositesOf(deliverables, settings.tracks)
  const held = certificate.deliverables.filter((_, index) =>
    composites.some((each) => each === deliverables[index]),
  )
  const mix = hullOf(held.map(({ span, marks }) => marks?.action ?? span))
  const files = hullOf(held.map(({ span }) => span))
  const frames = check && limitIn(check.why)
  if (!check || !mix || !files || frames == null) return []
  if (samples === undefined || !check.why.includes(guideLengthText(samples)))
    return [`${name}: its certificate does not say that the guide is as long`]
  const timebase = reportTimebase(report)
  const { sampleRate } = timebase
  const slack = { frames, frameRate: timebase.frameRate, sampleRate }
  const ends = guideEnds({ at, samples }, { mix, files, programme: certificate.programme }, null, slack)
  // Where the sync was found at another place, the guide was looked at there.
  const isElsewhere = [nameOf('offset'), nameOf('drift')].some((sync) =>
    hasFindings(checks.find((each) => each.name === sync)),
  )
  const told = check.findings.map(({ from, text }) => ({ from, text }))
  const isTold =
    (isElsewhere && ends.length > 0) ||
    (told.length === ends.length &&
      ends.every((end, index) => {
        const { from, text = '' } = told[index] ?? {}
        return (
          from === timecodeAtSample(timebase, end.from) && text.startsWith(guideEndClause(end, sampleRate))
        )
      }))
  return isTold && told.every(({ text }) => text.includes(guideHas(samples)))
    ? []
    : [`${name}: what it has found is not how the guide lies to the mix`]
}

/** A check against what it has found itself. */
function ownContradictions(
  { name, verdict, value, why, findings, waiver }: ReportedCheck,
  spec: CheckSpec,
): string[] {
  const faults: string[] = []
  const reasons = findings.flatMap(({ text }) => waivedBecause(text) ?? [])
  const now = countedFindings(spec, findings.length, reasons)
  if (now.verdict !== verdict)
    faults.push(`${name}: with ${now.value} found it comes to “${now.verdict}”, and it says “${verdict}”`)
  if (now.value !== value) faults.push(`${name}: it has found ${now.value}, and it says ${value}`)
  // A reason may have the words in it that come before reasons.
  if (reasons.length > 0 !== (waiver !== null) || reasons.some((reason) => !waiver?.includes(reason)))
    faults.push(`${name}: its reasons to waive are not those of its findings`)
  const limit = limitIn(why)
  const fault =
    !spec.threshold || limit === null || isCeiling(spec, limit) ? null : thresholdFault(spec.id, limit)
  if (spec.threshold && limit === null) faults.push(`${name}: it does not say its threshold`)
  if (fault !== null) faults.push(`${name}: its threshold cannot be: ${fault}`)
  return faults
}

/** A spec's ceiling is the threshold of an export for it, and may be lower than a person can set. */
const isCeiling = ({ id }: CheckSpec, limit: number): boolean =>
  id === 'truePeak' && limit >= SPEC_RANGES.ceiling.min && limit <= SPEC_RANGES.ceiling.max

const hasFindings = (check: ReportedCheck | undefined): boolean => (check?.findings.length ?? 0) > 0
const nameOf = (id: CheckSpec['id']): string => CHECKS.find((spec) => spec.id === id)?.name ?? ''

/** Loudness against the target, which the master has as well. By dialogue nothing is told but that it is not within. */
function loudnessContradictions(report: BounceReport, checks: readonly ReportedCheck[]): string[] {
  const { master } = report.settings
  if (!master || master.targetLufs === null || films(report).length === 0) return []
  const within = isWithinTarget(master.afterLufs, master) === true
  const id = master.gate === 'dialogue' ? 'dialogueLoudness' : 'loudness'
  const name = nameOf(id)
  const check = checks.find((each) => each.name === name)
  // By dialogue nobody may have been able to look; what a buyer's own spec asks for, the report does not say.
  const spec = deliverySpec(master.spec.id)
  const isAsked = spec?.gate === 'programme' && spec.name === master.spec.name
  if (!check) return isAsked ? [`it has a target, and no check of ${name}`] : []
  if (!within && !hasFindings(check))
    return [`${name}: the mix is not within its target, and it has found nothing`]
  return within && id === 'loudness' && hasFindings(check)
    ? [`${name}: the mix is within its target, and it has found that it is not`]
    : []
}

/** Limits over time against the maxima of the composite, which are measured again; as it was mixed, and where it is one. */
function excessContradictions(report: BounceReport, checks: readonly ReportedCheck[]): readonly string[] {
  const whole = mixes(report)
  const mix = wholeMix(whole, report.settings.tracks)
  // A region may be as long as the film, and be the one that was looked at.
  const isSure = whole.every(({ range }) => range === 'film')
  if (!mix || !isSure || mix.sampleRate !== report.settings.sampleRate) return []
  const looks = [
    [nameOf('momentary'), mix.maxMomentaryLufs],
    [nameOf('shortTerm'), mix.maxShortTermLufs],
  ] as const
  return looks.flatMap(([name, most]) => {
    const check = checks.find((each) => each.name === name)
    const limit = check ? mostLufsIn(check.why) : null
    if (limit === null || (most !== null && most > limit + PRINTED) === hasFindings(check)) return []
    const found = hasFindings(check) ? 'something' : 'nothing'
    return [`${name}: at most it is ${level(most, 'LUFS', 2)}, and it has found ${found}`]
  })
}

/** Peaks of files whose samples no check has looked at are those of their meters. */
function peakContradictions(
  { deliverables, settings }: BounceReport,
  checks: readonly ReportedCheck[],
): string[] {
  const check = checks.find(({ name }) => name === nameOf('truePeak'))
  const ceiling = check ? limitIn(check.why) : null
  if (!check || ceiling === null) return []
  const looked = [...compositesOf(deliverables, settings.tracks), ...deliverables.filter(isMe)]
  return deliverables.flatMap((each) => {
    const { name, sampleRate, maxTruePeakDbtp: peak } = each
    const isLooked = looked.includes(each) && sampleRate === settings.sampleRate
    const isAlone = deliverables.filter((other) => other.name === name).length === 1
    if (isLooked || !isAlone) return []
    const isOver = peak !== null && peak > ceiling
    const isFound = check.findings.some(({ text }) => text.startsWith(`${name}: true peak `))
    if (isOver === isFound) return []
    const has = isFound ? 'it has found' : 'it has not found'
    return [
      `${check.name}: “${name}” comes to ${level(peak, 'dBTP', 2)}, which ${has} to be over the ceiling`,
    ]
  })
}

/** Sentences that follow from the figures; others, of files that were mixed, nobody can know. */
function warningContradictions(report: BounceReport): string[] {
  const { master } = report.settings
  return [...deliverableWarnings(report.deliverables), ...(master ? masterWarnings(report, master) : [])]
    .filter((warning) => !report.warnings.includes(warning))
    .map((warning) => `it does not warn: ${warning}`)
}
