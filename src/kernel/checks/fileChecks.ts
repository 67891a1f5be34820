import { thresholdOf } from '../../domain/checkSettings.ts'
import type { CheckSettings, Finding, LoudnessGoal, StreamId } from '../../domain/checks.ts'
import { figure, finding } from './findings.ts'

/** What other than its samples there is to say of a deliverable. */
export type FileFigures = {
  readonly stream: StreamId
  readonly name: string
  /** In samples of the session. */
  readonly from: number
  readonly to: number
  /** LUFS; `null` where it is too short or too quiet to have any. */
  readonly integratedLufs: number | null
  readonly maxTruePeakDbtp: number | null
}

/** Of arithmetic, in LU. */
const ROUNDING = 1e-9

/** Loudness against a goal; nothing where there is none. */
export function loudnessFindings(
  files: readonly FileFigures[],
  goal: LoudnessGoal | undefined,
): readonly Finding[] {
  if (!goal) return []
  return files.flatMap(({ stream, name, from, to, integratedLufs }): Finding[] => {
    if (!goal.streams.includes(stream)) return []
    const off = integratedLufs === null ? null : integratedLufs - goal.targetLufs
    if (off !== null && off >= -goal.belowLu - ROUNDING && off <= goal.aboveLu + ROUNDING) return []
    const { targetLufs, belowLu, aboveLu } = goal
    const wanted = `${figure(targetLufs - belowLu)} … ${figure(targetLufs + aboveLu)} LUFS`
    const has = integratedLufs === null ? 'has no loudness' : `has ${figure(integratedLufs)} LUFS`
    return [finding('loudness', from, to, [stream], off, `${name} ${has}, and is to have ${wanted}.`)]
  })
}

/** True peaks by the meter, of deliverables whose samples nobody looked at. */
export function peakFindings(
  files: readonly FileFigures[],
  looked: ReadonlySet<StreamId>,
  settings: CheckSettings | undefined,
): readonly Finding[] {
  const ceiling = thresholdOf(settings, 'truePeak') ?? 0
  return files.flatMap(({ stream, name, from, to, maxTruePeakDbtp: peak }): Finding[] =>
    looked.has(stream) || peak === null || peak <= ceiling
      ? []
      : [finding('truePeak', from, to, [stream], peak, `${name}: true peak ${figure(peak)} dBTP.`)],
  )
}

/** What a file is, and `from` and `to` of what it was to hold. */
export type FileForm = Pick<FileFigures, 'stream' | 'name' | 'from' | 'to'> & {
  readonly samples: number
  /** Hz. */
  readonly sampleRate: number
  readonly wantedRate: number
}

/** Files that are not as long as what was asked for, or not of its rate. */
export function formFindings(
  files: readonly FileForm[],
  settings: CheckSettings | undefined,
): readonly Finding[] {
  const slack = thresholdOf(settings, 'length') ?? 0
  return files.flatMap(({ stream, name, from, to, samples, sampleRate, wantedRate }): Finding[] => {
    const found: Finding[] = []
    const off = samples - (to - from)
    if (Math.abs(off) > slack) {
      const text = `${name} is ${Math.abs(off)} samples ${off > 0 ? 'longer' : 'shorter'} than it is to be.`
      found.push(finding('length', from, to, [stream], off, text))
    }
    if (sampleRate !== wantedRate) {
      const text = `${name} is at ${sampleRate} Hz, and is to be at ${wantedRate} Hz.`
      found.push(finding('rate', from, to, [stream], sampleRate, text))
    }
    return found
  })
}
