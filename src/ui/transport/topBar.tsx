import { Keyboard, Upload } from 'lucide-react'
import { useApp, useDocument } from '../appContext.ts'
import { MenuButton } from '../menu/menuButton.tsx'
import { Button } from '../primitives/button.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import { QueueButton } from '../queue/queueButton.tsx'
import { useKeys } from '../shortcuts/useKey.ts'
import { MonitorSection } from './monitorSection.tsx'
import { Readouts } from './readouts.tsx'
import { SessionTitle } from './sessionTitle.tsx'
import { Timecode } from './timecode.tsx'
import styles from './topBar.module.css'
import { TransportButtons } from './transportButtons.tsx'

type TopBarProps = {
  readonly typingTimecode: boolean
  readonly onTypingTimecode: (typing: boolean) => void
}

export function TopBar({ typingTimecode, onTypingTimecode }: TopBarProps) {
  const { actions } = useApp()
  const key = useKeys()
  const rate = useDocument((state) => state.session.frameRate.label)
  return (
    <header className={styles.topBar} data-region="transport">
      <MenuButton />
      <SessionTitle />
      <span className={styles.rule} />
      <TransportButtons />
      <Timecode typing={typingTimecode} onTyping={onTypingTimecode} />
      <span className={styles.rate}>{rate}</span>
      <span className={styles.space} />
      <MonitorSection />
      <span className={styles.rule} />
      <Readouts />
      <span className={styles.keys}>
        <IconButton
          icon={<Keyboard />}
          label="Keyboard shortcuts"
          shortcut={key('shortcuts')}
          onPress={() => actions.setShortcutsOpen(true)}
        />
      </span>
      <span className={styles.queue}>
        <QueueButton compact />
      </span>
      <Button
        variant="primary"
        icon={<Upload size={16} aria-hidden="true" />}
        shortcut={key('export')}
        title={`Export${key('export').hint}`}
        onPress={actions.openExport}
      >
        Export
      </Button>
    </header>
  )
}
