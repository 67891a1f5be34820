import { Volume1, Volume2 } from 'lucide-react'
import { DIM_DB, heardSource, MONITOR_RANGE_DB } from '../../domain/listening.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { formatDb } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { NumberField } from '../primitives/numberField.tsx'
import { Segmented } from '../primitives/segmented.tsx'
import { useKey } from '../shortcuts/useKey.ts'
import { useMonitorKeys } from './monitorKeys.ts'
import { monitorBus, monitorOptions } from './monitorOptions.ts'
import styles from './topBar.module.css'

/** What is listened to, and how loud. None of it reaches a deliverable. */
export function MonitorSection() {
  const { actions } = useApp()
  const dimKey = useKey('dim')
  const keys = useMonitorKeys()
  const tracks = useDocument((state) => state.session.tracks)
  const listening = useWorkspace((state) => state.listening)
  const { levelDb, dim } = listening
  const options = monitorOptions(tracks)
  return (
    <div className={styles.monitor}>
      <Segmented
        label="Monitor source"
        options={options.map(({ value, label, name }, index) => ({
          value,
          label,
          hint: `${name}${keys[index]?.hint ?? ''}`,
          ...(keys[index] && { shortcut: keys[index] }),
        }))}
        value={monitorBus(heardSource(listening, tracks))}
        onChange={(value) => {
          const option = options.find((each) => each.value === value)
          if (option) actions.setMonitor(option.source)
        }}
      />
      <Button
        icon={dim ? <Volume1 size={16} /> : <Volume2 size={16} />}
        pressed={dim}
        label={`Dim monitors by ${-DIM_DB} dB`}
        title={`Dim monitors by ${-DIM_DB} dB${dimKey.hint}; level ${formatDb(levelDb)} dB`}
        shortcut={dimKey}
        onPress={actions.toggleDim}
      >
        Dim
      </Button>
      <div className={styles.level}>
        <NumberField
          label="Monitor level"
          value={levelDb}
          unit="dB"
          {...MONITOR_RANGE_DB}
          step={0.5}
          decimals={1}
          onChange={actions.setMonitorLevel}
        />
      </div>
    </div>
  )
}
