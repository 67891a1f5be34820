import type { ReactNode } from 'react'
import { classNames } from './classNames.ts'
import styles from './filePicker.module.css'
import { useTabIndex } from './tabReach.ts'

type FilePickerProps = {
  readonly children: ReactNode
  readonly icon?: ReactNode
  /** Accessible name, when the text alone does not say it. */
  readonly label?: string
  readonly size?: 'large' | 'small'
  readonly accept?: string
  readonly multiple?: boolean
  /** A whole folder is chosen, and its files are given. */
  readonly folder?: boolean
  readonly onFiles: (files: readonly File[]) => void
  /** Opens a picker of the browser's that gives lasting references, where it has one: in place of the input's own. */
  readonly onPick: (() => void) | undefined
}

/**
 * A file input that looks like a button. Anything may be chosen: what is not accepted gets an error that names
 * it, which helps more than a file that cannot be picked.
 */
export function FilePicker(props: FilePickerProps) {
  const { children, icon, label, size, accept, multiple, folder, onFiles, onPick } = props
  const tabIndex = useTabIndex()
  return (
    <label className={classNames(styles.filePicker, size && styles[size])}>
      {icon}
      {children}
      <input
        type="file"
        tabIndex={tabIndex}
        aria-label={label}
        title={label}
        multiple={multiple}
        accept={accept}
        {...(folder && { webkitdirectory: '' })}
        onClick={(event) => {
          if (!onPick) return
          event.preventDefault()
          onPick()
        }}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          // Otherwise choosing the same file again would not count as a change.
          currentTarget.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </label>
  )
}
