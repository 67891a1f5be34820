import type { ReactNode } from 'react'
import { useApp } from '../appContext.ts'
import { classNames } from '../primitives/classNames.ts'
import styles from './fileInput.module.css'

/**
 * A file input that looks like a button. Anything may be chosen: what is not accepted gets an error that names
 * it, which helps more than a file that cannot be picked.
 */
export function FileInput(props: {
  readonly children: ReactNode
  readonly icon: ReactNode
  readonly large?: boolean
}) {
  const { actions } = useApp()
  return (
    <label className={classNames(styles.fileInput, props.large && styles.large)}>
      {props.icon}
      {props.children}
      <input
        type="file"
        multiple
        accept=".wav,.wave,.rf64,.bw64,.bwf,.aif,.aiff,.aifc,.afc,audio/*"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          // Otherwise choosing the same file again would not count as a change.
          currentTarget.value = ''
          if (files.length > 0) void actions.importFiles(files.map((file) => ({ file, reference: null })))
        }}
      />
    </label>
  )
}
