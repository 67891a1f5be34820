import type { BounceReport } from './deliveryReport.ts'
import { unionLength } from './stretches.ts'

type Reported = {
  readonly deliverables: readonly Pick<
    BounceReport['deliverables'][number],
    'range' | 'sampleRate' | 'samples'
  >[]
  readonly certificate: {
    readonly deliverables: readonly Pick<
      BounceReport['certificate']['deliverables'][number],
      'span' | 'marks'
    >[]
  }
  readonly settings: Pick<BounceReport['settings'], 'sampleRate'>
}

/** Seconds of the session that an export went through: what several of its files hold counts once. */
export const reportedSeconds = ({
  certificate,
  settings,
}: Pick<Reported, 'certificate' | 'settings'>): number =>
  unionLength(certificate.deliverables.map(({ span, marks }) => marks?.action ?? span)) / settings.sampleRate

/** Whether all files of the whole film hold the same of it, and last as long: to the sample, whatever their rates. */
export function filmsAreEquallyLong({ deliverables, certificate, settings }: Reported): boolean {
  const films = deliverables.flatMap(({ range, sampleRate, samples }, index) => {
    const span = certificate.deliverables[index]?.span
    return range === 'film' && span ? [{ span, samples, perSample: sampleRate / settings.sampleRate }] : []
  })
  const spans = new Set(films.map(({ span }) => `${span.from} ${span.to}`))
  return (
    spans.size <= 1 &&
    films.every(({ span, samples, perSample }) => Math.abs((span.to - span.from) * perSample - samples) < 1)
  )
}
