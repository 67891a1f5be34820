import { type CSSProperties, useRef, useState } from 'react'
import { FADER_RANGE_DB } from '../../domain/session.ts'
import type { StemId } from '../../domain/stems.ts'
import { decibels, type FaderLevel } from '../../domain/units.ts'
import { formatDb, parseDb } from '../format.ts'
import { stemStyle } from '../stemColor.ts'
import styles from './fader.module.css'
import { FADER_SCALE, faderLevelAt, faderTravel } from './faderTaper.ts'
import { sliderValue } from './sliderValue.ts'
import { useSlider } from './useSlider.ts'
import { ValueEntry } from './valueEntry.tsx'

type FaderProps = {
  readonly label: string
  readonly db: FaderLevel
  readonly onChange: (db: FaderLevel) => void
  readonly onEnd: () => void
  /** Colours the line on the cap. */
  readonly stem?: StemId
  /** Any CSS length; fills its place unless given. */
  readonly height?: string
}

const STEP_DB = 0.1
/** One step under the lowest level stands for off, so that the slider has a number for it. */
const OFF = FADER_RANGE_DB.min - STEP_DB
const RANGE = { min: OFF, max: FADER_RANGE_DB.max, step: STEP_DB }

const toNumber = (db: FaderLevel): number => db ?? OFF
const toLevel = (value: number): FaderLevel => (value < FADER_RANGE_DB.min ? null : decibels(value))

/** A vertical fader with its scale. Arrows 0.1 dB, Page keys 1 dB, Home unity, End off, Enter to type. */
export function Fader({ label, db, onChange, onEnd, stem, height }: FaderProps) {
  const track = useRef<HTMLDivElement>(null)
  const [editing, setEditing] = useState(false)
  const slider = useSlider(track, {
    label,
    value: toNumber(db),
    ...RANGE,
    pageStep: 1,
    home: 0,
    orientation: 'vertical',
    format: (value) => (toLevel(value) === null ? 'off, −∞ dB' : `${formatDb(value)} dB`),
    toTravel: (value) => faderTravel(toLevel(value)),
    fromTravel: (travel) => toNumber(faderLevelAt(travel)),
    onChange: (value) => onChange(toLevel(value)),
    onEnd,
    onEdit: () => setEditing(true),
  })

  const commit = (text: string): boolean => {
    const typed = parseDb(text)
    if (typed === undefined) return false
    const to = typed === null ? OFF : sliderValue(typed, RANGE)
    if (to !== toNumber(db)) onChange(toLevel(to))
    onEnd()
    return true
  }

  const place = { '--travel': faderTravel(db), ...(height && { height }) } as CSSProperties
  return (
    <div className={styles.fader} style={stem ? { ...place, ...stemStyle(stem) } : place}>
      <div className={styles.scale} aria-hidden="true">
        {FADER_SCALE.map(({ text, travel }) => (
          <span
            key={`${text}${travel}`}
            className={text === '0' ? styles.unity : undefined}
            style={{ '--at': travel } as CSSProperties}
          >
            {text}
          </span>
        ))}
      </div>
      <div className={styles.track} ref={track} {...slider}>
        <span className={styles.groove} />
        {FADER_SCALE.map(({ text, travel }) => (
          <span
            key={`${text}${travel}`}
            className={styles.tick}
            style={{ '--at': travel } as CSSProperties}
          />
        ))}
        <span className={styles.cap} />
      </div>
      {editing && (
        <ValueEntry
          label={`${label}, dB`}
          text={formatDb(db)}
          onCommit={commit}
          onClose={() => setEditing(false)}
          giveBack={() => track.current?.focus()}
        />
      )}
    </div>
  )
}
