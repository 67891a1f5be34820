import styles from './exportSettings.module.css'
import { FormatFields } from './formatFields.tsx'
import { NameFields } from './nameFields.tsx'
import { RangeFields } from './rangeFields.tsx'
import { TargetField } from './targetField.tsx'

/** What can be chosen for all deliverables at once. */
export function ExportSettings({ locked }: { readonly locked: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached from the keyboard
    <section className={styles.settings} aria-label="Export settings" tabIndex={0}>
      <TargetField locked={locked} />
      <FormatFields locked={locked} />
      <RangeFields locked={locked} />
      <NameFields locked={locked} />
    </section>
  )
}
