import type { BounceReport, DeliverableReport } from '../../domain/deliveryReport.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import { formatDb } from '../format.ts'
import styles from './measuredFigures.module.css'

type Measure = readonly [name: string, unit: string, value: (file: DeliverableReport) => string]

const figure = (value: number | null): string => (value === null ? 'none' : formatDb(value))
const MEASURES: readonly Measure[] = [
  ['Integrated', 'LUFS', (file) => figure(file.integratedLufs)],
  ['Range', 'LU', (file) => figure(file.loudnessRangeLu)],
  ['Momentary', 'LUFS', (file) => figure(file.maxMomentaryLufs)],
  ['Short-term', 'LUFS', (file) => figure(file.maxShortTermLufs)],
  ['True peak', 'dBTP', (file) => formatDb(file.maxTruePeakDbtp)],
  ['Peak', 'dBFS', (file) => formatDb(file.maxSamplePeakDbfs)],
  ['Clipped', 'samples', (file) => sampleCount(file.clippedSamples)],
  ['Length', 'samples', (file) => sampleCount(file.samples)],
]

/** What the meters say of the finished files, and the sums by which they can be known again. */
export function MeasuredFigures({ report: { deliverables } }: { readonly report: BounceReport }) {
  return (
    <div className={styles.measured}>
      <table>
        <caption>Measured; momentary and short-term are the highest</caption>
        <thead>
          <tr>
            <td />
            {MEASURES.map(([name, unit]) => (
              <th key={name} scope="col">
                {name} <span>{unit}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {deliverables.map((file) => (
            <tr key={file.id}>
              <th scope="row">{file.name}</th>
              {MEASURES.map(([name, , value]) => (
                <td key={name}>{value(file)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <dl>
        {deliverables
          .flatMap(({ files }) => files)
          .map(({ file, sha256 }) => (
            <div key={file}>
              <dt>SHA-256 of {file}</dt>
              <dd>{sha256}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
