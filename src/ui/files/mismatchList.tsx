import { TriangleAlert } from 'lucide-react'
import { plural } from '../format.ts'
import styles from './mismatchList.module.css'
import { useMismatches } from './useMismatches.ts'

/** What does not fit together among the files, before it can hurt. */
export function MismatchList() {
  const found = useMismatches()
  if (found.length === 0) return null
  return (
    <section className={styles.mismatches} aria-label="Mismatches">
      <h3>{plural(found.length, 'mismatch', 'mismatches')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached from the keyboard */}
      <ul tabIndex={0} aria-label="Mismatches, one by one">
        {found.map(({ media, file, text }) => (
          <li key={`${media} ${text}`}>
            <TriangleAlert size={14} role="img" aria-label="Warning" />
            <b title={file}>{file}</b>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
