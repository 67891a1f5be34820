import type { CSSProperties } from 'react'
import styles from './scaleMarks.module.css'

type ScaleMarksProps = { readonly marks: readonly { readonly text: string; readonly at: number }[] }

/** The numerals beside a meter. They are for the eye: the meter says its value itself. */
export function ScaleMarks({ marks }: ScaleMarksProps) {
  return (
    <div className={styles.scaleMarks} aria-hidden="true">
      {marks.map(({ text, at }) => (
        <span key={text} style={{ '--at': at } as CSSProperties}>
          {text}
        </span>
      ))}
    </div>
  )
}
