import { deliveryContainer } from '../domain/deliveryContainers.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import type { AppError } from '../domain/errors.ts'
import { type FrameRate, listedRate } from '../domain/timecode.ts'
import { ok, type Result } from '../lib/result.ts'
import type { PackageContents, PackageFault } from './packageContents.ts'
import { type StatedTime, statedTimes } from './statedTimes.ts'

/** What files say of their own timecode that is not what the report certifies. A file that is missing is told elsewhere. */
export async function checkTimes(
  contents: PackageContents,
  { deliverables, certificate }: BounceReport,
): Promise<Result<readonly PackageFault[], AppError>> {
  const faults: PackageFault[] = []
  const { timebase } = certificate
  for (const [index, { files, container, sampleRate }] of deliverables.entries()) {
    const certified = certificate.deliverables[index]
    if (!certified || !deliveryContainer(container).timecode) continue
    const wanted = {
      samples: certified.timeReference,
      sampleRate,
      rate: listedRate(timebase) ?? timebase,
      timecode: certified.frames.first,
    }
    for (const { file } of files) {
      if (!contents.names.has(file)) continue
      const opened = await contents.open(file)
      if (!opened.ok) return opened
      try {
        const stated = await statedTimes(opened.value, container, sampleRate)
        if (!stated.ok) return stated
        const details = stated.value.flatMap((each) => differences(each, wanted))
        if (!stated.value.some(({ samples }) => samples !== undefined))
          details.push(`it says no time of its first sample, and the report ${wanted.samples} after midnight`)
        faults.push(...details.map((detail) => ({ file, detail })))
      } finally {
        await opened.value.close()
      }
    }
  }
  return ok(faults)
}

type Wanted = Required<Omit<StatedTime, 'where' | 'rate'>> & {
  readonly rate: Pick<FrameRate, 'num' | 'den' | 'drop'>
}

function differences({ where, samples, sampleRate, rate, timecode }: StatedTime, wanted: Wanted): string[] {
  const found: string[] = []
  const its = `its ${where === 'tags' ? 'tags say' : `${where} says`}`
  if (samples !== undefined && samples !== wanted.samples)
    found.push(`${its} that it begins ${samples} samples after midnight, and the report ${wanted.samples}`)
  if (sampleRate !== undefined && sampleRate !== wanted.sampleRate)
    found.push(`${its} that this is counted at ${sampleRate} Hz, and the report ${wanted.sampleRate}`)
  const isRate =
    !rate ||
    (rate.num * wanted.rate.den === wanted.rate.num * rate.den &&
      (rate.drop === undefined || rate.drop === wanted.rate.drop))
  if (!isRate)
    found.push(`${its} that timecode counts ${rateText(rate)}, and the report ${rateText(wanted.rate)}`)
  if (timecode !== undefined && timecode !== wanted.timecode)
    found.push(`${its} that it begins at ${timecode}, and the report ${wanted.timecode}`)
  return found
}

const rateText = ({ num, den, drop }: { num: number; den: number; drop?: boolean }): string =>
  `${num}/${den} frames a second${drop ? ', drop-frame' : ''}`
