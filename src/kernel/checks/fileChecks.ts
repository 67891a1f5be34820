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

/** What the files of a deliverable are, and what they were to be. */
export type FileForm = Pick<FileFigures, 'stream' | 'name' | 'from' | 'to'> & {
  /** At the rate of the file. */
  readonly samples: number
  readonly wantedSamples: number
  /** Hz; what it was to be is one of several where a buyer takes them. */
  readonly sampleRate: number
  readonly wantedRates: readonly number[]
  /** Of each file: one with all of them, or one for each. */
  readonly channels: readonly number[]
  readonly wantedChannels: readonly (readonly number[])[]
}

/** Files that are not as long as what was asked for, or not of its rate or its channels. */
export function formFindings(
  files: readonly FileForm[],
  settings: CheckSettings | undefined,
): readonly Finding[] {
  const slack = thresholdOf(settings, 'length') ?? 0
  return files.flatMap((file): Finding[] => {
    const { stream, name, from, to, samples, wantedSamples, sampleRate, wantedRates } = file
    const found: Finding[] = []
    const off = samples - wantedSamples
    if (Math.abs(off) > slack) {
      const text = `${name} has ${samples} samples, and is to have ${wantedSamples}.`
      found.push(finding('length', from, to, [stream], off, text))
    }
    if (!wantedRates.includes(sampleRate)) {
      const text = `${name} is at ${sampleRate} Hz, and is to be at ${wantedRates.join(' or ')} Hz.`
      found.push(finding('rate', from, to, [stream], sampleRate, text))
    }
    const { channels, wantedChannels } = file
    if (!wantedChannels.some((wanted) => wanted.join() === channels.join())) {
      const text = `${name} has ${channelText(channels)}, and is to have ${wantedText(wantedChannels, channels)}.`
      const count = channels.reduce((sum, own) => sum + own, 0)
      found.push(finding('channels', from, to, [stream], count, text))
    }
    return found
  })
}

const channelText = (files: readonly number[]): string =>
  files.length === 1
    ? `${files[0]} channel${files[0] === 1 ? '' : 's'}`
    : `${files.length} files of one channel`

/** Where what was wanted is as many files as there are, how many channels says it. */
const wantedText = (forms: readonly (readonly number[])[], made: readonly number[]): string =>
  forms
    .map((files) => {
      if (files.length > 1) return channelText(files)
      return made.length > 1 ? `${channelText(files)} in one file` : String(files[0])
    })
    .join(' or ')
