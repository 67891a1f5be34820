import { AudioLines, CircleHelp, FilePlus, Lock, Play } from 'lucide-react'
import { useApp } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { FileInput } from './fileInput.tsx'
import { FlowDiagram } from './flowDiagram.tsx'
import { RecentSessions } from './recentSessions.tsx'
import styles from './startScreen.module.css'

/** What is seen until a session is opened: where to drop stems, and what becomes of them. */
export function StartScreen() {
  const { actions } = useApp()
  return (
    <div className={styles.start}>
      <header className={styles.bar}>
        <AudioLines aria-hidden="true" />
        <span>Dubstage</span>
        <Button
          icon={<CircleHelp size={16} aria-hidden="true" />}
          onPress={() => actions.setShortcutsOpen(true)}
        >
          Shortcuts
        </Button>
      </header>
      <main className={styles.main}>
        <div className={styles.columns}>
          <div className={styles.column}>
            <h1>Start a session</h1>
            <div className={styles.drop}>
              <div className={styles.say}>
                <p>
                  <b>Drop stems here:</b> files, or a folder of them, named DX, FX or MX.
                </p>
                <p className={styles.accepted}>
                  WAV, BWF, RF64, AIFF, FLAC, MP3, AAC, Opus and Vorbis, and the sound of MP4, MOV, WebM and
                  MKV. Mono to 7.1, 8 to 192 kHz; what is not at the session’s rate is converted to it.
                </p>
                <div className={styles.actions}>
                  <span className={styles.primary}>
                    <Button
                      variant="primary"
                      icon={<Play size={16} aria-hidden="true" />}
                      onPress={() => void actions.openDemo()}
                    >
                      Open the demo reel
                    </Button>
                  </span>
                  <FileInput large>Choose files</FileInput>
                  <span className={styles.secondary}>
                    <Button
                      icon={<FilePlus size={16} aria-hidden="true" />}
                      onPress={() => actions.ask('newSession')}
                    >
                      New session…
                    </Button>
                  </span>
                  <p>Demo: just under a minute, nine tracks, dialogue in English and Spanish</p>
                </div>
              </div>
              <FlowDiagram />
            </div>
            <p className={styles.privacy}>
              <Lock size={16} aria-hidden="true" />
              Files are read in this browser and never leave this computer. No account, no upload.
            </p>
          </div>
          <RecentSessions />
        </div>
      </main>
    </div>
  )
}
