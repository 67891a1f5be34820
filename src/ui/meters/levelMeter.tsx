import { useTabIndex } from '../primitives/tabReach.ts'
import styles from './levelMeter.module.css'
import type { LevelMeterParts } from './useLevelMeter.ts'

type LevelMeterProps = { readonly label: string; readonly parts: LevelMeterParts }

/** The bars. Clicking them clears a latched over, as the peak readout does from the keyboard. */
export function LevelMeter({ label, parts }: LevelMeterProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter cannot be painted
    <div
      ref={parts.meterRef}
      className={styles.levelMeter}
      role="meter"
      aria-label={label}
      aria-valuemin={-60}
      aria-valuemax={0}
      aria-valuenow={-60}
      aria-valuetext="silent"
      onPointerDown={parts.clear}
    >
      <canvas ref={parts.canvasRef} />
    </div>
  )
}

/** The highest peak since it was last cleared; red after an over. Pressing it clears both. */
export function PeakReadout({ label, parts }: LevelMeterProps) {
  const tabIndex = useTabIndex()
  return (
    <button
      type="button"
      ref={parts.peakRef}
      className={styles.peak}
      onClick={parts.clear}
      tabIndex={tabIndex}
      aria-label={label}
      title={`${label}: clear`}
    >
      −∞
    </button>
  )
}
