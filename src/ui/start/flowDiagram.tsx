import type { ReactNode } from 'react'
import { MASTERS } from '../../domain/deliverables/registry.ts'
import { type StemId, shownStems, stemSpec } from '../../domain/stems.ts'
import { VisuallyHidden } from '../primitives/visuallyHidden.tsx'
import { stemColor, stemStyle } from '../stemColor.ts'
import styles from './flowDiagram.module.css'

const LANE = 52
const GAP = 8
const PITCH = LANE + GAP
const BOX = 60
const WIRE_WIDTH = 120
/** Those that every mix has. */
const LANES = shownStems([])
const HEIGHT = LANES.length * PITCH - GAP
const BARS = 156

/** How loud each stem is over the drawing, 0 to 1: phrases, hits, patches and a bed. */
const SHAPES: Readonly<Partial<Record<StemId, (t: number) => number>>> = {
  dialogue: (t) =>
    Math.max(0, Math.sin(t * 31) * Math.sin(t * 5 + 0.6)) ** 0.7 * (0.6 + 0.4 * Math.sin(t * 170)),
  effects: (t) =>
    0.12 + 0.85 * Math.exp(-(((t * 9) % 1) + 0.02) * 7) * (0.5 + 0.5 * Math.abs(Math.sin(t * 13))),
  fill: (t) => (Math.sin(t * 20) > -0.2 ? 0.2 + 0.05 * Math.sin(t * 90) : 0),
  music: (t) => 0.3 + 0.32 * Math.sin(Math.PI * t) * (0.75 + 0.25 * Math.sin(t * 37)),
}

const drawn = (ids: readonly StemId[]): readonly StemId[] =>
  ids.filter((id) => LANES.some((lane) => lane.id === id))

const nameList = (ids: readonly StemId[]): string =>
  new Intl.ListFormat('en-GB').format(ids.map((id) => stemSpec(id).name.toLowerCase()))

/** Stems flowing into the deliverables, as the registry has them. */
export function FlowDiagram() {
  return (
    <figure className={styles.flow}>
      <figcaption>
        <VisuallyHidden>
          {MASTERS.map(
            ({ name, purpose, stems }) => `${name}, ${purpose.toLowerCase()}: ${nameList(drawn(stems))}. `,
          )}
        </VisuallyHidden>
      </figcaption>
      <div className={styles.lanes} aria-hidden="true">
        {LANES.map((stem) => (
          <div key={stem.id} className={styles.lane} style={stemStyle(stem.id)} data-stem={stem.id}>
            <b>{stem.code}</b>
            <div>
              <span>{stem.holds}</span>
              <svg viewBox={`0 0 ${BARS * 3} 36`} preserveAspectRatio="none" aria-hidden="true">
                <path d={wavePath(SHAPES[stem.id] ?? (() => 0))} />
              </svg>
            </div>
          </div>
        ))}
      </div>
      <svg
        className={styles.wires}
        viewBox={`0 0 ${WIRE_WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {wires()}
      </svg>
      <div className={styles.deliverables} aria-hidden="true">
        {MASTERS.map(({ id, name, purpose }) => (
          <div key={id}>
            <b>{name}</b>
            <span>{purpose}</span>
          </div>
        ))}
      </div>
    </figure>
  )
}

function wavePath(shape: (t: number) => number): string {
  return Array.from({ length: BARS }, (_, i) => {
    const half = 0.5 + 16 * Math.max(0, shape(i / BARS))
    return `M${i * 3} ${18 - half}V${18 + half}`
  }).join('')
}

/** The boxes share the height evenly; a box's wires arrive at it one beside the other. */
function wires(): ReactNode[] {
  const space = HEIGHT / MASTERS.length
  return MASTERS.flatMap(({ id, stems }, box) =>
    drawn(stems).map((stem, i, all) => {
      const from = LANES.findIndex((each) => each.id === stem) * PITCH + LANE / 2
      const to = space * (box + 0.5) + (i - (all.length - 1) / 2) * (BOX / (all.length + 1))
      const curve = `M0 ${from}C${WIRE_WIDTH / 2} ${from} ${WIRE_WIDTH / 2} ${to} ${WIRE_WIDTH} ${to}`
      return <path key={`${id} ${stem}`} d={curve} stroke={stemColor(stem)} />
    }),
  )
}
