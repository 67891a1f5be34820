import { TriangleAlert } from 'lucide-react'
import type { Finding } from '../../domain/checks.ts'
import { MASTERS } from '../../domain/deliverables/registry.ts'
import { sessionLength } from '../../domain/session.ts'
import { levelText } from '../../domain/specs/deliverySpec.ts'
import { type StemId, stemSpec } from '../../domain/stems.ts'
import { timecodeAtSample } from '../../domain/timebase.ts'
import { advance } from '../../domain/units.ts'
import type { Measured } from '../../state/workspaceStore.ts'
import { useDocument, useWorkspace } from '../appContext.ts'
import { formatDb, plural } from '../format.ts'
import { stemStyle } from '../stemColor.ts'
import { MAP_STEP, mapBars, mapPath, mapScale, mapX, mapY } from './mapScale.ts'
import styles from './programmeMap.module.css'
import { useExportSettings } from './useExportSettings.ts'

/** Stems whose clips are drawn under the curves: what a hole is a hole in. */
const BANDS: readonly StemId[] = ['dialogue', 'fill']

/** Loudness over the whole programme as it was measured last, against the target, with the holes that were found. */
export function ProgrammeMap({ holes }: { readonly holes: readonly Finding[] }) {
  const session = useDocument((state) => state.session)
  const spec = useExportSettings().spec
  const measured = useWorkspace((state) => state.measured)
  const length = sessionLength(session)
  const curves = measured ? curvesOf(measured) : []
  const target = spec?.targetLufs ?? null
  const stretch = { from: 0, to: Math.max(1, length) }
  const scale = mapScale(
    stretch,
    curves.map(({ series }) => series),
    target,
  )
  const lines = Array.from({ length: 5 }, (_, n) => scale.top - (n + 1) * MAP_STEP)
  const stale =
    measured && (measured.session.tracks !== session.tracks || measured.session.stems !== session.stems)
  const summary = curves.length
    ? curves.map(({ name, loudness }) => `${name} ${formatDb(loudness)} LUFS`).join(', ')
    : 'nothing measured yet'

  return (
    <section className={styles.map} aria-label="Programme map">
      <div className={styles.legend}>
        {curves.map(({ id, name }) => (
          <span key={id}>
            <i data-curve={id} />
            {name}
          </span>
        ))}
        {spec && target !== null && (
          <span>
            <i data-curve="target" />
            {spec.gate === 'dialogue' ? 'Dialogue target' : 'Target'} {levelText(target)} LUFS
          </span>
        )}
        {holes.length > 0 && (
          <span className={styles.holes}>
            <TriangleAlert size={12} aria-hidden="true" />
            {plural(holes.length, 'hole')}
          </span>
        )}
        <em>
          {measured === null
            ? 'Curves come with the first export.'
            : stale
              ? 'Short-term loudness, LUFS, before the last changes'
              : 'Short-term loudness, LUFS'}
        </em>
      </div>
      <div className={styles.plot}>
        <div className={styles.levels} aria-hidden="true">
          {lines.map((level) => (
            <span key={level} style={{ top: `${mapY(scale, level)}%` }}>
              {formatDb(level, 0)}
            </span>
          ))}
        </div>
        <div
          className={styles.well}
          role="img"
          aria-label={`Short-term loudness over the programme: ${summary}. ${plural(holes.length, 'unfilled hole')}.`}
        >
          {spec && target !== null && (
            <span
              className={styles.band}
              style={{
                top: `${mapY(scale, target + spec.aboveLu)}%`,
                bottom: `${100 - mapY(scale, target - spec.belowLu)}%`,
              }}
            />
          )}
          {lines.map((level) => (
            <i key={level} className={styles.line} style={{ top: `${mapY(scale, level)}%` }} />
          ))}
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            {curves.map(({ id, series }) => (
              <path key={id} data-curve={id} d={mapPath(scale, series, session.sampleRate)} />
            ))}
          </svg>
          {holes.map((hole) => (
            <i
              key={`${hole.from} ${hole.to}`}
              className={styles.hole}
              style={{ left: `${mapX(scale, hole.from)}%` }}
            />
          ))}
        </div>
        {BANDS.map((stem) => (
          <div key={stem} className={styles.stem} style={stemStyle(stem)} aria-hidden="true">
            <span>{stemSpec(stem).code}</span>
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
              <path
                d={mapBars(
                  scale,
                  session.tracks
                    .filter((track) => track.stem === stem)
                    .flatMap(({ clips }) =>
                      clips.map(({ start, length: long }) => ({ from: start, to: advance(start, long) })),
                    ),
                )}
              />
              {stem === 'fill' && <path data-hole d={mapBars(scale, holes)} />}
            </svg>
          </div>
        ))}
        <div className={styles.times} aria-hidden="true">
          {[0, 1, 2, 3].map((n) => (
            <span key={n} style={{ left: `${25 * n}%` }}>
              {timecodeAtSample(session, Math.floor((length * n) / 4))}
            </span>
          ))}
          <span>{timecodeAtSample(session, Math.max(0, length - 1))}</span>
        </div>
      </div>
    </section>
  )
}

/** Composite and M&E, where they were made. */
const curvesOf = ({ report }: Measured) =>
  report.deliverables.flatMap(({ id, name, integratedLufs }, index) => {
    const series = report.certificate.deliverables[index]?.shortTerm
    return series && MASTERS.some((master) => master.id === id)
      ? [{ id, name, series, loudness: integratedLufs }]
      : []
  })
