import { FileX2, FolderSearch, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { filesOf, type MediaInfo } from '../../domain/media.ts'
import { nameSome } from '../../domain/nameSome.ts'
import type { MediaId } from '../../domain/session.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { FilePicker } from '../primitives/filePicker.tsx'
import styles from './filesAtHand.module.css'
import { filesStanding } from './standing.ts'

/**
 * Names the files that need permission or are missing, with what can be done about it; nothing when all are at hand. On
 * the mixing screen it leads on to the list of files.
 */
export function FilesAtHand({ banner }: { readonly banner?: boolean }) {
  const { actions, canPickFolder } = useApp()
  const media = useDocument((state) => state.session.media)
  const states = useWorkspace((state) => state.mediaStates)
  const { missing, refused } = filesStanding(media, states)
  // Of several audio tracks it is the one file that is looked for.
  const files = (ids: readonly MediaId[]): readonly MediaInfo[] =>
    filesOf(Object.entries(media).filter(([id]) => ids.includes(id)))
  const names = (ids: readonly MediaId[]): string => nameSome(files(ids).map(({ fileName }) => fileName))
  if (missing.media.length + refused.media.length === 0) return null
  const search = (
    <FilePicker
      icon={<FolderSearch aria-hidden="true" />}
      folder
      label="Look in a folder… and all within it for the files that are not at hand: by name, or by size and content where they were renamed"
      onFiles={(files) => void actions.relinkAmong(files.map((file) => ({ file, reference: null })))}
      onPick={canPickFolder ? () => void actions.relinkFolder() : undefined}
    >
      Look in a folder…
    </FilePicker>
  )

  return (
    <section className={styles.atHand} data-banner={banner || undefined} aria-label="Files not at hand">
      {refused.media.length > 0 && (
        <Line
          tone="warn"
          icon={<Lock size={16} aria-hidden="true" />}
          head={`${plural(files(refused.media).length, 'file needs', 'files need')} your permission:`}
          names={names(refused.media)}
        >
          <Button variant="primary" onPress={() => void actions.allowFiles()}>
            Allow reading
          </Button>
          {missing.media.length === 0 && search}
        </Line>
      )}
      {missing.media.length > 0 && (
        <Line
          tone="bad"
          icon={<FileX2 size={16} aria-hidden="true" />}
          head={`${plural(files(missing.media).length, 'file')} missing:`}
          names={names(missing.media)}
        >
          {search}
          {banner && <Button onPress={() => actions.setFilesOpen(true)}>Relink…</Button>}
        </Line>
      )}
    </section>
  )
}

function Line(props: {
  readonly tone: 'warn' | 'bad'
  readonly icon: ReactNode
  readonly head: string
  readonly names: string
  readonly children: ReactNode
}) {
  const { tone, icon, head, names, children } = props
  return (
    <div className={styles.line} data-tone={tone}>
      {icon}
      <p title={names}>
        <b>{head}</b> {names}
      </p>
      <div className={styles.actions}>{children}</div>
    </div>
  )
}
