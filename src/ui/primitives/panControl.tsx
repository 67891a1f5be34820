import { type CSSProperties, useRef, useState } from 'react'
import { formatPan, parsePan } from '../format.ts'
import styles from './panControl.module.css'
import { sliderValue } from './sliderValue.ts'
import { useSlider } from './useSlider.ts'
import { ValueEntry } from './valueEntry.tsx'

type PanControlProps = {
  readonly label: string
  /** −1 left … +1 right. */
  readonly pan: number
  readonly onChange: (pan: number) => void
  readonly onEnd: () => void
}

const RANGE = { min: -1, max: 1, step: 0.01 }

const spoken = (pan: number): string => {
  const text = formatPan(pan)
  return text === 'C' ? 'centre' : `${text.slice(1)} ${pan < 0 ? 'left' : 'right'}`
}

/** A pan or balance. Home goes to the centre, Enter to type. */
export function PanControl({ label, pan, onChange, onEnd }: PanControlProps) {
  const track = useRef<HTMLDivElement>(null)
  const [editing, setEditing] = useState(false)
  const slider = useSlider(track, {
    label,
    value: pan,
    ...RANGE,
    pageStep: 0.1,
    home: 0,
    orientation: 'horizontal',
    // Finer than the drawing, which is too short for a hundredth each way.
    travelPixels: 160,
    format: spoken,
    onChange,
    onEnd,
    onEdit: () => setEditing(true),
  })

  const commit = (text: string): boolean => {
    const typed = parsePan(text)
    if (typed === undefined) return false
    const to = sliderValue(typed, RANGE)
    if (to !== pan) onChange(to)
    onEnd()
    return true
  }

  const style = {
    '--at': (pan + 1) / 2,
    '--from': Math.min(0.5, (pan + 1) / 2),
    '--span': Math.abs(pan) / 2,
  } as CSSProperties
  return (
    <div className={styles.pan} style={style}>
      <div className={styles.travel} ref={track} {...slider}>
        <span className={styles.fill} />
        <span className={styles.knob} />
      </div>
      <span className={styles.value}>{formatPan(pan)}</span>
      {editing && (
        <ValueEntry
          label={`${label}, C, L or R`}
          text={formatPan(pan)}
          onCommit={commit}
          onClose={() => setEditing(false)}
          giveBack={() => track.current?.focus()}
        />
      )}
    </div>
  )
}
