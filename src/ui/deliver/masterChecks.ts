import { wholeMixes } from '../../domain/checkedRows.ts'
import type { BounceReport } from '../../domain/deliveryReport.ts'
import type { MasterReport } from '../../domain/specs/masterReport.ts'
import { peaksOverCeiling, peakText } from '../../domain/specs/peaksOverCeiling.ts'
import { formatDb, formatSignedDb } from '../format.ts'
import type { Check } from './checks.ts'

/** Meters of true peak may differ by so much: EBU Tech 3341. */
const PEAK_TOLERANCE_DB = 0.2

/** What the target asks for and what has come of it; none without a target. */
export function masterChecks(report: BounceReport): readonly Check[] {
  const { master } = report.settings
  const { deliverables } = report
  if (!master) return []
  const peaks = deliverables.map(({ maxTruePeakDbtp }) => maxTruePeakDbtp ?? Number.NEGATIVE_INFINITY)
  const peak = Math.max(...peaks)
  const { ceilingDbtp } = master
  // What was limited is held; what was converted after that, by nothing.
  const converted = peaksOverCeiling(report).filter(({ convertedTo }) => convertedTo !== null)
  return [
    ...(master.targetLufs === null ? [] : [loudness(report, master)]),
    ...(ceilingDbtp === null
      ? []
      : [
          {
            name: 'True peak',
            passed: peak <= ceilingDbtp + PEAK_TOLERANCE_DB && converted.length === 0,
            value: `${formatDb(peak)} dBTP`,
            why: [
              `Of every file. ${master.spec.name}: ${formatDb(ceilingDbtp)} or lower. ${limited(master)}`,
              ...converted.map(peakText),
            ].join(' '),
          },
        ]),
  ]
}

/** Whether a file is the composite of the whole film as it is mixed. */
const hasComposite = ({ deliverables, settings }: BounceReport): boolean =>
  wholeMixes(deliverables, settings.tracks).some(
    ({ layout, range }) => layout === settings.layout && range === 'film',
  )

function loudness(report: BounceReport, master: MasterReport): Check {
  const { gate, targetLufs, belowLu, aboveLu, afterLufs, gainDb, mode } = master
  const measured = gate === 'dialogue' ? 'Where dialogue or narration sounds' : 'The whole programme'
  const tolerance = belowLu === aboveLu ? `±${belowLu}` : `+${aboveLu} −${belowLu}`
  const gain = mode === 'measure' ? 'Measured only.' : `Gain of all: ${formatSignedDb(gainDb)} dB.`
  if (afterLufs === null && !hasComposite(report))
    return {
      name: 'Loudness',
      passed: false,
      value: 'no composite',
      why: `No file here is the composite of the whole film as it is mixed. Export it too, and it is held to the target. ${master.spec.name}: ${formatDb(targetLufs)} ${tolerance}. ${gain}`,
    }
  return {
    name: 'Loudness',
    // What is silent, or was not measured, has not been reached.
    passed: master.withinTarget === true,
    value: afterLufs === null ? 'not measured' : `${formatDb(afterLufs)} LUFS`,
    why: `${measured}. ${master.spec.name}: ${formatDb(targetLufs)} ${tolerance}. ${gain}`,
  }
}

const limited = ({ maxReductionDb, secondsLimited }: MasterReport): string =>
  maxReductionDb === 0
    ? 'Nothing was limited.'
    : `Limited by up to ${formatDb(-maxReductionDb)} dB, for ${secondsLimited.toFixed(1)} s.`
