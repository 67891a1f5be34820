import { Play, Repeat, SkipBack, Square, StepBack, StepForward } from 'lucide-react'
import { useApp, useWorkspace } from '../appContext.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { useKeys } from '../shortcuts/useKey.ts'
import styles from './topBar.module.css'

export function TransportButtons() {
  const { actions } = useApp()
  const key = useKeys()
  const playing = useWorkspace((state) => state.playing)
  const speed = useWorkspace((state) => state.speed)
  const loopOn = useWorkspace((state) => state.loopOn)
  return (
    <fieldset className={styles.buttons} aria-label="Transport">
      <IconButton
        icon={<SkipBack />}
        label="Go to start"
        shortcut={key('toStart')}
        onPress={() => void actions.toStart()}
      />
      <IconButton
        icon={<StepBack />}
        label="Back one frame"
        shortcut={key('stepBack')}
        onPress={() => void actions.stepFrames(-1)}
      />
      <span className={styles.play}>
        <IconButton
          icon={<Play />}
          label="Play"
          shortcut={key('play')}
          pressed={playing}
          onPress={() => void actions.togglePlay()}
        />
        <span className={styles.speed} role="status" aria-label="Speed">
          {speed !== 1 && `${speed < 0 ? '−' : ''}${Math.abs(speed)}×`}
        </span>
      </span>
      <IconButton
        icon={<Square />}
        label="Stop"
        shortcut={key('shuttleStop')}
        onPress={() => void actions.stop()}
      />
      <IconButton
        icon={<StepForward />}
        label="Forward one frame"
        shortcut={key('stepForward')}
        onPress={() => void actions.stepFrames(1)}
      />
      <IconButton
        icon={<Repeat />}
        label="Loop"
        shortcut={key('loop')}
        pressed={loopOn}
        onPress={actions.toggleLoop}
      />
    </fieldset>
  )
}
