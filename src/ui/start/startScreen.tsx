import { AudioLines, CircleHelp, Lock, Play, Plus } from 'lucide-react'
import { useApp } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { FileInput } from './fileInput.tsx'
import { FlowDiagram } from './flowDiagram.tsx'
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
        <div className={styles.column}>
          <h1>Start a session</h1>
          <div className={styles.drop}>
            <div className={styles.say}>
              <p>
                <b>Drop stems here:</b> WAV or AIFF files named DX, FX or MX.
              </p>
              <p className={styles.accepted}>
                PCM at 48 kHz, mono or stereo: 8 to 32-bit integer, 32 or 64-bit float. Each file becomes a
                track.
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
                <FileInput large icon={<Plus aria-hidden="true" />}>
                  Choose files
                </FileInput>
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
      </main>
    </div>
  )
}
