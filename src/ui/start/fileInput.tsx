import { Plus } from 'lucide-react'
import { useApp } from '../appContext.ts'
import { FilePicker } from '../primitives/filePicker.tsx'
import { ACCEPTED_FILES } from './acceptedFiles.ts'

/** Adds files as tracks. With the browser's own picker, where it has one, they can be found again on another visit. */
export function FileInput(props: { readonly children: string; readonly large?: boolean }) {
  const { actions, canPickFiles } = useApp()
  return (
    <FilePicker
      icon={<Plus aria-hidden="true" />}
      accept={ACCEPTED_FILES}
      multiple
      onFiles={(files) => void actions.importFiles(files.map((file) => ({ file, reference: null })))}
      onPick={canPickFiles ? () => void actions.pickFiles() : undefined}
      {...(props.large && { size: 'large' as const })}
    >
      {props.children}
    </FilePicker>
  )
}
