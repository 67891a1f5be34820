import { CircleCheck, Files, TriangleAlert } from 'lucide-react'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { useKey } from '../shortcuts/useKey.ts'
import styles from './filesButton.module.css'
import { filesStanding, type Standing, standingText } from './standing.ts'
import { useMismatchCount } from './useMismatches.ts'

type Tone = 'good' | 'warn' | 'bad'

/** What of the files has to be seen to; no text when there is nothing. */
function useStanding(): { readonly standing: Standing; readonly text: string; readonly tone: Tone } {
  const media = useDocument((state) => state.session.media)
  const states = useWorkspace((state) => state.mediaStates)
  const standing = filesStanding(media, states)
  const text = standingText(standing, useMismatchCount())
  return { standing, text, tone: standing.missing.media.length > 0 ? 'bad' : text ? 'warn' : 'good' }
}

/** Opens the list of files, and shows whether any of them has to be seen to. */
export function FilesButton() {
  const { actions } = useApp()
  const key = useKey('files')
  const { text, tone } = useStanding()
  const icon = text ? (
    <TriangleAlert size={16} aria-hidden="true" className={styles[tone]} />
  ) : (
    <Files size={16} aria-hidden="true" />
  )
  return (
    <Button
      icon={icon}
      shortcut={key}
      title={`${text || 'Where files are, their channels and places'}${key.hint}`}
      onPress={() => actions.setFilesOpen(true)}
    >
      Files
    </Button>
  )
}

/** The same in words, above the list of files. */
export function FilesSummary() {
  const { standing, text, tone } = useStanding()
  if (standing.files === 0) return null
  const Icon = text ? TriangleAlert : CircleCheck
  return (
    <p className={styles.summary}>
      <Icon size={14} aria-hidden="true" className={styles[tone]} />
      <span>{text || 'All files are at hand'}</span>
    </p>
  )
}
