import { CircleCheck, Files, TriangleAlert } from 'lucide-react'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import styles from './filesButton.module.css'
import { filesStanding, standingText } from './standing.ts'
import { useMismatches } from './useMismatches.ts'

/** Opens the list of files, and says beside it what of them has to be seen to. */
export function FilesButton() {
  const { actions } = useApp()
  const media = useDocument((state) => state.session.media)
  const states = useWorkspace((state) => state.mediaStates)
  const mismatched = useMismatches().length
  const standing = filesStanding(media, states)
  const text = standingText(standing, mismatched)
  const bad = standing.missing.media.length > 0
  return (
    <div className={styles.files}>
      <Button
        icon={<Files size={16} aria-hidden="true" />}
        shortcut="Shift+F"
        title="Files: where they are, their channels and places (Shift+F)"
        onPress={() => actions.setFilesOpen(true)}
      >
        Files
      </Button>
      {standing.files > 0 && (
        <p data-tone={bad ? 'bad' : text ? 'warn' : 'good'} title={text || 'All files are at hand'}>
          {text ? (
            <TriangleAlert size={14} aria-hidden="true" />
          ) : (
            <CircleCheck size={14} aria-hidden="true" />
          )}
          <span>{text || 'All at hand'}</span>
        </p>
      )}
    </div>
  )
}
