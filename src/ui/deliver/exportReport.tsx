import { Circle, CircleCheck, TriangleAlert } from 'lucide-react'
import type { BounceReport, DeliverableReport } from '../../domain/delivery.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import type { OpenExport } from '../../state/workspaceStore.ts'
import { formatDb } from '../format.ts'
import { checksOf } from './checks.ts'
import styles from './exportReport.module.css'

const WAITING = {
  settings: 'All of this is measured while the files are written.',
  running: 'Measuring. Figures appear when the files are whole.',
  failed: 'No figures: the files were not finished.',
} as const

const PENDING = ['Null test', 'Full scale', 'Length', 'Loudness', 'True peak', 'SHA-256']

/** What was measured in the finished files. Empty until they are whole: half a loudness is none. */
export function ExportReport({ exporting }: { readonly exporting: OpenExport }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached from the keyboard
    <section className={styles.report} aria-label="Checks" tabIndex={0}>
      <h2>Checks</h2>
      {exporting.phase === 'done' ? (
        <Finished report={exporting.report} />
      ) : (
        <>
          <ul className={styles.checks}>
            {PENDING.map((name) => (
              <li key={name}>
                <Circle size={16} aria-hidden="true" />
                <h3>{name}</h3>
                <span>not measured yet</span>
              </li>
            ))}
          </ul>
          <p className={styles.waiting}>{WAITING[exporting.phase]}</p>
        </>
      )}
    </section>
  )
}

type Measure = readonly [name: string, unit: string, value: (file: DeliverableReport) => string]

const figure = (value: number | null): string => (value === null ? 'none' : formatDb(value))
const MEASURES: readonly Measure[] = [
  ['Integrated', 'LUFS', (file) => figure(file.integratedLufs)],
  ['Loudness range', 'LU', (file) => figure(file.loudnessRangeLu)],
  ['Momentary, highest', 'LUFS', (file) => figure(file.maxMomentaryLufs)],
  ['Short-term, highest', 'LUFS', (file) => figure(file.maxShortTermLufs)],
  ['True peak', 'dBTP', (file) => formatDb(file.maxTruePeakDbtp)],
  ['Sample peak', 'dBFS', (file) => formatDb(file.maxSamplePeakDbfs)],
  ['Clipped', 'samples', (file) => sampleCount(file.clippedSamples)],
  ['Length', 'samples', (file) => sampleCount(file.samples)],
]

function Finished({ report }: { readonly report: BounceReport }) {
  const { deliverables } = report
  return (
    <>
      <ul className={styles.checks}>
        {checksOf(report).map(({ name, passed, value, why }) => (
          <li key={`${name} ${why}`} data-passed={passed}>
            {passed ? (
              <CircleCheck size={16} role="img" aria-label="Pass" />
            ) : (
              <TriangleAlert size={16} role="img" aria-label="To review" />
            )}
            <h3>{name}</h3>
            <b>{value}</b>
            <p>{why}</p>
          </li>
        ))}
      </ul>
      <table className={styles.measures}>
        <caption>Measured</caption>
        <thead>
          <tr>
            <td />
            {deliverables.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {MEASURES.map(([name, unit, value]) => (
            <tr key={name}>
              <th scope="row">
                {name} <span>{unit}</span>
              </th>
              {deliverables.map((file) => (
                <td key={file.id}>{value(file)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <dl className={styles.sums}>
        {deliverables
          .flatMap(({ files }) => files)
          .map(({ file, sha256 }) => (
            <div key={file}>
              <dt>SHA-256 of {file}</dt>
              <dd>{sha256}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}
