import { FileAudio, X } from 'lucide-react'
import { guideOf, guideRemark } from '../../domain/guide.ts'
import { soundName } from '../../domain/soundName.ts'
import { timecodeAtSample } from '../../domain/timebase.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { FilePicker } from '../primitives/filePicker.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import styles from './checksPanel.module.css'

/** What the sync of the mix is held against: a file by its name, or none. */
export function GuideField({ locked }: { readonly locked: boolean }) {
  const { actions, canPickFiles } = useApp()
  const guide = useWorkspace((state) => state.guide)
  const session = useDocument((state) => state.session)
  if (guide.phase === 'reading' || guide.phase === 'ready') {
    const name = guide.phase === 'ready' ? soundName(guide.info) : guide.name
    const placed = guide.phase === 'ready' ? guideOf(guide.id, guide.info, session) : null
    const remark = placed?.ok ? guideRemark(placed.value, session) : null
    return (
      <div className={styles.guide}>
        <em>
          Guide: {name}
          {placed?.ok && `, from ${timecodeAtSample(session, placed.value.at)}`}
        </em>
        <IconButton
          icon={<X />}
          size="sm"
          label={`Remove the guide ${name}`}
          disabled={locked}
          onPress={actions.removeGuide}
        />
        {remark !== null && <p role="status">{remark}</p>}
        {guide.phase === 'reading' && <progress aria-label="Reading the guide" value={guide.done} max={1} />}
      </div>
    )
  }
  if (locked) return null
  return (
    <div className={styles.guide}>
      <em>Sync against a guide mix</em>
      <FilePicker
        icon={<FileAudio size={14} aria-hidden="true" />}
        label="Choose a guide file"
        size="small"
        onPick={canPickFiles ? () => void actions.pickGuide() : undefined}
        onFiles={(files) => {
          const [file] = files
          if (file) void actions.setGuide({ file, reference: null })
        }}
      >
        Guide…
      </FilePicker>
      {guide.phase === 'failed' && <p role="status">{guide.message}</p>}
    </div>
  )
}
