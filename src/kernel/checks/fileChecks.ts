import { thresholdOf } from '../../domain/checkSettings.ts'
import type { CheckSettings, Finding, StreamId } from '../../domain/checks.ts'
import { figure, finding } from './findings.ts'

/** What other than its samples there is to say of a deliverable. */
export type FileFigures = {
  readonly stream: StreamId
  readonly name: string
  /** In samples of the session. */
  readonly from: number
  readonly to: number
  readonly maxTruePeakDbtp: number | null
}

/** True peaks by the meter, of deliverables whose samples, as they are in the file, nobody looked at. */
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

/** What a file is, and what it was to be. */
export type FileForm = Pick<FileFigures, 'stream' | 'name' | 'from' | 'to'> & {
  /** At the rate of the file. */
  readonly samples: number
  readonly wantedSamples: number
  /** Hz. */
  readonly sampleRate: number
  readonly wantedRate: number
  readonly channels: number
  readonly wantedChannels: number
}

/** Files that are not as long as what was asked for, or not of its rate or its channels. */
export function formFindings(
  files: readonly FileForm[],
  settings: CheckSettings | undefined,
): readonly Finding[] {
  const slack = thresholdOf(settings, 'length') ?? 0
  return files.flatMap((file): Finding[] => {
    const { stream, name, from, to, samples, wantedSamples, sampleRate, wantedRate } = file
    const found: Finding[] = []
    const off = samples - wantedSamples
    if (Math.abs(off) > slack) {
      const text = `${name} has ${samples} samples, and is to have ${wantedSamples}.`
      found.push(finding('length', from, to, [stream], off, text))
    }
    if (sampleRate !== wantedRate) {
      const text = `${name} is at ${sampleRate} Hz, and is to be at ${wantedRate} Hz.`
      found.push(finding('rate', from, to, [stream], sampleRate, text))
    }
    if (file.channels !== file.wantedChannels) {
      const text = `${name} has ${file.channels} channels, and is to have ${file.wantedChannels}.`
      found.push(finding('channels', from, to, [stream], file.channels, text))
    }
    return found
  })
}
